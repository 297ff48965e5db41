/* SPDX-License-Identifier: Apache-2.0 */
/* What -Dfast=false builds in place of table_index.c: no index, so every cell is tested. */
#include "dmn/table_index.h"

const struct table_index *table_index_new(struct arena *arena, const struct table *table)
{
	(void)arena, (void)table;
	return NULL;
}

bool table_index_narrow(
	const struct table_index *index, size_t column, dmn_value value,
	rule_word *alive, /* NOLINT(readability-non-const-parameter): the index writes it */
	const rule_word **perhaps)
{
	(void)index, (void)column, (void)value, (void)alive;
	*perhaps = NULL;
	return false;
}
