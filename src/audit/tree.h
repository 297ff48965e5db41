/* SPDX-License-Identifier: Apache-2.0 */
/* The RFC 6962 Merkle tree of the log: leaf SHA-256(0x00 || entry), node SHA-256(0x01 || left ||
 * right). Grown one leaf at a time; the caller keeps the nodes that come out and gives them back
 * for proofs. Not a store.
 *
 * A complete subtree over 2^level leaves is the node (level, index): its leaves are
 * [index << level, (index + 1) << level). Leaves are level 0. */
#ifndef REMIT_AUDIT_TREE_H
#define REMIT_AUDIT_TREE_H

#include "audit/digest.h"

enum {
	TREE_LEVELS = 63
};

/* The peaks of a tree of `size` leaves: the complete subtrees of its right edge. peaks[level] is
 * set where bit `level` of size is. Zeroed it is the empty tree. */
struct tree {
	uint64_t size;
	struct digest peaks[TREE_LEVELS];
};

typedef void tree_node_made(void *user, unsigned level, uint64_t index, const struct digest *node);

struct digest tree_leaf_hash(struct text entry);
struct digest tree_node_hash(const struct digest *left, const struct digest *right);

/* Add a leaf's hash; `made` (may be NULL) hears of each complete node, the leaf first. */
void tree_add(struct tree *tree, const struct digest *leaf, tree_node_made *made, void *user);
/* Of the empty tree, SHA-256 of nothing. */
struct digest tree_root(const struct tree *tree);

/* Where the caller's nodes are; false when one is not there. */
typedef bool tree_node_find(void *user, unsigned level, uint64_t index, struct digest *out);

struct tree_nodes {
	tree_node_find *find;
	void *user;
};

struct tree_proof {
	size_t count;
	struct digest path[2 * TREE_LEVELS];
};

/* The root over the leaves [from, to), from < to. False when a node is missing. */
bool tree_range_hash(const struct tree_nodes *nodes, uint64_t from, uint64_t to,
		     struct digest *out);

/* That leaf `index` is in the tree of `size` leaves (RFC 6962 2.1.1). False when index is not
 * below size or a node is missing. */
bool tree_prove_inclusion(const struct tree_nodes *nodes, uint64_t index, uint64_t size,
			  struct tree_proof *out);
/* That the tree of `before` leaves is the beginning of that of `after` (RFC 6962 2.1.2). False when
 * before is 0: of an empty tree nothing is proved. */
bool tree_prove_consistency(const struct tree_nodes *nodes, uint64_t before, uint64_t after,
			    struct tree_proof *out);

/* Check a proof against roots that one holds (RFC 9162 2.1.3.2, 2.1.4.2). */
bool tree_verify_inclusion(const struct digest *leaf, uint64_t index, uint64_t size,
			   const struct tree_proof *proof, const struct digest *root);
bool tree_verify_consistency(uint64_t before, uint64_t after, const struct tree_proof *proof,
			     const struct digest *root_before, const struct digest *root_after);

#endif
