/* SPDX-License-Identifier: Apache-2.0 */
/* A decision table as sets of rules: which rules hold over each class of values.
 *
 * A dimension is what a column is about: an input, a path into one, or an expression as a whole;
 * columns about the same one share it, since their values go together. Its atoms (domain.h) over
 * which the same rules hold make a class. A cell that is beyond the analysis is told as `opaque`:
 * its rule may hold there and need not, so that every class has two sets. */
#ifndef REMIT_ANALYSIS_GRID_H
#define REMIT_ANALYSIS_GRID_H

#include "analysis/domain.h"
#include "analysis/site.h"
#include "analysis/upstream.h"

typedef uint64_t rule_set;
enum {
	RULES_IN_SET = 64
};

static inline size_t set_words(size_t rules)
{
	return (rules + RULES_IN_SET - 1) / RULES_IN_SET;
}
static inline bool set_has(const rule_set *set, size_t rule)
{
	return (set[rule / RULES_IN_SET] >> rule % RULES_IN_SET & 1U) != 0;
}
static inline void set_add(rule_set *set, size_t rule)
{
	set[rule / RULES_IN_SET] |= (rule_set)1 << rule % RULES_IN_SET;
}
static inline void set_remove(rule_set *set, size_t rule)
{
	set[rule / RULES_IN_SET] &= ~((rule_set)1 << rule % RULES_IN_SET);
}

struct class_of_values {
	size_t first; /* its first atom, whose sample stands for it */
	enum atom_sort sort;
	const rule_set *may;  /* rules that can hold */
	const rule_set *must; /* rules that do */
};

/* Atoms first..end-1 over which a rule can hold, as far as they go. */
struct run_of_atoms {
	uint32_t first, end, rule;
};

struct dimension {
	struct text name;
	struct subject subject;	      /* when is_leaf */
	bool is_leaf;		      /* a variable or a path, not an expression as a whole */
	bool is_input;		      /* its values are the caller's to choose */
	const struct element *source; /* the required element it comes from, or NULL */
	const struct type *type;      /* or NULL */
	struct subjects reads;	      /* the variables behind it */
	struct domain domain;
	unsigned char *declared;   /* atom by atom: do types and allowed values let it in */
	unsigned char *allowed;	   /* and can it come, by what the decision asked gives */
	struct given_values given; /* when is_known */
	bool is_known;		   /* a decision's values, which are all known */
	bool names_null;	   /* a cell tests for null */
	size_t *class_of;	   /* atom by atom; SIZE_MAX: not allowed */
	struct class_of_values *classes;
	size_t class_count;
	struct run_of_atoms *runs; /* of all rules, by their first atom */
	uint32_t *by_end;	   /* their places in `runs`, by their end */
	size_t run_count;
	size_t first_column; /* one that is about it */
};

struct grid_cell {
	const struct constants *constants; /* NULL: opaque, or any value */
	bool is_opaque;
	bool is_any;   /* `-` */
	bool is_never; /* no value at all passes it */
	bool is_out;   /* values pass it, but none that is allowed */
};

struct grid_column {
	size_t dimension;
	bool is_identity;	 /* the dimension's own value is tested */
	bool is_passed;		 /* or can be, as by: if x = null then "" else x */
	bool is_unclear;	 /* allowed values beyond the analysis: taken as any */
	const dmn_value *values; /* atom by atom, as the column sees them */
};

struct grid {
	const struct site *site;
	const struct table *table;
	struct arena *arena;
	size_t words;
	struct grid_column *columns; /* one an input */
	struct dimension *dimensions;
	size_t dimension_count;
	struct grid_cell *cells; /* rule by rule */
	bool *is_opaque;	 /* rule by rule: has it a cell that is beyond the analysis */
};

enum {
	DIMENSIONS_MOST = 64
};

/* `scratch` is for evaluations, and emptied. NULL: more dimensions than are analysed. */
struct grid *grid_new(struct arena *arena, struct arena *scratch, const struct site *site);

static inline const struct grid_cell *grid_cell(const struct grid *grid, size_t rule, size_t column)
{
	return &grid->cells[rule * grid->table->input_count + column];
}

/* Does no input at all pass its cells? */
bool grid_is_dead(const struct grid *grid, size_t rule);

/* Can the two go together freely, as far as is known: no input stands behind both? */
bool grid_are_apart(const struct grid *grid, size_t a, size_t b);

#endif
