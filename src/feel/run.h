/* SPDX-License-Identifier: Apache-2.0 */
/* One evaluation in progress: its arena, budgets, host, and the problems met. Every function
 * of the engine that can turn an error into null takes it. */
#ifndef REMIT_FEEL_RUN_H
#define REMIT_FEEL_RUN_H

#include "base/list.h"
#include "base/text.h"

#include <dmn.h>

enum problem_code {
#define PROBLEM(name, code, example, remedy) PROBLEM_##name,
#include "feel/problem.def"
#undef PROBLEM
	PROBLEM_COUNT
};

struct problem_list {
	LIST_OF(const struct dmn_problem *);
};

struct zone_cache;
struct regex_cache;

/* Where the evaluation is, for problems. */
struct place {
	const char *file;
	const char *element;
	struct text source; /* the whole FEEL text */
	size_t offset;	    /* bytes into it */
	unsigned line;	    /* of the file, where there is no text; 0: unknown */
};

/* A null that came where an operation needs a value. */
struct met_null {
	struct place place;
	dmn_value null;
	size_t problem;	 /* how many problems the run had before */
	bool has_own;	 /* the next one is about this null; else one before is */
	bool is_settled; /* of no consequence: a truth was decided without it, or B-FEEL has put a
			  * value in its place */
};

struct met_nulls {
	LIST_OF(struct met_null);
};

struct run {
	struct arena *arena;
	const struct dmn_host *host; /* never NULL here; members may be */
	struct problem_list problems;
	struct place place;
	uint64_t steps_left;
	unsigned depth_left;
	struct zone_cache *zones;	    /* made when first needed */
	struct regex_cache *regexes;	    /* likewise */
	const struct regex_cache *prepared; /* of the model: its literal patterns, or NULL */
	bool is_two_valued;		    /* what is parsed now is B-FEEL */
	bool is_walked;			    /* what is parsed now gets no code */
	bool ignores_constraints;	    /* while testing `instance of` */
	struct met_nulls *nulls; /* met so far, for who asks (the room analysis), or NULL */
	bool has_now;
	dmn_value now; /* one evaluation sees one instant */
};

enum {
	STEPS_BETWEEN_ASKING = 4096,
	PROBLEMS_KEPT = 1000, /* an evaluation keeps the first this many */
	ITEMS_MOST_DEFAULT = 10 * 1000 * 1000,
	TEXT_MOST_DEFAULT = 64 * 1000 * 1000
};

/* Line and column (in code points, from 1) of a byte offset. */
void run_line_and_column(struct text source, size_t offset, unsigned *line, unsigned *column);

/* Record a problem at the run's place and give the null that carries it. */
dmn_value run_fail(struct run *run, enum problem_code code, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* The same where `cause` may be a null that has a problem itself: an error goes on as it is, so
 * that the first cause is told; a warning is told in the new problem's sentence. */
dmn_value run_blame(struct run *run, dmn_value cause, enum problem_code code, const char *format,
		    ...) PRINTF_LIKE(4, 5);
/* Is it the null of an error? One of a warning is a null like any other. */
static inline bool run_has_failed(dmn_value value)
{
	return value.kind == DMN_NULL && value.as.problem != NULL &&
	       value.as.problem->severity == DMN_ERROR;
}

/* The same for a null that the specification's own tables give, such as `true and 1`: a warning. */
dmn_value run_warn(struct run *run, enum problem_code code, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* The same where the budget may be spent, or it is time to ask the host. */
void run_step_asking(struct run *run, uint64_t steps);

/* A value that an operation refuses: noted where it is a null and somebody asks. `has_own`: a
 * problem of its own follows. */
void run_note_null(struct run *run, dmn_value refused, bool has_own);
/* How many were noted; and those from `count` on are of no consequence. */
static inline size_t run_nulls_met(const struct run *run)
{
	return run->nulls != NULL ? run->nulls->count : 0;
}
void run_settle_nulls(struct run *run, size_t count);

/* Count `steps` of work; leaves through the arena's boundary when the budget is spent or the
 * host's keep_going says no. */
static inline void run_step(struct run *run, uint64_t steps)
{
	uint64_t left = run->steps_left - steps;
	if (run->steps_left < steps ||
	    left / STEPS_BETWEEN_ASKING != run->steps_left / STEPS_BETWEEN_ASKING)
		run_step_asking(run, steps);
	else
		run->steps_left = left;
}

/* One level deeper: the caller adds it to depth_left again. Leaves, likewise, at the limit. */
static inline void run_deeper(struct run *run)
{
	if (run->depth_left == 0)
		boundary_leave(run->arena, STATUS_LIMIT, "the evaluation is nested too deeply");
	run->depth_left--;
}

/* A list or a string in the making: leaves, likewise, when it is longer than the host allows. */
static inline void run_check_items(const struct run *run, size_t count)
{
	size_t most = run->host->most_items != 0 ? run->host->most_items : ITEMS_MOST_DEFAULT;
	if (count > most || count > UINT32_MAX)
		boundary_leave(run->arena, STATUS_LIMIT,
			       "the limit of items of a list was reached");
}

static inline void run_check_text(const struct run *run, size_t size)
{
	size_t most = run->host->most_text != 0 ? run->host->most_text : TEXT_MOST_DEFAULT;
	if (size > most || size > UINT32_MAX)
		boundary_leave(run->arena, STATUS_LIMIT,
			       "the limit of bytes of a string was reached");
}

/* Call a function value with positional arguments (for sort and other higher-order builtins).
 * Defined by the evaluator. */
dmn_value run_call(struct run *run, dmn_value function, const dmn_value *arguments, size_t count);

#endif
