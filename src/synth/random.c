/* SPDX-License-Identifier: Apache-2.0 */
#include "synth/random.h"

static uint64_t mix_text(uint64_t hash, struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001b3);
	return (hash ^ 0xff) * UINT64_C(0x100000001b3);
}

struct random random_new(uint64_t seed, struct text table, struct text column)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;
	struct random random = { mix_text(mix_text(hash, table), column) };
	random_next(&random);
	return random;
}

uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t random_below(struct random *random, uint64_t bound)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
	uint64_t value;
	do
		value = random_next(random);
	while (value >= limit);
	return value % bound;
}

void random_scale(const uint64_t *totals, size_t count, uint64_t target, uint64_t *out)
{
	uint64_t sum = 0, given = 0;
	for (size_t i = 0; i < count; i++)
		sum += totals[i];
	for (size_t i = 0; i < count; i++) {
		out[i] = sum == 0 ? 0 : totals[i] * target / sum;
		given += out[i];
	}
	while (sum != 0 && given < target) {
		size_t best = 0;
		uint64_t most = 0;
		for (size_t i = 0; i < count; i++) {
			/* A total that was given its remainder has out above its floor. */
			uint64_t rest = totals[i] * target % sum;
			if (out[i] == totals[i] * target / sum && rest > most) {
				most = rest;
				best = i;
			}
		}
		out[best]++;
		given++;
	}
}

size_t deal_next(struct deal *deal, struct random *random)
{
	uint64_t at = random_below(random, deal->sum);
	size_t i = 0;
	while (at >= deal->left[i])
		at -= deal->left[i++];
	deal->left[i]--;
	deal->sum--;
	return i;
}
