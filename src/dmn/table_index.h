/* SPDX-License-Identifier: Apache-2.0 */
/* The fast path of decision tables: a look-up a column and an AND over sets of rules.
 *
 * Each column's literal cells give cut points (numbers, dates and the like) or interned constants
 * (strings, booleans); each interval or constant has the set of rules whose cell holds there. Cells
 * that are no literals stay "perhaps" in every set and are tested one by one. What a cell means
 * stands in feel/evaluate_operator.c alone: with -Dfast=false this file gives no index and every
 * result is the same. */
#ifndef REMIT_DMN_TABLE_INDEX_H
#define REMIT_DMN_TABLE_INDEX_H

#include "dmn/model.h"

typedef uint64_t rule_word;
enum {
	RULES_IN_WORD = 64
};

static inline size_t rule_words(size_t rule_count)
{
	return (rule_count + RULES_IN_WORD - 1) / RULES_IN_WORD;
}

/* An index, or NULL where it would not help. */
const struct table_index *table_index_new(struct arena *arena, const struct table *table);

/* A set of rules as the index keeps it. */
struct rule_set;

/* The rules whose cell in this column holds, or may hold, for the value; NULL where the index does
 * not know. Only those in *perhaps (NULL: none) must still be tested. */
const struct rule_set *table_index_look(const struct table_index *index, size_t column,
					dmn_value value, const rule_word **perhaps);

/* Clear from `alive` (rule_words words) what is not in the set. */
void table_index_narrow(const struct table_index *index, const struct rule_set *set,
			rule_word *alive);

/* The first `most` rules (from 0, in order) that are in all the sets, to `out`; their count. */
size_t table_index_rules(const struct table_index *index, const struct rule_set *const *sets,
			 size_t set_count, unsigned *out, size_t most);

enum {
	TABLE_SLOTS_MOST =
		32 /* inputs of a table that is answered at once, requirements of its decision */
};

/* Can a table be answered by the index alone: every input a slot that the index knows, every answer
 * ready? */
bool table_index_is_whole(const struct table *table);

/* The one rule of such a table (from 0) that matches, input i being values[at[i]]; false where it
 * is not just one, or the index does not know. */
bool table_index_answer(const struct table *table, const dmn_value *values, const unsigned *at,
			unsigned *rule);

#endif
