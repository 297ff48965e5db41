/* SPDX-License-Identifier: Apache-2.0 */
/* The clocks of all families in a batch. */
#include "app/clock_internal.h"

enum status clocks_open(struct caseload *caseload, struct clocks **out, struct error *error)
{
	struct clocks *clocks = arena_new_one(caseload->arena, struct clocks);
	*clocks = (struct clocks){ .caseload = caseload };
	*out = clocks;
	TRY(clock_zone_open(caseload, &clocks->zone, error));
	clocks->work_zone = clock_zone_of(clocks->zone);
	clocks->now = clock_zone_now(clocks->zone, &caseload->app->clock);
	return conditions_open(&clocks->conditions, caseload, error);
}

void clocks_close(struct clocks *clocks)
{
	if (clocks == NULL)
		return;
	conditions_close(&clocks->conditions);
	clock_zone_close(clocks->zone);
}

enum status clocks_settle(struct clocks *clocks, struct batch *batch, struct error *error)
{
	const struct pack *pack = batch->caseload->pack;
	clocks->batch = batch;
	TRY(clock_read_cycles(clocks, error));
	for (size_t i = 0; i < pack->clock_count; i++) {
		const struct assembled_rows *rows = &batch->rows[pack->clocks[i].of->index];
		for (size_t r = 0; r < rows->count; r++)
			TRY(clock_keep(clocks, &pack->clocks[i], &rows->at[r], error));
	}
	return STATUS_OK;
}
