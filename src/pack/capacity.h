/* SPDX-License-Identifier: Apache-2.0 */
/* What decisions take: staff's time, and things of which there are so many. So that a change of the
 * rules is seen for what it saves. Part of pack.h. */
#ifndef REMIT_PACK_CAPACITY_H
#define REMIT_PACK_CAPACITY_H

#include "base/text.h"

#include <dmn.h>

struct pack_effort {
	int64_t low, high; /* seconds, of one item; 0: the pack does not say */
	struct text again; /* the recommendation's parameter with the day of the next look */
	struct text source;
	bool invented;
};

/* Why a threshold moved where that fits the need to what there is; published with the rules. */
struct pack_moved {
	struct text version; /* of the pack, that it is said of; empty: nothing is said */
	struct text why;
	struct text equality, data_protection; /* references of assessments */
};

struct pack_capacity {
	struct text name, label;
	const struct text *outcomes; /* each case at one of them needs one */
	size_t outcome_count;
	int64_t most; /* there are so many */
	struct text source;
	bool invented;
	struct pack_moved moved;
};

#endif
