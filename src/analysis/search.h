/* SPDX-License-Identifier: Apache-2.0 */
/* Is every value of a box taken by some rule of a set? The question behind gaps and masked rules.
 *
 * It is the question whether a formula in disjunctive normal form always holds, hard in the worst
 * case. Here: branch on a dimension, drop the rules that do not hold, stop where a rule holds over
 * all that is left (covered), where no rule is left, or where those left are together smaller than
 * what is left (a gap). Values over which the same of the rules left hold are one branch; what was
 * found to be covered is remembered by the rules that were left. The work is counted, so that the
 * same table gives the same answer everywhere. */
#ifndef REMIT_ANALYSIS_SEARCH_H
#define REMIT_ANALYSIS_SEARCH_H

#include "analysis/grid.h"

/* Values to look at: for each dimension some of its classes, a byte each. */
struct box {
	unsigned char **in; /* dimension, class */
};

struct budget {
	uint64_t steps_left;
	bool (*keep_going)(void *user); /* or NULL */
	void *user;
	bool is_spent;
};

/* Take from the budget; false when it is spent. */
bool budget_take(struct budget *budget, uint64_t steps);
/* One part in `parts` of what is left, so that one hard question leaves something for the others;
 * and what was not used of it back. */
struct budget budget_part(const struct budget *budget, unsigned parts);
void budget_settle(struct budget *budget, const struct budget *given, const struct budget *used);

enum search_result {
	SEARCH_COVERED,
	SEARCH_GAP,
	SEARCH_UNDECIDED /* the budget is spent */
};

struct search {
	const struct grid *grid;
	struct arena *arena; /* emptied by each search, as is `memo` */
	struct arena *memo;
	struct budget *budget;
	bool is_sure;		 /* rules that hold for sure, or those that can */
	const rule_set *rules;	 /* those that may take values */
	const struct box *extra; /* boxes that count as taken, too */
	size_t extra_count;
};

struct box box_new(struct arena *arena, const struct grid *grid);
/* The classes over which the rule can hold. */
struct box box_of_rule(struct arena *arena, const struct grid *grid, size_t rule);

enum search_result search_gap(const struct search *search, const struct box *box);
/* The same; with a gap, *point is the first in order that nothing takes, first dimension before
 * second: an atom a dimension. */
enum search_result search_first_gap(const struct search *search, const struct box *box,
				    size_t *point);

#endif
