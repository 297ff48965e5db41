/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn: an evaluation explained.
 *
 *	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
 *	const struct dmn_explanation *why =
 *		dmn_explain(evaluation, "Approval", inputs, NULL);
 *	puts(dmn_explanation_print(dmn_evaluation_arena(evaluation), why,
 *				   DMN_EXPLANATION_TEXT, NULL));
 *
 * An explanation has two parts:
 *
 *   what happened    each decision that was computed, in the order in which they ended, with the
 *                    values that it read, the rules of its tables that gave the result, the nearest
 *                    rules that did not match with the cells that failed, its result, and the
 *                    problems behind nulls
 *   what would       the least changes of the inputs that would have given another outcome, found
 *by change it        trying the model's own cut points and allowed values
 *
 * An evaluation that is not explained costs nothing for it.
 *
 * The search, exactly. Every leaf of the inputs is tried: an input that is a value, each entry of a
 * context (those that the model's type declares and the input lacks, too), each item of a list, by
 * path: "Applicant.Age", "Orders[2].State". Functions and ranges are left as they are. The
 * candidates for a leaf are
 *   - the literals with which the model compares it, in the cells of tables and in expressions,
 *     followed through required decisions, contexts, filters and calls; of what has an order also
 *     the neighbour on either side (of numbers by the last decimal place of the literal or the
 *value, of dates a day, of times a second, of durations a second or a month),
 *   - the values that its type or a table's input values list, and the bounds they set,
 *   - true and false, where it is or is declared a boolean,
 *   - for what the model compares with no literal, since it computes with it: the literals of its
 *     kind that the model has; for a number also nought and its half, double, tenth, tenfold,
 *     hundredth and hundredfold (of nought: 2, 4, 10, 100 and 10,000),
 *   - null.
 * Values that the leaf's type does not allow are not tried. The candidates of a leaf are ordered:
 * what has an order by the distance from the value given, the rest as the model declares them, null
 * last. The place in that order, from 1, is the size of a change.
 *
 * A change counts when the asked decision then gives a value that is not equal to the one it gave
 * (or equal to the one that is wanted). A null that the engine gave for want of an answer is no
 *such value.
 *
 * A number or date that the model compares with no literal has its bound between two candidates: it
 * is sought by halving, down to the last decimal place, as if there were but one.
 *
 * First each leaf is changed alone: for each the smallest change that counts is told, smallest
 *first, those of one size in the order of the inputs. When none counts, pairs of leaves are
 *changed, by the sum of sizes, then in the order of the inputs, and the first that counts is told.
 *So what is told is least among what was tried, and `end` says whether all of it was.
 *
 * Ownership: all of it lives in the evaluation until its reset or end. Texts are NUL-ended and
 *never NULL. Errors: an explanation that the limits of the evaluation cut short says so in
 *`is_cut`. */
#ifndef DMN_EXPLAIN_H
#define DMN_EXPLAIN_H

#include <dmn.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dmn_explain_options {
	size_t size;	       /* sizeof(struct dmn_explain_options) */
	unsigned most_nearest; /* rules told of a table that did not match; 0: 3 */
	unsigned most_tried;   /* evaluations of the search; 0: 20,000 */
	bool no_search;	       /* tell what happened alone */
	/* Paths of inputs that nobody can change. Each stands for all below it, and "[]" for every
	 * item of a list: "Applicant.Age", "Orders[].Placed on". */
	const char *const *fixed;
	size_t fixed_count;
	/* The entry of a context that is the outcome; NULL: the whole value. */
	const char *member;
	/* The outcome that is wanted; NULL: any other than there is. */
	const dmn_value *wanted;
};

/* A value that was read under a name. */
struct dmn_read {
	const char *name;
	dmn_value value;
};

struct dmn_failed_cell {
	unsigned column;   /* from 1 */
	const char *label; /* of the column */
	const char *test;  /* the cell's text */
	dmn_value seen;
	const struct dmn_problem *problem; /* why it could not be tested, or NULL */
};

struct dmn_told_rule {
	unsigned number;  /* from 1 */
	const char *note; /* its annotations joined by "; ", or "" */
	/* Of a nearest rule; none: it matches too, and the hit policy passed it over. */
	const struct dmn_failed_cell *failed;
	size_t failed_count;
};

