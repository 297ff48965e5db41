/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn, understanding: what is wrong with a model, before it runs.
 *
 *	struct dmn_check *check = dmn_check_new(model, NULL);
 *	struct dmn_finding finding;
 *	for (size_t i = 0; dmn_check_finding(check, i, &finding); i++) ... finding.message ...
 *	dmn_check_free(check);
 *
 * Tables are checked exactly wherever their cells compare a value with constants (numbers, texts,
 * booleans, dates, times, durations; ranges, lists, negations); other cells are told, and the rest
 * of the table is checked all the same. Every kind of finding stands in docs/analysis.md. The model
 * is compiled, outlives what is made from it here, and is not changed. */
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
};

struct dmn_check;

/* NULL when the machine has no memory. */
DMN_API struct dmn_check *dmn_check_new(const struct dmn_model *model,
					const struct dmn_check_options *options);
DMN_API void dmn_check_free(struct dmn_check *check);
/* In order: of the model, then table by table. False past the end. Texts live with the check. */
DMN_API bool dmn_check_finding(const struct dmn_check *check, size_t index,
			       struct dmn_finding *out);

struct dmn_check_summary {
	size_t tables;
	size_t rules;
	size_t opaque_cells; /* beyond the analysis */
	bool is_whole;	     /* nothing was left undecided for want of time or memory */
};
DMN_API struct dmn_check_summary dmn_check_summary(const struct dmn_check *check);

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

struct dmn_diff;

/* What changed from one model to another: words first, then effects, decision by decision. Both
 * outlive the diff. NULL when the machine has no memory. */
DMN_API struct dmn_diff *dmn_diff_new(const struct dmn_model *before, const struct dmn_model *after,
				      const struct dmn_check_options *options);
DMN_API void dmn_diff_free(struct dmn_diff *diff);
/* Decide everything for these inputs (a context) in both; adds what comes out differently as
 * effects, with the rules that did it. Gives how many did. */
DMN_API size_t dmn_diff_try(struct dmn_diff *diff, dmn_value inputs);
/* False past the end. */
DMN_API bool dmn_diff_change(const struct dmn_diff *diff, size_t index, struct dmn_change *out);
/* Is it certain that the two give the same for every input? False when they do not, and when it
 * could not be decided. */
DMN_API bool dmn_diff_is_equal(const struct dmn_diff *diff);

#ifdef __cplusplus
}
#endif
#endif
