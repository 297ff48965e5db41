/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints that were signed, against the log as it is now: is it still that log, and did it only
 * grow? */
#include "app/verify_internal.h"

#include <stdlib.h>

/* By size; of one size those at fault first. */
static int in_order(const void *a, const void *b)
{
	const struct verify_checkpoint *left = a;
	const struct verify_checkpoint *right = b;
	if (left->signed_it->size != right->signed_it->size)
		return left->signed_it->size > right->signed_it->size ? 1 : -1;
	return (int)left->holds - (int)right->holds;
}

static void sort(struct verifying *it)
{
	if (it->checkpoint_count != 0)
		qsort(it->checkpoints, it->checkpoint_count, sizeof *it->checkpoints, in_order);
}

void verify_checkpoints_begin(struct verifying *it, const struct verify_call *call)
{
	if (call == NULL || call->count == 0)
		return;
	it->checkpoints = arena_new_array(it->app->arena, struct verify_checkpoint, call->count);
	it->checkpoint_count = call->count;
	for (size_t i = 0; i < call->count; i++)
		it->checkpoints[i].signed_it = &call->checkpoints[i];
	sort(it);
	verify_checkpoints_at(it);
}

void verify_checkpoints_at(struct verifying *it)
{
	while (it->checkpoint_next < it->checkpoint_count) {
		struct verify_checkpoint *at = &it->checkpoints[it->checkpoint_next];
		if (at->signed_it->size != it->tree.size)
			return;
		struct digest root = tree_root(&it->tree);
		at->holds = digest_equal(&root, &at->signed_it->root);
		it->checkpoint_next++;
	}
}

/* Two that cannot both be of one log that only grew, of which *fault is the first that does not
 * hold: a later one that holds, or one of the same size that says otherwise. */
static bool find_fork(const struct verifying *it, size_t *fault, size_t *other)
{
	for (size_t i = it->checkpoint_count - 1; i > *fault; i--) {
		*other = i;
		if (it->checkpoints[i].holds)
			return true;
	}
	for (size_t i = *fault + 1; i < it->checkpoint_count; i++) {
		const struct checkpoint *before = it->checkpoints[i - 1].signed_it;
		const struct checkpoint *at = it->checkpoints[i].signed_it;
		*fault = i - 1;
		*other = i;
		if (before->size == at->size && !digest_equal(&before->root, &at->root))
			return true;
	}
	return false;
}

static unsigned long long size_of(const struct verifying *it, size_t index)
{
	return (unsigned long long)it->checkpoints[index].signed_it->size;
}

static void tell(struct verifying *it, uint64_t kept, size_t fault)
{
	unsigned long long now = (unsigned long long)it->tree.size;
	unsigned long long good = (unsigned long long)kept;
	struct text problem;
	if (size_of(it, fault) > now)
		problem = text_format(it->app->arena,
				      "truncated: it has %llu entries, and %llu were signed; the "
				      "first %llu are as "
				      "they were signed",
				      now, size_of(it, it->checkpoint_count - 1), good);
	else
		problem =
			text_format(it->app->arena,
				    "rewritten: entries from %llu to %llu are not those that were "
				    "signed; they were altered, removed or put in",
				    good, size_of(it, fault) - 1);
	verify_bad(it, problem.at);
}

void verify_checkpoints_end(struct verifying *it)
{
	size_t fault;
	uint64_t kept = 0;
	sort(it);
	for (fault = 0; fault < it->checkpoint_count && it->checkpoints[fault].holds; fault++)
		kept = it->checkpoints[fault].signed_it->size;
	it->report->checkpoints = fault;
	it->report->anchored = kept;
	if (fault == it->checkpoint_count)
		return;
	size_t one = fault;
	size_t other;
	if (!find_fork(it, &one, &other)) {
		tell(it, kept, fault);
		return;
	}
	verify_bad(
		it,
		text_format(it->app->arena,
			    "forked: what was signed of %llu entries and what was signed of %llu "
			    "are of two logs that part after entry %llu",
			    size_of(it, one), size_of(it, other), (unsigned long long)kept)
			.at);
}
