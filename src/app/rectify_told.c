/* SPDX-License-Identifier: Apache-2.0 */
/* That somebody who had the old value has been told (UK GDPR Article 19). */
#include "app/rectify_internal.h"

static enum status record(struct caseload *caseload, const struct rectification *it,
			  struct text who, struct text day, struct error *error)
{
	struct app *app = caseload->app;
	TRY(store_do(app->store, SQL_rectify_told_put,
		     BIND(dmn_number(it->id), store_text(who), store_text(day),
			  store_text(app->actor), store_text(app_now(app))),
		     error));
	return rectify_log(caseload, it, USE_RECTIFY_TOLD, "who", who, error);
}

enum status rectify_told(struct caseload *caseload, int64_t id, struct text who, struct text day,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct rectification it;
	int64_t on;
	TRY(app_may(app, USE_RECTIFY_TOLD, caseload->pack, error));
	TRY(rectify_open(caseload, id, &it, error));
	if (who.length == 0)
		return error_at_field(error, "who", "it is not said who was told",
				      "name them as the list of recipients does");
	if (clock_parse_day(day, &on, NULL) != STATUS_OK || on > clock_today(&app->clock))
		return error_at_field(error, "told_on", "that is no day that has been",
				      "write it as 2026-03-31");
	if (it.is_open) {
		error_set(error, STATUS_CONFLICT, "there is no answer yet that they could be told");
		return error_remedy(error, "answer the request first");
	}
	TRY(app_begin(app, error));
	return app_end(app, record(caseload, &it, who, day, error), error);
}
