/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks of a pack on the records of cases (pack: clocks): what is due when, and what was overdue
 * from when to when.
 *
 * A clock's cycle is a row. It begins with the latest of the facts that start the clock, is worked
 * out anew when records of the case have changed (in the turn in which the rules are applied), and
 * ends when a fact stops it, a later start begins the next cycle, or it applies no more. What has
 * fallen due stays as it fell due: nothing that comes later takes it back. The program's date sets
 * what is now; what was recorded when is real. */
#ifndef REMIT_APP_CLOCK_H
#define REMIT_APP_CLOCK_H

#include "app/assemble.h"

#include "base/list.h"

/* States of a cycle. */
#define CLOCK_RUNNING "running"
#define CLOCK_PAUSED "paused"	/* stands still: a condition of the pack holds */
#define CLOCK_UNKNOWN "unknown" /* cannot be told: past its calendar, or without a period */
#define CLOCK_OVERDUE "overdue"
#define CLOCK_ENDED "ended"
/* How one ends. */
#define CLOCK_STOPPED "stopped"
#define CLOCK_RESTARTED "restarted" /* a later start came */
#define CLOCK_CORRECTED "corrected" /* its start turned out to be earlier */
#define CLOCK_WITHDRAWN "withdrawn" /* it applies no more */

/* What works clocks out: the pack's conditions, compiled, and its time zone. */
struct clocks;
enum status clocks_open(struct caseload *caseload, struct clocks **out,
			struct error *error) MUST_USE;
/* NULL is allowed. */
void clocks_close(struct clocks *clocks);
/* Bring the clocks of all families in the batch up to date. In a transaction whose turn it is. */
enum status clocks_settle(struct clocks *clocks, struct batch *batch, struct error *error) MUST_USE;

struct clocks_report {
	int64_t due;	   /* have fallen due */
	int64_t warned;	   /* warnings given */
	int64_t escalated; /* brought to another grade's notice */
	int64_t effects;   /* of law put down */
	int64_t disputed;  /* left to people */
};
/* Do what falls due by now, in the order of its times, each once: warnings, due times, effects of
 * law. What was due while nothing ran is caught up. */
enum status clocks_run(struct caseload *caseload, struct clocks_report *report,
		       struct error *error) MUST_USE;

struct clock_pause_look {
	struct text from, until; /* times of the pack's place; `until` empty while it goes on */
};
struct clock_extension_look {
	struct text length, due_before, reason, actor, recorded_at;
};
struct clock_look {
	int64_t id;
	int64_t root_id; /* of the case that it is read on */
	int64_t record_id;
	int64_t cycle;
	const struct pack_clock *clock; /* NULL: the pack has it no more */
	struct text name;
	struct text record;    /* of the record: its key; on a case */
	struct text reference; /* of the case; in a list */
	struct text began, due,
		ended; /* as days or times of the pack's place: "2022-03-25T18:00" */
	struct text started_at, started_on; /* instant; the day, when it began with one */
	struct text due_at, due_on;	    /* the same of the end; empty: not known */
	struct text state, ended_at, ended_by, fired_at;
	struct text escalated_to; /* the highest grade that was told; empty: none */
	bool is_overdue;	  /* it was due by now, or when it ended */
	int64_t left;		  /* seconds till it is due; after that less than nothing */
	struct {
		LIST_OF(struct clock_pause_look);
	} pauses;
	struct {
		LIST_OF(struct clock_extension_look);
	} extensions;
};
struct clock_list {
	LIST_OF(struct clock_look);
};

enum clock_which {
	CLOCK_ALL,	/* that have not ended */
	CLOCK_DUE,	/* by the end of today, or overdue */
	CLOCK_LATE,	/* overdue */
	CLOCK_ESCALATED /* overdue, and brought to the notice of the actor's grade */
};
/* By their due times. The look is logged. */
enum status clock_list(struct caseload *caseload, enum clock_which which, struct clock_list *out,
		       struct error *error) MUST_USE;
/* All cycles of a case, for its page, whose look is logged there. */
enum status clock_list_case(struct caseload *caseload, int64_t root_id, struct clock_list *out,
			    struct error *error) MUST_USE;

/* Lengthen one that has not run out, as the pack allows, with a reason. STATUS_NOT_FOUND,
 * STATUS_REFUSED to who may not, STATUS_CONFLICT when it was lengthened as often as may be, or has
 * run out. */
enum status clock_extend(struct caseload *caseload, int64_t id, struct text reason,
			 struct error *error) MUST_USE;
/* The same of the one family in the batch, each with its record's key. */
enum status clock_list_family(struct caseload *caseload, struct batch *batch,
			      struct clock_list *out, struct error *error) MUST_USE;
/* How many are overdue, for the first page; and how many of them came to the actor's grade. */
enum status clock_overdue(struct caseload *caseload, int64_t *count, int64_t *escalated,
			  struct error *error) MUST_USE;
/* One that runs, with the case it is on. STATUS_NOT_FOUND, also where the actor may not see that.
 * The look is logged. */
enum status clock_read(struct caseload *caseload, int64_t id, struct clock_look *out,
		       struct error *error) MUST_USE;
/* May the actor, by role and grade? For what a page offers. */
bool clock_may_extend(const struct caseload *caseload, const struct clock_look *look);

#endif
