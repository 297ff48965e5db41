/* SPDX-License-Identifier: Apache-2.0 */
/* Reading clocks: those of the pack that run, and all of a case. */
#include "app/access.h"
#include "app/clock_internal.h"

enum {
	LIST_MOST = 1000
};

static enum status begin(struct caseload *caseload, struct clock_list *out,
			 struct clock_listing *it, struct error *error)
{
	*out = (struct clock_list){ 0 };
	*it = (struct clock_listing){ .caseload = caseload, .out = out };
	TRY(clock_zone_open(caseload, &it->zone, error));
	const struct work_zone zone = clock_zone_of(it->zone);
	it->now = clock_zone_now(it->zone, &caseload->app->clock);
	int64_t local = work_zone_local(&zone, it->now);
	it->tomorrow = zone.instant(zone.user, (local / 86400 + 1) * 86400);
	return STATUS_OK;
}

static enum status take_all(struct clock_listing *it, struct rows *rows, struct error *error)
{
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found)
		clock_take(it, rows);
	rows_end(rows);
	return status;
}

/* Of one of the packs that declare the clocks. */
static enum status of_owner(struct clock_listing *it, struct text owner, struct error *error)
{
	enum clock_which which = it->which;
	struct caseload *caseload = it->caseload;
	struct rows rows;
	TRY(store_query(caseload->app->store, SQL_clock_list,
			BIND(store_text(owner), ACCESS_VIEWER(caseload->app),
			     dmn_number(which == CLOCK_LATE || which == CLOCK_ESCALATED),
			     store_text(clock_text(caseload->arena, it->now)),
			     dmn_number(which == CLOCK_ESCALATED), dmn_number(which == CLOCK_DUE),
			     store_text(clock_text(caseload->arena, it->tomorrow)),
			     dmn_number(LIST_MOST)),
			&rows, error));
	return take_all(it, &rows, error);
}

static bool is_first_of_owner(const struct pack *pack, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (text_equal(pack->clocks[i].owner, pack->clocks[index].owner))
			return false;
	return true;
}

static enum status name_cases(struct clock_listing *it, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct text secret;
	for (size_t i = 0; i < it->out->count; i++) {
		struct clock_look *look = &it->out->at[i];
		TRY(caseload_kept(caseload, look->root_id, &look->root_id, error));
		TRY(caseload_case(caseload, look->root_id, &look->reference, &secret, error));
	}
	return STATUS_OK;
}

enum status clock_list(struct caseload *caseload, enum clock_which which, struct clock_list *out,
		       struct error *error)
{
	const struct pack *pack = caseload->pack;
	struct clock_listing it;
	TRY(app_may(caseload->app, USE_CLOCKS, pack, error));
	enum status status = begin(caseload, out, &it, error);
	it.which = which;
	for (size_t i = 0; status == STATUS_OK && i < pack->clock_count; i++)
		if (is_first_of_owner(pack, i))
			status = of_owner(&it, pack->clocks[i].owner, error);
	if (status == STATUS_OK)
		status = name_cases(&it, error);
	clock_zone_close(it.zone);
	TRY(status);
	struct app_log log = { .use = USE_CLOCKS, .subject = TEXT("clock") };
	log.detail = app_shown(caseload->arena, "clocks", out->at, out->count, sizeof *out->at);
	return app_look(caseload->app, &log, error);
}

enum status clock_list_case(struct caseload *caseload, int64_t root_id, struct clock_list *out,
			    struct error *error)
{
	struct clock_listing it;
	struct rows rows;
	enum status status = begin(caseload, out, &it, error);
	if (status == STATUS_OK)
		status =
			store_query(caseload->app->store, SQL_clock_of_case,
				    BIND(dmn_number(root_id), dmn_number(LIST_MOST)), &rows, error);
	if (status == STATUS_OK)
		status = take_all(&it, &rows, error);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
		status = clock_read_more(caseload, it.zone, &out->at[i], error);
	clock_zone_close(it.zone);
	return status;
}
