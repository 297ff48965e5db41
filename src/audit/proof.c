/* SPDX-License-Identifier: Apache-2.0 */
/* Proofs over the tree, and their check by one who holds only roots. */
#include "audit/tree.h"

#include "base/ensure.h"

#include <string.h>

static unsigned split_level(uint64_t count)
{
	return 63U - (unsigned)__builtin_clzll(count - 1);
}

static bool push_range(const struct tree_nodes *nodes, uint64_t from, uint64_t to,
		       struct tree_proof *out)
{
	ensure(out->count < sizeof out->path / sizeof out->path[0]);
	return tree_range_hash(nodes, from, to, &out->path[out->count++]);
}

/* PATH(m, D[n]) over [from, to). */
static bool path(const struct tree_nodes *nodes, uint64_t index, uint64_t from, uint64_t to,
		 struct tree_proof *out)
{
	if (to - from == 1)
		return true;
	uint64_t middle = from + (UINT64_C(1) << split_level(to - from));
	if (index < middle)
		return path(nodes, index, from, middle, out) && push_range(nodes, middle, to, out);
	return path(nodes, index, middle, to, out) && push_range(nodes, from, middle, out);
}

bool tree_prove_inclusion(const struct tree_nodes *nodes, uint64_t index, uint64_t size,
			  struct tree_proof *out)
{
	out->count = 0;
	return index < size && path(nodes, index, 0, size, out);
}

/* SUBPROOF(m, D[n], b) over [from, to). */
static bool subproof(const struct tree_nodes *nodes, uint64_t before, uint64_t from, uint64_t to,
		     bool known, struct tree_proof *out)
{
	if (before == to)
		return known || push_range(nodes, from, to, out);
	uint64_t middle = from + (UINT64_C(1) << split_level(to - from));
	if (before <= middle)
		return subproof(nodes, before, from, middle, known, out) &&
		       push_range(nodes, middle, to, out);
	return subproof(nodes, before, middle, to, false, out) &&
	       push_range(nodes, from, middle, out);
}

bool tree_prove_consistency(const struct tree_nodes *nodes, uint64_t before, uint64_t after,
			    struct tree_proof *out)
{
	out->count = 0;
	if (before == 0 || before > after)
		return false;
	return before == after || subproof(nodes, before, 0, after, true, out);
}

bool tree_verify_inclusion(const struct digest *leaf, uint64_t index, uint64_t size,
			   const struct tree_proof *proof, const struct digest *root)
{
	if (index >= size)
		return false;
	uint64_t at = index;
	uint64_t last = size - 1;
	struct digest hash = *leaf;
	for (size_t i = 0; i < proof->count; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			hash = tree_node_hash(&proof->path[i], &hash);
			for (; (at & 1) == 0 && at != 0; at >>= 1)
				last >>= 1;
		} else {
			hash = tree_node_hash(&hash, &proof->path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && digest_equal(&hash, root);
}

/* The first hash of the walk, and how many of the path's it takes. */
static struct digest walk_start(uint64_t before, const struct tree_proof *proof,
				const struct digest *root_before, size_t *taken)
{
	bool power_of_two = (before & (before - 1)) == 0;
	*taken = power_of_two ? 0 : 1;
	return power_of_two ? *root_before : proof->path[0];
}

bool tree_verify_consistency(uint64_t before, uint64_t after, const struct tree_proof *proof,
			     const struct digest *root_before, const struct digest *root_after)
{
	if (before > after || before == 0)
		return false;
	if (before == after)
		return proof->count == 0 && digest_equal(root_before, root_after);
	if (proof->count == 0)
		return false;
	size_t i;
	struct digest first = walk_start(before, proof, root_before, &i);
	struct digest second = first;
	uint64_t at = before - 1;
	uint64_t last = after - 1;
	for (; (at & 1) != 0; at >>= 1)
		last >>= 1;
	for (; i < proof->count; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			first = tree_node_hash(&proof->path[i], &first);
			second = tree_node_hash(&proof->path[i], &second);
			for (; (at & 1) == 0 && at != 0; at >>= 1)
				last >>= 1;
		} else {
			second = tree_node_hash(&second, &proof->path[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && digest_equal(&first, root_before) && digest_equal(&second, root_after);
}
