/* SPDX-License-Identifier: Apache-2.0 */
/* The record of a pack under the Algorithmic Transparency Recording Standard (fields 1.1 to 5.7 of
 * its schema; v3.0 has the same in sections): made from the version in force and the database as
 * it is, so that the public record cannot drift from what is done. What no system can tell the
 * pack says (`transparency:`). Figures are of the twelve months up to the program's date; fewer
 * than ten are not told. Everybody may read it, but of a pack that is not public. */
#ifndef REMIT_APP_TRANSPARENCY_H
#define REMIT_APP_TRANSPARENCY_H

#include "app/caseload.h"

#include "base/list.h"

struct transparency_row {
	const char *section;   /* "Tier 2: owner and responsibility" */
	const char *reference; /* "1.1", "4.1"; "" in tier 1 */
	const char *name;      /* "organisation": the standard's word */
	const char *label;     /* in words */
	struct text value;
};

struct transparency {
	LIST_OF(struct transparency_row);
};

/* STATUS_NOT_FOUND where the pack says nothing for one. */
enum status transparency_make(struct caseload *caseload, struct transparency *out,
			      struct error *error) MUST_USE;
/* A list of {section, reference, name, value}, in the standard's order; a field may come again. */
struct text transparency_json(struct arena *arena, const struct transparency *record);

#endif
