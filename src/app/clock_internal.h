/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of clocks share. Instants are seconds since 1970-01-01T00:00:00Z. */
#ifndef REMIT_APP_CLOCK_INTERNAL_H
#define REMIT_APP_CLOCK_INTERNAL_H

#include "app/clock.h"
#include "app/condition.h"

/* Latest cycle of a clock of a record, as it is stored. */
struct clock_cycle {
	int64_t id;
	const struct pack_clock *clock;
	int64_t record_id;
	int64_t cycle;
	int64_t started_at;
	bool starts_on_day;
	struct text due_at, due_on, state, next_at, fired_at;
	int64_t warned, escalated;
	bool has_ended;
	struct {
		LIST_OF(struct work_pause);
	} pauses;
	struct {
		LIST_OF(struct work_length);
	} extensions;
};
struct clock_cycles {
	LIST_OF(struct clock_cycle);
};

struct clock_zone;

struct clocks {
	struct caseload *caseload;
	struct conditions conditions;
	struct clock_zone *zone;
	struct work_zone work_zone;
	int64_t now;
	struct batch *batch;	    /* of the present families */
	struct clock_cycles cycles; /* of them, by id */
};

/* clock_zone.c: the pack's time zone, by the engine. NULL is allowed to be freed. */
enum status clock_zone_open(struct caseload *caseload, struct clock_zone **out,
			    struct error *error) MUST_USE;
void clock_zone_close(struct clock_zone *zone);
struct work_zone clock_zone_of(struct clock_zone *zone);
/* The instant of a date's beginning, or of a date and time. False when it has none. */
bool clock_zone_instant(struct clock_zone *zone, dmn_value value, int64_t *at);
/* Now, by the program's date: when that is set, the beginning of the day. */
int64_t clock_zone_now(struct clock_zone *zone, const struct clock *clock);

/* A stored instant as a time of the place, to the minute; empty stays. */
struct text clock_zone_text(struct clock_zone *zone, struct arena *arena, struct text instant);

/* Instants as they are stored. */
struct text clock_text(struct arena *arena, int64_t at);
int64_t clock_instant(struct text text);

/* clock_facts.c: what the facts say of a clock of a record. */
struct clock_facts {
	bool applies; /* it is of this record, and has a start */
	bool starts_on_day;
	int64_t start;	  /* the day, or the instant */
	int64_t start_at; /* the instant */
	bool has_stopped;
	int64_t stopped_at;
	bool is_paused;
};
void clock_read_facts(struct clocks *clocks, const struct pack_clock *clock,
		      struct assembled_row *row, struct clock_facts *out);

/* clock_plan.c: what follows of them. */
struct clock_plan {
	struct text due_at, due_on, state, next_at;
	int64_t warned; /* warnings that are past, or lie before the start */
	int64_t escalated;
};
void clock_plan(struct clocks *clocks, const struct clock_facts *facts,
		const struct clock_cycle *cycle, struct clock_plan *out);

/* Of one that is overdue: when it is brought to the next grade's notice. */
void clock_plan_overdue(struct clocks *clocks, const struct clock_cycle *cycle,
			struct clock_plan *out);

/* clock_cycles.c: read those of the families in the batch. */
enum status clock_read_cycles(struct clocks *clocks, struct error *error) MUST_USE;
struct clock_cycle *clock_find_cycle(struct clocks *clocks, const struct pack_clock *clock,
				     int64_t record_id);

/* clock_keep.c: bring one up to date. */
enum status clock_keep(struct clocks *clocks, const struct pack_clock *clock,
		       struct assembled_row *row, struct error *error) MUST_USE;
/* A cycle that goes on: it may stand still, or be due at another time. */
enum status clock_go_on(struct clocks *clocks, struct clock_cycle *cycle,
			const struct assembled_row *row, const struct clock_facts *facts,
			struct error *error) MUST_USE;
/* Its record is gone. */
enum status clock_withdraw(struct clocks *clocks, const struct clock_cycle *cycle,
			   struct error *error) MUST_USE;

/* clock_write.c: the cycle of that number begins; or has ended already, when its facts say so. */
enum status clock_begin(struct clocks *clocks, const struct pack_clock *clock,
			const struct assembled_row *row, const struct clock_facts *facts,
			int64_t number, struct error *error) MUST_USE;
enum status clock_move(struct clocks *clocks, struct clock_cycle *cycle,
		       const struct clock_plan *plan, struct text fired_at,
		       struct error *error) MUST_USE;
/* An entry about a cycle; `how` says how it ended or why it was lengthened, or is empty. */
enum status clock_log(struct clocks *clocks, const struct clock_cycle *cycle, enum use_case use,
		      const struct assembled_row *row, int64_t at, struct text how,
		      struct error *error) MUST_USE;

/* clock_extend.c: the case of a clock that runs, where the actor sees it. */
enum status clock_find(struct caseload *caseload, int64_t id, int64_t *root_id,
		       struct error *error) MUST_USE;
enum status clock_no_such(int64_t id, struct error *error);

/* clock_take.c: a row of a list, where the actor may be told and `which` wants it. */
struct clock_listing {
	struct caseload *caseload;
	struct clock_zone *zone;
	int64_t now, tomorrow;
	struct clock_list *out;
	enum clock_which which;
};
void clock_take(struct clock_listing *it, const struct rows *rows);

/* clock_count.c: of how many of the clock's grades the actor's is the last; 0: it is none. */
int64_t clock_escalation_of(const struct app *app, const struct pack_clock *clock);

/* clock_more.c: may the actor be told what it counts from? Else a list leaves it out. */
bool clock_is_told(const struct caseload *caseload, const struct pack_clock *clock);
/* Its pauses and extensions. */
enum status clock_read_more(struct caseload *caseload, struct clock_zone *zone,
			    struct clock_look *look, struct error *error) MUST_USE;

/* clock_due.c: a cycle has run out, is to be warned of, or is brought to another grade. */
struct clock_running {
	struct clocks *clocks;
	struct batch *batch;
	struct clocks_report *report;
	struct {
		LIST_OF(int64_t);
	} late; /* that make a letter */
};
enum status clock_fall_due(struct clock_running *it, struct clock_cycle *cycle,
			   struct assembled_row *row, struct error *error) MUST_USE;
enum status clock_warn(struct clock_running *it, struct clock_cycle *cycle,
		       struct assembled_row *row, struct error *error) MUST_USE;
enum status clock_escalate(struct clock_running *it, struct clock_cycle *cycle,
			   struct assembled_row *row, struct error *error) MUST_USE;

#endif
