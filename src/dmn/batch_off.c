/* SPDX-License-Identifier: Apache-2.0 */
/* What -Dfast=false builds in place of batch.c: no decision has a batch, so each row is decided. */
#include <dmn_batch.h>

struct dmn_batch *dmn_batch_new(const struct dmn_model *model, struct arena *arena,
				const char *decision, const struct dmn_column *columns,
				size_t count)
{
	(void)model, (void)arena, (void)decision, (void)columns, (void)count;
	return NULL;
}

void dmn_batch_run(
	const struct dmn_batch *batch, const struct dmn_column *columns, size_t row_count,
	uint16_t *rules) /* NOLINT(readability-non-const-parameter): the other one writes it */
{
	(void)batch, (void)columns, (void)row_count, (void)rules;
}

dmn_value dmn_batch_answer(const struct dmn_batch *batch, unsigned rule)
{
	(void)batch, (void)rule;
	return dmn_null();
}
