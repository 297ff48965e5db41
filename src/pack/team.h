/* SPDX-License-Identifier: Apache-2.0 */
/* How a pack shares items out, and how it takes what people say is wrong with its rules. */
#ifndef REMIT_PACK_TEAM_H
#define REMIT_PACK_TEAM_H

#include "pack/layout.h"
#include "pack/who.h"

/* How items are shared out among teams. */
struct pack_tray {
	struct text code, purpose, source;
	const struct pack_role *const *roles; /* none: anybody's */
	size_t role_count;
};
struct pack_teams {
	struct pack_fact by; /* a code of the record decided about or one above it; no field: not */
	bool restricts;	     /* only the team works on an item */
	const struct pack_tray *trays; /* of which something holds alone */
	size_t tray_count;
};

/* Flags on rules (app/flag.h). */
struct pack_flags {
	dmn_value answer;   /* duration within which each is answered; null: nothing is said */
	int64_t most_a_day; /* taken of people without an account; 0: none */
};

#endif
