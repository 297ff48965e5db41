/* SPDX-License-Identifier: Apache-2.0 */
/* A YAML file as a tree that remembers where each node stands. Made from libyaml's events:
 * mappings, sequences and scalars; every scalar is text. Anchors, tags and a second document
 * are refused, as is a key given twice: a policy owner reads what is there. */
#ifndef REMIT_PACK_YAML_H
#define REMIT_PACK_YAML_H

#include "base/text.h"

enum yaml_kind {
	YAML_TEXT,
	YAML_LIST,
	YAML_MAP
};

struct yaml_node {
	enum yaml_kind kind;
	struct text text;	  /* of a scalar */
	struct text name;	  /* its key in the map that holds it; else empty */
	struct yaml_node **nodes; /* children in order */
	size_t count;
	size_t room;
	const char *file; /* as given to yaml_read, NUL-ended */
	unsigned line;	  /* from 1 */
	unsigned column;  /* from 1 */
};

/* Parse `bytes`; `file` names it in errors and must live as long as the tree. */
enum status yaml_read(struct arena *arena, const char *file, struct text bytes,
		      struct yaml_node **out, struct error *error) MUST_USE;

/* The child of that key, or NULL. `map` may be NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* One more child. */
void yaml_add(struct arena *arena, struct yaml_node *parent, struct yaml_node *child);
/* The text of the child of that key, or the empty text. */
struct text yaml_text(const struct yaml_node *map, const char *key);
/* Its text is yes or true. */
bool yaml_is_yes(const struct yaml_node *map, const char *key);

/* Fill `error` with STATUS_INVALID at the node's place. Follow with error_remedy. */
enum status yaml_fail(const struct yaml_node *node, struct error *error, const char *format, ...)
	PRINTF_LIKE(3, 4);

#endif
