/* SPDX-License-Identifier: Apache-2.0 */
/* What allows a special characteristic to be used: without one that holds on the day no rule reads
 * it and no list is made by it. What lies in a closed compartment is never used so. Part of
 * pack.h. */
#ifndef REMIT_PACK_AUTHORISATION_H
#define REMIT_PACK_AUTHORISATION_H

#include "pack/record.h"

enum pack_authorised {
	PACK_AUTHORISED_RULES, /* the rules read it */
	PACK_AUTHORISED_LISTS, /* lists are filtered by it, and work is shared out by it */
	PACK_AUTHORISED_COUNT
};

struct pack_authorisation {
	struct text name;
	const struct pack_record *record;
	const struct pack_field *field; /* of sensitivity special */
	bool allows[PACK_AUTHORISED_COUNT];
	struct text reference, by, scope, source;
	dmn_value from, until; /* dates, both included */
};

#endif
