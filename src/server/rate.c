/* SPDX-License-Identifier: Apache-2.0 */
#include "server/rate.h"

#include "base/map.h"
#include "os/host.h"

#include <pthread.h>
#include <stdlib.h>

enum {
	SLOTS = 4096,
	TRIES = 8
};

struct bucket {
	uint64_t key; /* 0: free */
	double tokens;
	int64_t at;
};

struct rate {
	pthread_mutex_t lock;
	uint64_t salt;
	struct bucket buckets[SLOTS];
};

struct rate *rate_new(void)
{
	struct rate *rate = calloc(1, sizeof *rate);
	if (rate == NULL)
		return NULL;
	pthread_mutex_init(&rate->lock, NULL);
	host_random(&rate->salt, sizeof rate->salt);
	return rate;
}

void rate_free(struct rate *rate)
{
	if (rate == NULL)
		return;
	pthread_mutex_destroy(&rate->lock);
	free(rate);
}

/* The key's bucket, a free one, or the one of its neighbours that has rested longest. */
static struct bucket *bucket_of(struct rate *rate, uint64_t key)
{
	struct bucket *rested = &rate->buckets[key % SLOTS];
	for (size_t i = 0; i < TRIES; i++) {
		struct bucket *it = &rate->buckets[(key + i) % SLOTS];
		if (it->key == key)
			return it;
		if (it->at < rested->at)
			rested = it;
	}
	return rested;
}

static bool take(struct rate *rate, const struct rate_limit *limit, uint64_t key, int64_t now)
{
	struct bucket *bucket = bucket_of(rate, key);
	if (bucket->key != key)
		*bucket = (struct bucket){ .key = key, .tokens = limit->most, .at = now };
	bucket->tokens += (double)(now - bucket->at) / 1e9 * limit->each_second;
	bucket->at = now;
	if (bucket->tokens > limit->most)
		bucket->tokens = limit->most;
	if (bucket->tokens < 1)
		return false;
	bucket->tokens -= 1;
	return true;
}

bool rate_take(struct rate *rate, const struct rate_limit *limit, unsigned kind, struct text key,
	       int64_t now)
{
	uint64_t hash = hash_bytes(key.at, key.length) ^ rate->salt;
	hash = (hash + kind) * 0x9E3779B97F4A7C15U;
	pthread_mutex_lock(&rate->lock);
	bool taken = take(rate, limit, hash != 0 ? hash : 1, now);
	pthread_mutex_unlock(&rate->lock);
	return taken;
}