struct dmn_told_table {
	const char *id;		/* or "" */
	const char *hit_policy; /* as in the model: "UNIQUE", "COLLECT" */
	size_t rule_count;
	const struct dmn_read *columns; /* what each column's expression gave */
	size_t column_count;
	const struct dmn_told_rule *matched; /* those that gave the result, in its order */
	size_t matched_count;
	/* Of the others those with the fewest failing cells, in the order of the table. */
	const struct dmn_told_rule *nearest;
	size_t nearest_count;
	dmn_value result;
};

struct dmn_told_step {
	enum dmn_element_kind kind; /* a decision, or a call of a model or service */
	const char *name;
	const char *logic;	      /* "decision table", "literal expression", "context" ... */
	const char *expression;	      /* the FEEL text of a literal expression, or "" */
	unsigned depth;		      /* calls that it stands inside; 0: none */
	const struct dmn_read *reads; /* required decisions and inputs; of a call the arguments */
	size_t read_count;
	const struct dmn_told_table *tables; /* in its logic */
	size_t table_count;
	const struct dmn_problem *const *problems; /* met in it, not in what it called */
	size_t problem_count;
	dmn_value result;
	bool is_cut; /* the evaluation ended inside it */
};

struct dmn_change {
	const char *path; /* of the leaf: "Applicant.Age" */
	dmn_value from;
	dmn_value to;
	unsigned size; /* the candidate's place, from 1; of a bound that was sought, the next */
};

/* What would have given another outcome: one change, or two together. */
struct dmn_alternative {
	const struct dmn_change *changes;
	size_t change_count;
	dmn_value outcome; /* of the asked decision, or its member */
};

enum dmn_search_end {
	DMN_SEARCH_NOT_MADE,
	DMN_SEARCH_DONE,   /* all of what is said above was tried */
	DMN_SEARCH_IN_ONE, /* not all changes of one input were tried: the budget, or inputs of more
			    * than 2,000 leaves, 8 levels or 500 candidates for one */
	DMN_SEARCH_IN_TWO  /* all changes of one input were tried, not all of two */
};

struct dmn_search {
	enum dmn_search_end end;
	unsigned tried;	     /* evaluations */
	size_t leaf_count;   /* inputs that might be changed */
	size_t value_count;  /* candidates for them */
	size_t fixed_count;  /* leaves left alone since the caller said so */
	unsigned size_tried; /* of pairs: all up to this sum of sizes were tried */
	const struct dmn_alternative *alternatives;
	size_t alternative_count;
};

struct dmn_explanation {
	const char *decision;
	dmn_value result;
	dmn_value outcome;			   /* the result, or its member */
	const char *member;			   /* or "" */
	dmn_value wanted;			   /* or null */
	bool is_wanted;				   /* an outcome was asked for */
	const struct dmn_problem *const *problems; /* of no step: inputs that were refused */
	size_t problem_count;
	const struct dmn_told_step *steps;
	size_t step_count;
	size_t left_out; /* steps beyond the first 1,000, tables beyond a step's first 100 */
	bool is_cut;	 /* a limit ended the explanation before its end */
	struct dmn_search search;
};

/* Forget what the evaluation had, set each entry of the context `inputs` as dmn_set_inputs does,
 * compute the decision (of a service or business knowledge model: call it with them) and explain
 * it. `inputs` lives outside the evaluation and as long as the explanation; `options` may be NULL.
 * NULL when the machine has no memory, or the model has no such element. */
DMN_API const struct dmn_explanation *dmn_explain(struct dmn_evaluation *evaluation,
						  const char *decision, dmn_value inputs,
						  const struct dmn_explain_options *options);

enum dmn_explanation_form {
	DMN_EXPLANATION_TEXT, /* sentences, a paragraph a decision, for who works by the rules */
	DMN_EXPLANATION_JSON  /* one line; docs/explain.md has the schema */
};
/* The explanation in that form; NUL-ended, in the arena; size may be NULL. "" when the arena's
 * limit is reached. */
DMN_API const char *dmn_explanation_print(struct arena *arena,
					  const struct dmn_explanation *explanation,
					  enum dmn_explanation_form form, size_t *size);

#ifdef __cplusplus
}
#endif
#endif
