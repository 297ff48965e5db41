/* SPDX-License-Identifier: Apache-2.0 */
/* Samples of the decisions (pack.yaml, `samples`). What is drawn rests on a secret of the database
 * and the decision's bytes: nobody knows beforehand, and all of it can be drawn again afterwards.
 *
 * `before`: a second person signs before the decision is final. `blind`: of a final decision
 * another person, who has not worked on it nor looked at the case since, gets the facts that the
 * rules were given and nothing else, and records what they would decide. While they have it in hand
 * the case is hidden from them everywhere (app/access.h). Then both are shown. The first decision
 * stands until somebody decides anew. */
#ifndef REMIT_APP_SAMPLE_H
#define REMIT_APP_SAMPLE_H

#include "app/item.h"

/* sample_draw.c: does a sample ask for a second person before this decision is final? */
enum status sample_before(const struct item *item, const struct item_decision *made, bool *drawn,
			  struct error *error) MUST_USE;
/* A decision is final: draw it for blind second looks. In its transaction. */
enum status sample_after(const struct item *item, const struct item_decision *made,
			 struct error *error) MUST_USE;
/* Is a decision with that outcome and payload drawn by the sample? */
bool sample_draws(struct text secret, const struct pack *pack, const struct pack_sample *sample,
		  struct text outcome, const struct digest *payload);

struct second_look {
	int64_t id, item_id, decision_id, root_id;
	struct text sample;
	struct text drawn_at;
	struct text actor, taken_at; /* in whose hand; empty: it waits */
	bool mine;		     /* the actor's, in hand: nothing of the first is here */
	bool done, differs;
	struct text outcome, reasons, evidence, done_at;
	struct text answer, answer_reason, answered_by, answered_at;	      /* "stands", "anew" */
	struct text first_actor, first_outcome, first_reasons, first_made_at; /* when it is done */
};
struct second_looks {
	LIST_OF(struct second_look);
};

/* A fact as the rules were given it. */
struct sample_fact {
	struct text record, field; /* labels */
	struct text name;	   /* "record.field" */
	struct text value;
};
struct sample_facts {
	LIST_OF(struct sample_fact);
};

/* How often second looks came to another outcome. */
enum sample_by {
	SAMPLE_ALL,
	SAMPLE_DIRECTION,
	SAMPLE_OUTCOME,
	SAMPLE_TEAM,
	SAMPLE_BY_COUNT
};
struct sample_rate {
	enum sample_by by;
	struct text name; /* code, word or label */
	int64_t total, differ;
	bool told; /* else fewer than SAMPLE_LEAST, and `differ` is 0 */
};
enum {
	SAMPLE_LEAST = 10, /* of fewer no rate is told */
	SAMPLE_SHOWN = 200
};
struct sample_rates {
	LIST_OF(struct sample_rate);
};

/* Those of the cases that the actor sees, what waits for an answer first; and the rates. Logged. */
enum status sample_list(struct caseload *caseload, struct second_looks *out,
			struct sample_rates *rates, struct error *error) MUST_USE;
/* The next that the actor may take, which nobody chooses; one that they have in hand stays theirs.
 * STATUS_NOT_FOUND when there is none for them. */
enum status sample_take(struct caseload *caseload, int64_t *id, struct error *error) MUST_USE;
/* One: its facts for who has it in hand, both outcomes when it is done. Logged. */
enum status sample_read(struct caseload *caseload, int64_t id, struct second_look *out,
			struct sample_facts *facts, struct error *error) MUST_USE;
/* Give it back, for somebody else. */
enum status sample_give(struct caseload *caseload, int64_t id, struct text reason,
			struct error *error) MUST_USE;
/* Record what one would decide; outcome, reasons and cited facts are asked for as of every view. */
enum status sample_record(struct caseload *caseload, int64_t id, const struct judgement *judgement,
			  struct error *error) MUST_USE;
/* Where the two differ somebody else says what follows: the first stands, or it is decided anew. */
enum status sample_answer(struct caseload *caseload, int64_t id, bool anew, struct text reason,
			  struct error *error) MUST_USE;
/* The look at the item's decision that differs and waits for an answer, or 0. */
enum status sample_of_item(const struct item *item, int64_t *id, struct error *error) MUST_USE;

/* Every decision drawn again: how many there are, were drawn, and are not as drawn. */
struct sample_check {
	int64_t decisions, drawn, wrong;
};
enum status sample_check(struct caseload *caseload, struct sample_check *out,
			 struct error *error) MUST_USE;

#endif
