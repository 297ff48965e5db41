/* SPDX-License-Identifier: Apache-2.0 */
/* How many clocks are overdue, and of how many the actor's grade was told. */
#include "app/access.h"
#include "app/clock_internal.h"

int64_t clock_escalation_of(const struct app *app, const struct pack_clock *clock)
{
	for (size_t i = 0; i < clock->escalate_count; i++)
		if (text_equal(clock->escalates[i]->name, app->grade))
			return (int64_t)i + 1;
	return 0;
}

static enum status count_overdue(struct app *app, const struct pack_clock *clock, int64_t escalated,
				 int64_t *sum, struct error *error)
{
	int64_t more;
	TRY(store_number(app->store, SQL_clock_overdue,
			 BIND(store_text(clock->owner), store_text(clock->name),
			      dmn_number(escalated), ACCESS_VIEWER(app)),
			 &more, NULL, error));
	*sum += more;
	return STATUS_OK;
}

enum status clock_overdue(struct caseload *caseload, int64_t *count, int64_t *escalated,
			  struct error *error)
{
	struct app *app = caseload->app;
	*count = *escalated = 0;
	if (!app_can(app, USE_CLOCKS, caseload->pack))
		return STATUS_OK;
	for (size_t i = 0; i < caseload->pack->clock_count; i++) {
		const struct pack_clock *clock = &caseload->pack->clocks[i];
		int64_t least = clock_escalation_of(app, clock);
		TRY(count_overdue(app, clock, 0, count, error));
		if (least != 0)
			TRY(count_overdue(app, clock, least, escalated, error));
	}
	return STATUS_OK;
}
