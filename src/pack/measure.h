/* SPDX-License-Identifier: Apache-2.0 */
/* Measures, each defined once, and the reports over them (pack: reports.yaml). Part of pack.h.
 *
 * A measure counts records of one type, or what the platform has on record itself (measure.def). A
 * report is one table: its rows and columns are periods or the values of a field. */
#ifndef REMIT_PACK_MEASURE_H
#define REMIT_PACK_MEASURE_H

#include "pack/condition.h"
#include "pack/layout.h"

enum pack_measured {
	PACK_MEASURED_RECORDS,
#define MEASURE_OF(name, word, meaning, day) PACK_MEASURED_##name,
#include "pack/measure.def"
	PACK_MEASURED_COUNT
};

/* What the values of a platform's own field are. */
enum pack_own_kind {
	PACK_OWN_OUTCOME,
	PACK_OWN_YES_NO,
	PACK_OWN_DIRECTION,
	PACK_OWN_CHANGE, /* of direction */
	PACK_OWN_STATE,	 /* of an item */
	PACK_OWN_CLOCK,
	PACK_OWN_STANDING, /* of a clock, as of the day */
	PACK_OWN_TRAY,	   /* of an item: the value of the field that teams are by */
	PACK_OWN_ROLE,
	PACK_OWN_LETTER,
	PACK_OWN_LANGUAGE,
	PACK_OWN_LETTER_STANDING
};

enum pack_own_field {
#define MEASURE_FIELD(of, name, word, kind, meaning) PACK_OWN_FIELD_##of##_##name,
#include "pack/measure.def"
	PACK_OWN_FIELD_COUNT
};

struct pack_own {
	enum pack_measured of;
	const char *word;
	enum pack_own_kind kind;
	const char *meaning;
};
/* By enum pack_own_field. */
extern const struct pack_own pack_own_fields[PACK_OWN_FIELD_COUNT];
/* The first field of it, which is the first column behind root and day of its statement. */
unsigned pack_own_first(enum pack_measured of);

struct pack_measured_words {
	const char *word;    /* as a pack names it */
	const char *meaning; /* as a person reads it */
	const char *day;     /* which day it is counted on */
};
/* By enum pack_measured; of records empty. */
extern const struct pack_measured_words pack_measured_words[PACK_MEASURED_COUNT];

enum pack_axis_kind {
	PACK_AXIS_NONE,
	PACK_AXIS_MONTH,
	PACK_AXIS_QUARTER,
	PACK_AXIS_YEAR,
	PACK_AXIS_FACT, /* a code or a yes or no of the record, or of one above it */
	PACK_AXIS_OWN
};

struct pack_axis {
	enum pack_axis_kind kind;
	struct pack_fact fact;	 /* PACK_AXIS_FACT */
	enum pack_own_field own; /* PACK_AXIS_OWN */
	bool characteristic;	 /* of people: protected, or protective */
};

/* Only what has one of these values. */
struct pack_selector {
	enum pack_own_field own;
	const struct text *values;
	size_t value_count;
};

enum pack_counts {
	PACK_COUNTS_RECORDS,
	PACK_COUNTS_PEOPLE, /* cases that have one */
	PACK_COUNTS_DAYS    /* how many, and how long: median, mean, 90th percentile */
};

enum {
	PACK_LEAST_PEOPLE = 10 /* no smaller group is told of, by a characteristic of people */
};

struct pack_measure {
	struct text name, label, means, source;
	struct text estimate; /* how it is estimated; empty: it is counted */
	enum pack_measured measured;
	const struct pack_record *of;	    /* PACK_MEASURED_RECORDS; else NULL */
	const struct pack_condition *where; /* or NULL */
	const struct pack_selector *only;   /* of the platform's own */
	size_t only_count;
	enum pack_counts counts;
	struct pack_fact at;	      /* of `of` or above; no field: it is of no day */
	bool recorded;		      /* the day on which `at` was recorded; else as told */
	struct pack_fact from, until; /* PACK_COUNTS_DAYS; `until` may have no field: till now */
	const struct pack_axis *cuts; /* what a report may lay it out by, beside periods */
	size_t cut_count;
	int64_t least; /* no group of fewer people is told of; 0: any is */
};

struct pack_measures {
	const struct pack_measure **at;
	size_t count;
};

struct pack_table {
	struct text name, title, note;
	struct pack_measures measures; /* all of the same rows; one where there are columns */
	struct pack_axis rows, columns;
	unsigned last;	     /* of periods: how many, up to the present one */
	bool chart;	     /* a bar for each row beside the table */
	bool characteristic; /* it tells of a characteristic of people */
};

bool pack_axis_is_period(const struct pack_axis *axis);
struct pack;
const struct pack_table *pack_find_report(const struct pack *pack, struct text name);

#endif
