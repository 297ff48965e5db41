/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a run share. */
#ifndef REMIT_APP_RUN_INTERNAL_H
#define REMIT_APP_RUN_INTERNAL_H

#include "app/clock.h"
#include "app/evaluate.h"
#include "app/round.h"
#include "app/run.h"
#include "work/flow.h"

/* The three texts of a recommendation: inputs, result, matched rules. */
enum {
	RUN_INPUTS,
	RUN_RESULT,
	RUN_MATCHED,
	RUN_TEXTS,
	RUN_MARK = 16 /* bytes that a recommendation is known again by */
};

/* A work item as it stands before the run. */
struct known_item {
	int64_t id;
	int64_t record_id;
	int64_t cycle;
	enum work_state state;
	unsigned char mark[RUN_MARK]; /* of what was recommended last */
	bool is_marked;		      /* it is kept */
	struct text tray;	      /* whose work it is (app/team.h) */
	struct text facets;	      /* (app/facet.h) */
};

/* What an item is found by. */
struct marks {
	struct text tray, facets;
};

struct running {
	struct caseload *caseload;
	struct evaluator *evaluator;
	struct clocks *clocks; /* NULL: the pack has none */
	struct run_report *report;
	struct known_item *items; /* of the present batch, by record and cycle */
	size_t item_count;
	struct tree leaves;	     /* commitments over the batch's results */
	struct round_caller *caller; /* NULL: nothing calls for rounds */
	struct {
		LIST_OF(int64_t);
	} changed; /* cases of the batch whose known items' inputs or results differ, by root */
};

/* run_items.c: the mark of three texts, by their digests in that order. */
void run_mark(const struct digest digests[RUN_TEXTS], unsigned char out[RUN_MARK]);
/* The run's own row, and its entry of the log; in a transaction. */
enum status run_put(struct running *running, struct error *error) MUST_USE;
enum status run_end(struct running *running, struct error *error) MUST_USE;
/* run_count.c: a record's verdict, in the report. */
void run_count_record(struct running *running, const struct verdict *verdict);
/* Where the pack has clocks. To be closed, also after a failure. */
enum status run_open_clocks(struct running *running, struct error *error) MUST_USE;
/* Every record of the batch that the decision is about. In a transaction. */
enum status run_batch(struct running *running, struct batch *batch, struct error *error) MUST_USE;
enum status run_read_items(struct running *running, struct batch *batch,
			   struct error *error) MUST_USE;
/* The latest cycle of the record's item, or NULL. */
struct known_item *run_find_item(struct running *running, int64_t record_id);
/* run_settled.c: is it final, and do the rules say of it what they said? */
enum status run_is_settled(struct running *running, struct batch *batch,
			   const struct known_item *item, const struct verdict *verdict, bool *out,
			   struct error *error) MUST_USE;
enum status run_write(struct running *running, struct batch *batch, struct assembled_row *about,
		      struct text inputs, const struct verdict *verdict,
		      struct error *error) MUST_USE;
enum status run_log_batch(struct running *running, struct error *error) MUST_USE;

#endif
