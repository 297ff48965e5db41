/* SPDX-License-Identifier: Apache-2.0 */
/* remit-verify checks what remit gives out of its log, and shares no code with it: whoever trusts
 * neither remit nor its machine reads these files, short for that purpose. SHA-256 and the tree are
 * its own; base 64 and Ed25519 are libsodium's. */
#ifndef VERIFIER_H
#define VERIFIER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct hash {
	unsigned char bytes[32];
};
/* Of two pieces, one behind the other, behind a byte in front (-1: none; 0 makes a leaf of an
 * entry). */
struct hash sha256(int front, const void *one, size_t one_size, const void *two, size_t two_size);

/* tree.c: RFC 6962, 2.1. peaks[i] is of a complete subtree of 2^i leaves, where bit i of size is
 * set. */
struct tree {
	unsigned long long size;
	struct hash peaks[64];
};
void tree_add(struct tree *tree, struct hash leaf);
struct hash tree_root(const struct tree *tree);
bool same_hash(const struct hash *a, const struct hash *b);
bool check_inclusion(struct hash leaf, unsigned long long index, unsigned long long size,
		     const struct hash *path, size_t count, const struct hash *root);
bool check_consistency(unsigned long long before, unsigned long long after, const struct hash *path,
		       size_t count, const struct hash *root_before, const struct hash *root_after);

/* note.c: C2SP signed-note and tlog-checkpoint. What is not read yet; each step moves `at`. */
struct source {
	const char *at, *end;
};
/* The next line, without its newline; false when there is none. */
bool next_line(struct source *from, struct source *line);
bool parse_hash(struct source line, struct hash *out);
/* Decimal, behind `word`. */
bool parse_number(struct source line, const char *word, unsigned long long *out);

struct key {
	char name[208]; /* with a newline behind it */
	size_t length;	/* with the newline */
	unsigned char id[4], public_key[32];
};
bool parse_key(struct source line, struct key *out);

struct checkpoint {
	unsigned long long size;
	struct hash root;
};
/* NULL, or what is wrong with it. */
const char *next_checkpoint(struct source *from, const struct key *key, struct checkpoint *out);

/* entry.c: a line of an export, which is written over; false when it is none. It gives its number,
 * the leaf that it makes, and the one that stands in it. */
bool parse_entry(char *line, unsigned long long *number, struct hash *made, struct hash *told);

#endif
