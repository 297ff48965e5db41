/* SPDX-License-Identifier: Apache-2.0 */
/* One check in progress: what its files share. */
#ifndef REMIT_ANALYSIS_CHECK_H
#define REMIT_ANALYSIS_CHECK_H

#include "analysis/grid.h"
#include "analysis/search.h"

#include <dmn_check.h>

enum finding_kind {
#define FINDING(name, code, weight, example, meaning, remedy) FINDING_##name,
#include "analysis/finding.def"
#undef FINDING
	FINDING_COUNT
};

struct finding_list {
	LIST_OF(struct dmn_finding);
};

/* A table that has been gone through, for what depends on several. */
struct known_table {
	const struct grid *grid; /* or NULL */
	size_t first_finding, finding_end;
};

struct checking {
	const struct dmn_model *model;
	struct arena *arena;		   /* findings and grids */
	struct arena *scratch;		   /* evaluations; the memory of a search */
	struct arena *work;		   /* searches */
	struct dmn_evaluation *evaluation; /* to try inputs, or NULL */
	struct budget budget;
	unsigned most_witnesses;
	bool wants_cases;
	struct finding_list findings;
	struct dmn_check summary;
	const struct grid *grid;       /* of the table at hand, or NULL */
	const struct element *element; /* at hand, or NULL */
	struct {
		LIST_OF(struct known_table);
	} tables;
};

/* Budget and arenas, `arena` for what lasts; false, to be closed all the same, when the machine has
 * no memory. */
bool checking_open(struct checking *checking, const struct dmn_model *model,
		   const struct dmn_check_options *options, struct arena *arena);
void checking_close(struct checking *checking);
/* cases.c: the test inputs, in the arena; NULL when there is no memory. */
const struct dmn_cases *cases_make(const struct dmn_model *model,
				   const struct dmn_check_options *options, struct arena *arena);
/* Inside the boundaries of all its arenas; false when one was left. */
bool checking_run(struct checking *checking, void (*body)(void *user), void *user);
/* The first letter large, and a full stop. */
const char *checking_sentence(struct arena *arena, struct text text);
/* Add a finding about the table or element at hand; its text is printed. */
struct dmn_finding *checking_add(struct checking *checking, enum finding_kind kind,
				 const char *format, ...) PRINTF_LIKE(3, 4);
/* Set rule (from 0) and column (from 0) of a finding. */
void finding_place(struct checking *checking, struct dmn_finding *finding, size_t rule,
		   size_t column);
/* Set rule and column by a text of the element's tables: the one that begins at `at`, or that does
 * not compile by `trouble`. */
void finding_rule(struct checking *checking, struct dmn_finding *finding,
		  const struct element *element, const char *at, const struct dmn_problem *trouble);
/* Set the text that a finding is about, the place in it, and its rule. */
void finding_text(struct checking *checking, struct dmn_finding *finding,
		  const struct place *place);
/* The weight of a kind, as the table has it. */
enum dmn_weight finding_weight(enum finding_kind kind);

/* words.c: boxes and points in words. */
struct text box_text(struct arena *arena, const struct grid *grid, const struct box *box);
/* As the cells of a rule. */
struct text box_cells(struct arena *arena, const struct grid *grid, const struct box *box,
		      bool minds_null);
/* The inputs that the point, an atom a dimension, stands for. */
dmn_value point_witness(struct arena *arena, const struct grid *grid, const size_t *point);

/* complete.c: as a caller would have to give them to what is asked. */
dmn_value inputs_complete(struct arena *arena, const struct element *asked, dmn_value inputs);

/* How sure it is that values inside the box occur together. */
enum chance {
	CHANCE_SURE,   /* the inputs are the caller's to choose */
	CHANCE_LIKELY, /* of decisions that have nothing in common */
	CHANCE_UNSURE  /* what is behind one is behind another */
};
enum chance box_chance(const struct grid *grid, const struct box *box);

void check_gaps(struct checking *checking);
void check_rules(struct checking *checking);	/* overlaps, masked rules */
void check_likeness(struct checking *checking); /* duplicates, rules that could be one */
void check_cells(struct checking *checking);
void check_outputs(struct checking *checking);
void check_model(struct checking *checking); /* inputs, circles, names, types */
void check_nulls(struct checking *checking); /* across tables */

/* rules.c: what rules say. */
enum sameness {
	OUTPUTS_SAME,
	OUTPUTS_DIFFERENT,
	OUTPUTS_UNKNOWN
};
enum sameness rules_output_sameness(struct checking *checking, const struct expression *a,
				    const struct expression *b, const struct type *type);
enum sameness rules_outputs(struct checking *checking, size_t a, size_t b);
bool rules_same_box(const struct grid *grid, size_t a, size_t b);
/* The values that both rules surely take; false: none. */
bool rules_common(const struct grid *grid, size_t a, size_t b, struct box *box);
/* Rules that surely take a value that rule `r` surely takes. */
void rules_meeting(const struct grid *grid, size_t r, rule_set *out);

#endif
