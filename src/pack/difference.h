/* SPDX-License-Identifier: Apache-2.0 */
/* What changed between two versions of a pack, in sentences: its keys, its rules (as `remit dmn
 * diff` tells them), its other files. */
#ifndef REMIT_PACK_DIFFERENCE_H
#define REMIT_PACK_DIFFERENCE_H

#include "base/error.h"
#include "base/list.h"
#include "base/text.h"

struct pack_change {
	struct text file; /* "pack.yaml", "uses/NAME/pack.yaml", "rules.dmn" */
	struct text key;  /* "authority.keep.decide.grade", or the decision of a model; or empty */
	struct text sentence; /* whole, without a full stop */
};

struct pack_difference {
	LIST_OF(struct pack_change);
};

/* Both folders hold packs that load; the changes are in the order of their files and keys. */
enum status pack_difference(struct arena *arena, const char *before, const char *after,
			    struct pack_difference *out, struct error *error) MUST_USE;

/* difference_keys.c: of two YAML files of one kind. For difference.c alone. */
struct yaml_node;
void pack_difference_keys(struct arena *arena, int kind, struct text file,
			  const struct yaml_node *before, const struct yaml_node *after,
			  struct pack_difference *out);

#endif
