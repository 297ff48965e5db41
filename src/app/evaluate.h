/* SPDX-License-Identifier: Apache-2.0 */
/* The decisions of the contract, through the engine: the same inputs give the same bytes. */
#ifndef REMIT_APP_EVALUATE_H
#define REMIT_APP_EVALUATE_H

#include "app/assemble.h"
#include "app/engine_host.h"

struct evaluator {
	const struct pack *pack;
	struct engine_host host;
	struct dmn_model *model;
	struct dmn_evaluation *evaluation;
	bool has[16]; /* which decisions of the contract the model offers */
};

/* Read and compile the pack's model. Both live in `arena` until evaluator_close. */
enum status evaluator_open(struct evaluator *evaluator, struct arena *arena,
			   const struct pack *pack, struct error *error) MUST_USE;
void evaluator_close(struct evaluator *evaluator);

/* The same over another model of the pack. */
enum status evaluator_open_file(struct evaluator *evaluator, struct arena *arena,
				const struct pack *pack, struct text file,
				struct error *error) MUST_USE;
/* Give it the inputs, forgetting what it had. */
void evaluator_set(struct evaluator *evaluator, const struct assembled_inputs *inputs,
		   int64_t as_of);

/* One evaluation's answer; texts live until the next evaluation. */
struct verdict {
	dmn_value result;     /* context: the contract's decisions that the model has */
	struct text json;     /* canonical */
	struct text matched;  /* canonical: the set of rules by table, {"table":[1,4], ...} */
	struct text outcome;  /* of the recommendation, or empty */
	struct text sort_key; /* from Priority: sorts as text */
	bool in_scope;
	bool abstains; /* nothing is recommended: no outcome, or one of direction none */
	const struct dmn_problem *problem; /* why a decision of the contract is null, or NULL */
};
enum status evaluator_decide(struct evaluator *evaluator, const struct assembled_inputs *inputs,
			     int64_t as_of, struct verdict *out, struct error *error) MUST_USE;
/* Stored inputs as they were given: the JSON object that evaluator_inputs_json gave. */
enum status evaluator_read_stored(const struct evaluator *evaluator, struct arena *arena,
				  struct text json, struct assembled_inputs *out,
				  struct error *error) MUST_USE;
/* From stored inputs: the JSON object that evaluator_inputs_json gave. `arena` holds the inputs and
 * has to live as long as the verdict. */
enum status evaluator_decide_stored(struct evaluator *evaluator, struct arena *arena,
				    struct text json, int64_t as_of, struct verdict *out,
				    struct error *error) MUST_USE;

/* The word that is kept of a recommendation's state. */
struct text verdict_state(const struct verdict *verdict);
/* verdict.c: the trace's tables and rules, canonical; Priority as a text that sorts. */
struct text verdict_matched(struct evaluator *evaluator, struct arena *arena);
struct text verdict_sort_key(struct arena *arena, dmn_value priority);

/* The inputs in canonical form. */
struct text evaluator_inputs_json(struct arena *arena, const struct assembled_inputs *inputs);
/* verdict.c: entry of a context, or null; of what is no context, null. */
dmn_value evaluate_member(dmn_value context, const char *name);
struct text evaluate_text(dmn_value value); /* a string's bytes, else empty */

#endif
