/* SPDX-License-Identifier: Apache-2.0 */
/* The worklist: open items in the order of the pack's Priority keys, and why each is where it is.
 * It shows nothing of the recommendation but its priority. */
#ifndef REMIT_APP_WORKLIST_H
#define REMIT_APP_WORKLIST_H

#include "app/assemble.h"

#include "base/list.h"

struct worklist_key {
	struct text key;
	struct text value;
	struct text reason;
};

struct worklist_item {
	int64_t id;
	struct text state;
	struct text *facts; /* one for each of pack->worklist */
	struct worklist_key *keys;
	size_t key_count;
	struct text as_of;
};

struct worklist {
	LIST_OF(struct worklist_item);
};

/* The first `most` items. The look is logged first. */
enum status worklist_read(struct caseload *caseload, int64_t most, struct worklist *out,
			  struct error *error) MUST_USE;

#endif
