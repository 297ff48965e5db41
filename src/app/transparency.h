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
/* A list of {section, reference, name, label, value}, in the standard's order; a field may come
 * again. */
struct text transparency_json(struct arena *arena, const struct transparency *record);

/* One that was published. */
struct transparency_published {
	int64_t id;
	struct text version, published_at;
	dmn_value fields; /* as in transparency_json */
};
struct transparency_list {
	LIST_OF(struct transparency_published);
};
/* Latest first, of everybody's reading. */
enum status transparency_list(struct caseload *caseload, struct transparency_list *out,
			      struct error *error) MUST_USE;

/* A field that is otherwise than it was published; `was` empty: it is new; `is` empty: gone. */
struct transparency_change {
	struct text label, was, is;
};
struct transparency_changes {
	LIST_OF(struct transparency_change);
};
void transparency_compare(struct arena *arena, const struct transparency_published *last,
			  const struct transparency *record, struct transparency_changes *out);

/* Keep the record as it is now, as the one that is published. STATUS_CONFLICT where it is as the
 * last one was. */
enum status transparency_publish(struct caseload *caseload, int64_t *id,
				 struct error *error) MUST_USE;

#endif
