/* SPDX-License-Identifier: Apache-2.0 */
/* The commitments of a batch are hashed by a thread of their own: a third of the work of an import,
 * and nobody waits for one before the batch ends. A chunk's payloads are handed over together;
 * while they are hashed the next chunk's are gathered in another arena. */
#include "app/import_internal.h"

#include <pthread.h>

struct commitment {
	struct text secret, payload;
};

struct hash_job {
	struct arena *arena;
	struct {
		LIST_OF(struct commitment);
	} rows;
};

struct hashing {
	struct tree *tree;
	struct hash_job jobs[2];
	unsigned filling; /* which of them gets the next payload */
	pthread_t thread;
	bool has_thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct hash_job *work; /* what the thread is to do; NULL: nothing */
	bool ends;
};

static void hash_rows(struct hashing *hashing, struct hash_job *job)
{
	for (size_t i = 0; i < job->rows.count; i++) {
		const struct commitment *it = &job->rows.at[i];
		struct digest commitment = digest_commit(it->secret, it->payload);
		struct digest leaf = tree_leaf_hash(digest_bytes(&commitment));
		tree_add(hashing->tree, &leaf, NULL, NULL);
	}
	arena_reset(job->arena);
	memset(&job->rows, 0, sizeof job->rows);
}

static void *work(void *user)
{
	struct hashing *hashing = user;
	pthread_mutex_lock(&hashing->lock);
	while (!hashing->ends || hashing->work != NULL) {
		struct hash_job *job = hashing->work;
		if (job == NULL) {
			pthread_cond_wait(&hashing->changed, &hashing->lock);
			continue;
		}
		pthread_mutex_unlock(&hashing->lock);
		hash_rows(hashing, job);
		pthread_mutex_lock(&hashing->lock);
		hashing->work = NULL;
		pthread_cond_broadcast(&hashing->changed);
	}
	pthread_mutex_unlock(&hashing->lock);
	return NULL;
}

enum status import_hash_start(struct loading *loading, struct error *error)
{
	struct hashing *hashing = arena_new_one(loading->caseload->arena, struct hashing);
	hashing->tree = &loading->batch;
	loading->hashing = hashing;
	pthread_mutex_init(&hashing->lock, NULL);
	pthread_cond_init(&hashing->changed, NULL);
	for (size_t i = 0; i < 2; i++)
		if ((hashing->jobs[i].arena = arena_new(0)) == NULL)
			return error_set(error, STATUS_LIMIT, "no memory for an import");
	/* Without a thread of its own the import hashes itself. */
	hashing->has_thread = pthread_create(&hashing->thread, NULL, work, hashing) == 0;
	return STATUS_OK;
}

struct arena *import_hash_arena(const struct loading *loading)
{
	return loading->hashing->jobs[loading->hashing->filling].arena;
}

void import_hash_add(struct loading *loading, struct text secret, struct text payload)
{
	struct hash_job *job = &loading->hashing->jobs[loading->hashing->filling];
	struct commitment it = { text_copy(job->arena, secret), payload };
	list_push(job->arena, &job->rows, it);
}

/* Until the thread has nothing to do. */
static void wait_idle(struct hashing *hashing)
{
	while (hashing->work != NULL)
		pthread_cond_wait(&hashing->changed, &hashing->lock);
}

void import_hash_hand_over(struct loading *loading)
{
	struct hashing *hashing = loading->hashing;
	struct hash_job *job = &hashing->jobs[hashing->filling];
	if (!hashing->has_thread) {
		hash_rows(hashing, job);
		return;
	}
	pthread_mutex_lock(&hashing->lock);
	wait_idle(hashing);
	hashing->work = job;
	hashing->filling ^= 1;
	pthread_cond_broadcast(&hashing->changed);
	pthread_mutex_unlock(&hashing->lock);
}

void import_hash_wait(struct loading *loading)
{
	struct hashing *hashing = loading->hashing;
	pthread_mutex_lock(&hashing->lock);
	wait_idle(hashing);
	pthread_mutex_unlock(&hashing->lock);
}

void import_hash_end(struct loading *loading)
{
	struct hashing *hashing = loading->hashing;
	if (hashing == NULL)
		return;
	pthread_mutex_lock(&hashing->lock);
	hashing->ends = true;
	pthread_cond_broadcast(&hashing->changed);
	pthread_mutex_unlock(&hashing->lock);
	if (hashing->has_thread)
		pthread_join(hashing->thread, NULL);
	pthread_cond_destroy(&hashing->changed);
	pthread_mutex_destroy(&hashing->lock);
	for (size_t i = 0; i < 2; i++)
		arena_free(hashing->jobs[i].arena);
}
