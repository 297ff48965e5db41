/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn, understanding: what is wrong with a model before it runs, what changed from one version
 *to another, and inputs to test it with.
 *
 *	struct arena *arena = dmn_arena_new(0);
 *	const struct dmn_check *check = dmn_check_model(model, NULL, arena);
 *	for (size_t i = 0; check != NULL && i < check->finding_count; i++)
 *		... check->findings[i].message ...
 *	dmn_arena_free(arena);
 *
 * Tables are checked exactly wherever their cells compare a value with constants (numbers, texts,
 * booleans, dates, times, durations; ranges, lists, negations); other cells are told, and the rest
 * of the table is checked all the same. Every kind of finding stands in docs/findings.md.
 *
 * Ownership: what is given lives in the arena, and so does the memory of the work: give it one of
 *its own, with a limit if there is to be one. Models are compiled, outlive the results, and are not
 * changed. NULL: the machine has no memory. */
#ifndef DMN_CHECK_H
#define DMN_CHECK_H

#include <dmn.h>

#ifdef __cplusplus
extern "C" {
#endif

enum dmn_weight {
	DMN_CHECK_ERROR,   /* some input gives an error: repair it */
	DMN_CHECK_WARNING, /* hardly meant */
	DMN_CHECK_NOTE	   /* to know, or that may not occur */
};

struct dmn_finding {
	const char *code; /* permanent: "CHECK-GAP"; of a problem of the model the problem's own */
	enum dmn_weight weight;
	const char *message;	 /* one sentence */
	const char *remedy;	 /* what to do */
	const char *file;	 /* as given to dmn_model_add */
	const char *decision;	 /* decision or business knowledge model; "" of the model itself */
	const char *table;	 /* id of its decision table, or "" */
	unsigned rule;		 /* from 1; 0: of none */
	unsigned other_rule;	 /* the second rule it is about, or 0 */
	unsigned column;	 /* input from 1; 0: of none */
	const char *column_name; /* label of that input, or "" */
	const char *expression;	 /* the FEEL text it is about, where it is about one; else "" */
	unsigned line;	   /* in the text (in the file where there is none), from 1; 0: unknown */
	unsigned position; /* character of the line, from 1; 0: of none */
	const char *proposal; /* the input cells of a rule that would close a gap, with `|` between
			       * them; or "" */
	dmn_value witness;    /* a context: values of inputs (or of what a column computes) that
			       * show it; null: none */
};

/* Members that are 0 have their default. */
struct dmn_check_options {
	size_t size;		 /* sizeof(struct dmn_check_options) */
	unsigned most_witnesses; /* findings of one kind a table; 0: 10 */
	uint64_t most_steps;	 /* work a model; 0: 800 million, a second or two. The host's
				  * keep_going is asked, too */
	bool wants_cases;	 /* of a check: make test inputs, too */
};

struct dmn_cases;

struct dmn_check {
	const struct dmn_finding *findings; /* of the model, then table by table */
	size_t finding_count;
	size_t tables;
	size_t rules;
	size_t opaque_cells;	       /* beyond the analysis */
	bool is_whole;		       /* nothing was left undecided for want of time or memory */
	const struct dmn_cases *cases; /* where they are wanted; else NULL */
};

DMN_API const struct dmn_check *dmn_check_model(const struct dmn_model *model,
						const struct dmn_check_options *options,
						struct arena *arena);

/* ---- two versions ---------------------------------------------------------- */

enum dmn_change_kind {
	DMN_CHANGE_WORDS,  /* what stands in the model: a rule, a cell, a text, an element */
	DMN_CHANGE_EFFECT, /* an input for which another value comes out */
	DMN_CHANGE_UNSURE  /* whether it has an effect could not be decided */
};

struct dmn_change {
	enum dmn_change_kind kind;
	const char *message; /* one sentence */
	const char
		*decision; /* decision, business knowledge model, input or type; "" of the model */
	unsigned rule_before; /* from 1; 0: none, or of no rule */
	unsigned rule_after;
	unsigned column;	 /* input from 1, as it was; 0: of none */
	const char *column_name; /* its label, or "" */
	dmn_value witness;	 /* of an effect: the inputs, and decisions overridden */
	dmn_value before, after; /* of an effect: what came out, and comes out now */
};

struct dmn_diff {
	const struct dmn_change *changes; /* words first, then effects, decision by decision */
	size_t change_count;
	bool is_equal; /* certain that both give the same for every input; false when they do not,
			* and when it could not be decided */
	size_t inputs_tried;
	size_t inputs_that_differ;
};

/* `inputs`: a list of contexts, or null. Everything is decided in both for each of them, and what
 * comes out differently is told, with the rules that did it. */
DMN_API const struct dmn_diff *dmn_diff_models(const struct dmn_model *before,
					       const struct dmn_model *after, dmn_value inputs,
					       const struct dmn_check_options *options,
					       struct arena *arena);

/* ---- test inputs ------------------------------------------------------------ */

/* For each table that is the logic of a decision or business knowledge model: an input for each
 * rule that can give the result; each bound of its cells, on it and beside it; and for each cell an
 * input that differs in it alone and that the rule does not take (MC/DC). */

struct dmn_case {
	const char *name;     /* "Fee: rule 3, Days beside 7" */
	const char *decision; /* the decision or business knowledge model asked */
	unsigned rule;	      /* of its table, from 1, that the case is about */
	dmn_value inputs;     /* a context: inputs, decisions overridden, or parameters */
	dmn_value expected;   /* what the model gives now: for a person to confirm */
};

struct dmn_cases {
	const struct dmn_case *cases;
	size_t case_count;
	size_t uncovered; /* rules that no case brings out: hidden, or of columns that cannot be set
			   */
};

#ifdef __cplusplus
}
#endif
#endif
