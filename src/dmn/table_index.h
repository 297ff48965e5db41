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

/* Clear from `alive` (rule_words words) each rule whose cell in this column surely fails for the
 * value. Returns whether the rules left are sure to match in this column; if not, those whose bit
 * is set in *perhaps must be tested. */
bool table_index_narrow(const struct table_index *index, size_t column, dmn_value value,
			rule_word *alive, const rule_word **perhaps);

#endif
