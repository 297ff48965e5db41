/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks: times that the law or a policy sets, from what happened to when they have run out.
 * Part of pack.h. */
#ifndef REMIT_PACK_CLOCK_H
#define REMIT_PACK_CLOCK_H

#include "pack/condition.h"
#include "pack/layout.h"
#include "pack/who.h"
#include "work/clock.h"

struct pack_facts {
	const struct pack_fact *at;
	size_t count;
};

/* Where a period is from. */
struct pack_period_source {
	struct text source;
	bool invented; /* nobody has published it: a default of the pack's own */
};

struct pack_clock {
	struct text name, label;
	struct text owner; /* the pack that declares it: this one, or one that it uses */
	const struct pack_record *of;
	const struct pack_condition *where; /* NULL: of each such record */
	struct pack_facts starts; /* dates or instants seen from the record: the latest counts */
	bool recorded;		  /* when it reached us; else as told */
	enum work_counts counts;
	const struct calendar *calendar;
	const struct work_period *periods;	  /* by day */
	const struct pack_period_source *sources; /* of each of them */
	size_t period_count;
	struct pack_facts stops;
	const struct pack_condition **pauses; /* while one holds it stands still */
	size_t pause_count;
	const struct work_length *warns; /* before it is due, the longest first */
	size_t warn_count;
	const struct pack_grade **escalates; /* told while it is overdue, the lowest first */
	size_t escalate_count;
	struct work_length escalate_every;
	struct text escalate_source;
	const struct pack_step *extend; /* who may lengthen it; NULL: nobody */
	struct work_length extend_by;
	int64_t extend_times; /* at most */
	struct text extend_source;
};

#endif
