/* SPDX-License-Identifier: Apache-2.0 */
/* What -Dfast=false builds in place of table_index.c: no index, so every cell is tested. */
#include "dmn/table_index.h"

const struct table_index *table_index_new(struct arena *arena, const struct table *table)
{
	(void)arena, (void)table;
	return NULL;
}

const struct rule_set *table_index_look(const struct table_index *index, size_t column,
					dmn_value value, const rule_word **perhaps)
{
	(void)index, (void)column, (void)value;
	*perhaps = NULL;
	return NULL;
}

/* NOLINTBEGIN(readability-non-const-parameter): the index writes to them */
void table_index_narrow(const struct table_index *index, const struct rule_set *set,
			rule_word *alive)
{
	(void)index, (void)set, (void)alive;
}

size_t table_index_rules(const struct table_index *index, const struct rule_set *const *sets,
			 size_t set_count, unsigned *out, size_t most)
{
	(void)index, (void)sets, (void)set_count, (void)out, (void)most;
	return 0;
}
/* NOLINTEND(readability-non-const-parameter) */

bool table_index_is_whole(const struct table *table)
{
	(void)table;
	return false;
}

bool table_index_answer(
	const struct table *table, const dmn_value *values, const unsigned *at,
	unsigned *rule) /* NOLINT(readability-non-const-parameter): the index writes it */
{
	(void)table, (void)values, (void)at, (void)rule;
	return false;
}
