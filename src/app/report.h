/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's reports (pack: reports.yaml): figures over all cases, as of a day.
 *
 * A report is no look at a case: everybody who may see it sees the same figures. So no restricted
 * case is counted for anybody, as in the views for reports: who sees the others could else work out
 * what is in it. Figures are read as of one instant. Where a characteristic of people is told, or
 * the pack says so, no group of fewer than so many people is told of (app/report_withhold.c). */
#ifndef REMIT_APP_REPORT_H
#define REMIT_APP_REPORT_H

#include "app/caseload.h"
#include "app/quality.h"

/* A figure in tenths, since means and medians have them. */
struct report_figure {
	bool known;    /* false: of no records there is no median */
	bool withheld; /* the group is too small to be told of, or would tell another that is */
	int64_t tenths;
};

struct report_column {
	struct text label;
	bool has_tenths;
};

struct report_line {
	struct text label;
	struct report_figure *figures; /* one for each column */
};

struct report_definition {
	const struct pack_measure *measure;
	struct text day; /* by which day it is counted, and whose time that is */
};

struct report {
	const struct pack_table *table;
	struct text rows_label; /* the head of the first column */
	struct text as_of;	/* a day */
	struct text made_at;	/* an instant */
	struct {
		LIST_OF(struct report_column);
	} columns;
	struct {
		LIST_OF(struct report_line);
	} lines; /* the last is the total, where there are rows */
	struct {
		LIST_OF(struct report_definition);
	} definitions;
	struct quality_caveats caveats;
	int64_t least;	  /* no group of fewer people is told of; 0: any is */
	int64_t withheld; /* how many groups are not */
	int64_t undated;  /* have no day, and so no period; not told where groups may be withheld */
};

/* Which reports there are: those of the caseload's pack. STATUS_REFUSED where the actor may see
 * none. */
enum status report_list(struct caseload *caseload, struct error *error) MUST_USE;
/* STATUS_NOT_FOUND where the pack has none of that name; STATUS_REFUSED where it tells of a field
 * that the actor's role does not see. Logged as a look. */
enum status report_read(struct caseload *caseload, struct text name, struct report *out,
			struct error *error) MUST_USE;
enum {
	REPORT_NOTES_MOST = 6
};
/* Sentences on what the figures are and are not: how many. */
size_t report_notes(struct arena *arena, const struct pack *pack, const struct report *report,
		    struct text notes[REPORT_NOTES_MOST]);
/* The table as a CSV file. */
struct text report_csv(struct arena *arena, const struct report *report);
/* As a person reads it: "12", "12.5", "withheld", or "none". */
struct text report_figure_text(struct arena *arena, const struct report_column *column,
			       const struct report_figure *figure);

#endif
