/* SPDX-License-Identifier: Apache-2.0 */
/* What a closed compartment is to others. Part of pack.h. */
#ifndef REMIT_PACK_COMPARTMENT_H
#define REMIT_PACK_COMPARTMENT_H

#include "pack/record.h"
#include "pack/who.h"

/* How a value that lies in it is given to somebody outside. */
struct pack_disclosure {
	struct pack_step by; /* no grade: nothing is */
	const struct pack_codes *grounds;
	dmn_value told_within;	  /* duration: the person is told of it */
	dmn_value deleted_within; /* the same: who got it has deleted it, and said so */
	struct text source;
	bool invented;
};

struct pack_compartment {
	struct text name, label;
	/* What casework sees in its place: record types that nothing feeds which feeds it. */
	const struct pack_record *const *sanitised;
	size_t sanitised_count;
	struct pack_disclosure disclosure;
};

#endif
