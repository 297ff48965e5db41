/* SPDX-License-Identifier: Apache-2.0 */
/* The Merkle tree of RFC 6962, and its proofs as the RFC defines them: by halves. */
#include "verifier.h"

bool same_hash(const struct hash *a, const struct hash *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

static struct hash node(const struct hash *left, const struct hash *right)
{
	return sha256(1, left, sizeof *left, right, sizeof *right);
}

void tree_add(struct tree *tree, struct hash leaf)
{
	unsigned level = 0;
	for (; (tree->size >> level & 1) != 0; level++)
		leaf = node(&tree->peaks[level], &leaf);
	tree->peaks[level] = leaf;
	tree->size++;
}

struct hash tree_root(const struct tree *tree)
{
	struct hash root = sha256(-1, "", 0, "", 0);
	bool begun = false;
	for (unsigned level = 0; level < 64; level++) {
		if ((tree->size >> level & 1) == 0)
			continue;
		root = begun ? node(&tree->peaks[level], &root) : tree->peaks[level];
		begun = true;
	}
	return root;
}

/* The largest power of two below size, which is at least 2. */
static unsigned long long half(unsigned long long size)
{
	unsigned long long k = 1;
	while (k < size - k)
		k *= 2;
	return k;
}

static bool climb(struct hash *it, unsigned long long index, unsigned long long size,
		  const struct hash *path, size_t count)
{
	if (size == 1 || count == 0)
		return size == 1 && count == 0;
	unsigned long long k = half(size);
	bool left = index < k;
	if (!climb(it, left ? index : index - k, left ? k : size - k, path, count - 1))
		return false;
	*it = left ? node(it, &path[count - 1]) : node(&path[count - 1], it);
	return true;
}

bool check_inclusion(struct hash leaf, unsigned long long index, unsigned long long size,
		     const struct hash *path, size_t count, const struct hash *root)
{
	return index < size && climb(&leaf, index, size, path, count) && same_hash(&leaf, root);
}

/* *one begins as the root before; it and *two become the roots that the path gives. */
static bool grow(struct hash *one, struct hash *two, unsigned long long before,
		 unsigned long long after, bool whole, const struct hash *path, size_t count)
{
	if (before == after) {
		if (!whole && count == 1)
			*one = path[0];
		*two = *one;
		return count == (whole ? 0 : 1);
	}
	if (count == 0)
		return false;
	unsigned long long k = half(after);
	const struct hash *last = &path[count - 1];
	if (before <= k) {
		bool good = grow(one, two, before, k, whole, path, count - 1);
		*two = node(two, last);
		return good;
	}
	bool good = grow(one, two, before - k, after - k, false, path, count - 1);
	*one = node(last, one);
	*two = node(last, two);
	return good;
}

bool check_consistency(unsigned long long before, unsigned long long after, const struct hash *path,
		       size_t count, const struct hash *root_before, const struct hash *root_after)
{
	struct hash one = *root_before, two = { { 0 } };
	if (before == 0 || before > after)
		return false;
	return grow(&one, &two, before, after, true, path, count) && same_hash(&one, root_before) &&
	       same_hash(&two, root_after);
}
