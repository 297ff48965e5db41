/* SPDX-License-Identifier: Apache-2.0 */
/* Growing the tree and hashing ranges of it. Proofs are in proof.c. */
#include "audit/tree.h"

#include "base/ensure.h"

struct digest tree_leaf_hash(struct text entry)
{
	const struct text parts[] = { { "\0", 1 }, entry };
	return digest_of_parts(parts, 2);
}

struct digest tree_node_hash(const struct digest *left, const struct digest *right)
{
	const struct text parts[] = { { "\1", 1 }, digest_bytes(left), digest_bytes(right) };
	return digest_of_parts(parts, 3);
}

void tree_add(struct tree *tree, const struct digest *leaf, tree_node_made *made, void *user)
{
	struct digest node = *leaf;
	uint64_t index = tree->size;
	unsigned level = 0;
	ensure(tree->size < UINT64_C(1) << (TREE_LEVELS - 1));
	if (made != NULL)
		made(user, level, index, &node);
	for (; (tree->size >> level & 1) != 0; level++) {
		node = tree_node_hash(&tree->peaks[level], &node);
		index >>= 1;
		if (made != NULL)
			made(user, level + 1, index, &node);
	}
	tree->peaks[level] = node;
	tree->size++;
}

struct digest tree_root(const struct tree *tree)
{
	if (tree->size == 0)
		return digest_of(TEXT(""));
	struct digest root;
	bool started = false;
	for (unsigned level = 0; level < TREE_LEVELS; level++) {
		if ((tree->size >> level & 1) == 0)
			continue;
		root = started ? tree_node_hash(&tree->peaks[level], &root) : tree->peaks[level];
		started = true;
	}
	return root;
}

/* The largest power of two below `count`, as its exponent; count > 1. */
static unsigned split_level(uint64_t count)
{
	return 63U - (unsigned)__builtin_clzll(count - 1);
}

bool tree_range_hash(const struct tree_nodes *nodes, uint64_t from, uint64_t to, struct digest *out)
{
	uint64_t count = to - from;
	ensure(from < to);
	if (count == 1)
		return nodes->find(nodes->user, 0, from, out);
	unsigned level = split_level(count);
	if (count == UINT64_C(2) << level && (from & (count - 1)) == 0)
		return nodes->find(nodes->user, level + 1, from >> (level + 1), out);
	uint64_t middle = from + (UINT64_C(1) << level);
	struct digest left;
	struct digest right;
	if (!tree_range_hash(nodes, from, middle, &left) ||
	    !tree_range_hash(nodes, middle, to, &right))
		return false;
	*out = tree_node_hash(&left, &right);
	return true;
}
