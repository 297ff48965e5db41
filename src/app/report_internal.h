/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a report share. */
#ifndef REMIT_APP_REPORT_INTERNAL_H
#define REMIT_APP_REPORT_INTERNAL_H

#include "app/condition.h"
#include "app/report.h"

enum {
	REPORT_PLACES_MOST = 512 /* of an axis */
};

/* The places of an axis, in order. */
struct report_axis {
	const struct pack_axis *of;
	LIST_OF(struct text); /* keys: a code, or the first day of a period */
	struct text labels[REPORT_PLACES_MOST];
	int64_t first; /* of periods: the number of the first */
	bool left_out; /* the last place, for what is not told: everything is */
};

struct report_cell {
	int64_t count;
	int64_t people;
	int64_t last_root; /* families come in order: a root that is another is another person */
	struct {
		LIST_OF(int32_t);
	} days;
};

/* Of one measure: its rows, then their total; in each its columns, then their total. */
struct report_grid {
	const struct pack_measure *measure;
	struct report_cell *cells;
	bool *withheld; /* by row, or by column where those are the groups */
};

struct reporting {
	struct caseload *caseload;
	struct report *out;
	struct arena *arena;
	int64_t as_of;
	struct report_axis rows, columns;
	struct report_grid *grids; /* of the table's measures */
	bool by_column;		   /* groups of people are columns, not rows */
	struct {
		LIST_OF(int64_t);
	} restricted; /* roots, in order */
};

/* One thing to be counted. */
struct report_entry {
	int64_t root;
	bool has_day;
	int64_t day;
	bool has_length;
	int64_t length; /* days */
	size_t row, column;
};

/* report_begin.c */
struct report_facts {
	LIST_OF(struct pack_fact);
};
/* The fields that the figures rest on, but for conditions. */
void report_facts(struct arena *arena, const struct pack *pack, const struct pack_table *table,
		  struct report_facts *out);
/* STATUS_REFUSED where the actor's role does not see one of them. */
enum status report_may(struct caseload *caseload, const struct pack_table *table,
		       const struct report_facts *facts, struct error *error) MUST_USE;
struct reporting report_begin(struct caseload *caseload, const struct pack_table *table,
			      struct report *out);

/* report_axis.c, report_axis_words.c */
void report_axis_fill(struct reporting *it, const struct pack_axis *of, struct report_axis *axis);
/* The place of a period on which the day lies, and of a value; false when there is none. */
bool report_axis_day(const struct report_axis *axis, int64_t day, size_t *place);
bool report_axis_value(const struct report_axis *axis, struct text key, size_t *place);
bool report_is_left_out(const struct report_axis *axis, size_t place);
struct text report_axis_label(const struct pack_axis *of);
/* The values of a platform's own field, in order, till one has no key. */
struct report_word {
	const char *key, *label;
};
const struct report_word *report_own_words(enum pack_own_kind kind);

/* report_grid.c */
void report_grids_make(struct reporting *it);
void report_count(struct reporting *it, struct report_grid *grid, const struct report_entry *entry);
struct report_cell *report_cell_at(const struct reporting *it, const struct report_grid *grid,
				   size_t row, size_t column);
/* Median, mean, and the 90th percentile by nearest rank; of a cell that has days. */
void report_lengths(struct report_cell *cell, int64_t tenths[3]);
/* report_lay_out.c: put the table together, once all is counted. */
void report_lay_out(struct reporting *it);

/* report_withhold.c: mark the groups that are not told of. */
void report_withhold(struct reporting *it, struct report_grid *grid);

/* report_records.c, report_own.c: count. Within one look at the database. */
enum status report_count_records(struct reporting *it, struct error *error) MUST_USE;
enum status report_count_own(struct reporting *it, struct report_grid *grid,
			     struct error *error) MUST_USE;
/* Is nothing of the case counted? */
bool report_is_restricted(const struct reporting *it, int64_t root);

/* report_record_value.c */
struct report_counting {
	struct reporting *it;
	struct conditions conditions;
	struct batch *batch;
};
/* The day in a field of the record or of one above it; false where there is none. */
bool report_told_day(struct report_counting *counting, const struct pack_measure *measure,
		     struct assembled_row *row, const struct pack_fact *fact, int64_t *day);
/* On which day what stands in the measure's `at` was recorded: a value that a person typed when
 * they did, another with its extract. */
bool report_recorded_day(struct report_counting *counting, const struct pack_measure *measure,
			 struct assembled_row *row, int64_t *day);
struct text report_key(struct report_counting *counting, const struct pack_measure *measure,
		       struct assembled_row *row, const struct pack_fact *fact);
void report_read_length(struct report_counting *counting, const struct pack_measure *measure,
			struct assembled_row *row, struct report_entry *entry);

/* report_own_value.c */
enum {
	REPORT_OWN_FIRST = 2, /* columns before the fields: root and day */
	REPORT_OWN_VALUES = 10
};
struct report_own_row {
	struct report_entry entry;
	struct text values[REPORT_OWN_VALUES]; /* by field, from the first of its kind */
};
struct text *report_own_value(struct report_own_row *row, enum pack_own_field field);
/* What follows from the outcomes, by what this version says of them. */
void report_own_decision(const struct pack *pack, struct report_own_row *row);
/* False: a clock of another pack. */
bool report_own_clock(const struct reporting *it, const struct rows *rows,
		      struct report_own_row *row);

#endif
