/* SPDX-License-Identifier: Apache-2.0 */
/* A fact that a person types, because no source has it or what it has is old: kept beside what the
 * sources say, with who, when and why, and the rules applied anew to the case. */
#ifndef REMIT_APP_FACT_H
#define REMIT_APP_FACT_H

#include "app/item.h"

struct fact_note {
	struct text name;  /* "record.field" */
	int64_t record_id; /* 0: the one of that type, where the case has one */
	struct text value;
	struct text reason; /* where it is known from */
};

/* Note it on the item's case. STATUS_INVALID with the field's name and a remedy when it cannot be
 * read as the field's type, or has no reason. */
enum status fact_note(struct app *app, int64_t item_id, const struct fact_note *note,
		      struct error *error) MUST_USE;

#endif
