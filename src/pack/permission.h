/* SPDX-License-Identifier: Apache-2.0 */
/* Which fields a role sees, alters and takes away, by record type and sensitivity. Part of pack.h.
 */
#ifndef REMIT_PACK_PERMISSION_H
#define REMIT_PACK_PERMISSION_H

#include "pack/record.h"

enum pack_action {
#define PACK_ACTION(name, word, meaning) PACK_ACTION_##name,
#include "pack/words.def"
	PACK_ACTION_COUNT
};

struct pack_permission {
	struct text role; /* of the pack, or the platform's own */
	/* By record type: a bit for each enum pack_sensitivity. To alter or export is to see. */
	const unsigned (*may)[PACK_ACTION_COUNT];
};

struct pack;

/* May somebody of that role do this with the field of the record type? A pack without
 * `permissions` lets everybody. A record's key is seen and exported always: it names the record. */
bool pack_permits(const struct pack *pack, struct text role, enum pack_action action,
		  const struct pack_record *record, const struct pack_field *field);
/* The same of every field that the rules are given: who lacks one must not read what the rules say
 * of them. */
bool pack_permits_inputs(const struct pack *pack, struct text role, enum pack_action action);

/* A role that every pack has, because the platform has it. */
bool pack_is_own_role(struct text role);

#endif
