/* SPDX-License-Identifier: Apache-2.0 */
/* A pack with one of its parameters at another value, to try what comes of it. */
#ifndef REMIT_PACK_VARIANT_H
#define REMIT_PACK_VARIANT_H

#include "pack/pack.h"

/* What stands at `path` in the pack: a key of its own pack.yaml by its path
 * ("accumulates.contact_lost.total"; items of a list from 1), or a cell of its rules as
 * "rules.TABLE.RULE.CELL" (TABLE by id; RULE and CELL from 1, inputs before outputs). `meaning`:
 * what the key means, or the rule's table by name. STATUS_INVALID with a remedy. */
struct pack_parameter {
	struct text path;
	struct text value;
	struct text meaning;
	struct text file;  /* that it stands in */
	size_t begin, end; /* there */
	bool in_model;
};
enum status pack_parameter_find(struct arena *arena, const struct pack *pack, struct text path,
				struct pack_parameter *out, struct error *error) MUST_USE;
/* The file with another value there. */
struct text pack_parameter_set(struct arena *arena, const struct pack *pack,
			       const struct pack_parameter *parameter, struct text value);

#endif
