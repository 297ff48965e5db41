/* SPDX-License-Identifier: Apache-2.0 */
/* Which items a filter finds, and how many. */
#include "app/worklist.h"

#include "app/facet.h"

/* Which statement answers the filter: each reads along an index. */
enum status worklist_select(struct caseload *caseload, const struct worklist_filter *filter,
			    bool count, struct rows *rows, struct error *error)
{
	struct app *app = caseload->app;
	const dmn_value decision = store_text(caseload->pack->name);
	const dmn_value state = store_text(filter->state);
	const dmn_value facets =
		store_text(facet_pattern(caseload->arena, caseload->pack, filter->facets));
	const dmn_value unclaimed = dmn_number(filter->whose == WORKLIST_UNCLAIMED);
	const dmn_value most = dmn_number(count ? WORKLIST_COUNT_MOST + 1 : filter->most);
	const dmn_value skip = dmn_number(filter->skip);
	const dmn_value actor = store_text(app->actor);
	const dmn_value now = dmn_number(clock_now());
	if (filter->whose == WORKLIST_MINE)
		return count ? store_query(app->store, SQL_item_count_claimed,
					   BIND(actor, decision, facets, state, actor, now), rows,
					   error)
			     : store_query(
				       app->store, SQL_item_list_claimed,
				       BIND(actor, decision, facets, state, actor, now, most, skip),
				       rows, error);
	if (filter->whose == WORKLIST_TEAM)
		return count ? store_query(app->store, SQL_item_count_team,
					   BIND(decision, facets, state, actor, now, most), rows,
					   error)
			     : store_query(app->store, SQL_item_list_team,
					   BIND(decision, facets, state, actor, now, most, skip),
					   rows, error);
	if (filter->state.length != 0)
		return count ? store_query(
				       app->store, SQL_item_count_state,
				       BIND(decision, facets, state, unclaimed, actor, now, most),
				       rows, error)
			     : store_query(app->store, SQL_item_list_state,
					   BIND(decision, facets, state, unclaimed, actor, now,
						most, skip),
					   rows, error);
	return count ? store_query(app->store, SQL_item_count,
				   BIND(decision, facets, unclaimed, actor, now, most), rows, error)
		     : store_query(app->store, SQL_item_list,
				   BIND(decision, facets, unclaimed, actor, now, most, skip), rows,
				   error);
}

enum status worklist_count(struct caseload *caseload, const struct worklist_filter *filter,
			   struct worklist *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(worklist_select(caseload, filter, true, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	int64_t total = status == STATUS_OK && found ? rows_int(&rows, 0) : 0;
	rows_end(&rows);
	out->more_than = total > WORKLIST_COUNT_MOST;
	out->total = out->more_than ? WORKLIST_COUNT_MOST : total;
	return status;
}
