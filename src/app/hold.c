/* SPDX-License-Identifier: Apache-2.0 */
/* Legal hold: put on a case and lifted, each with its reason. */
#include "app/retention.h"

#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

struct holding {
	struct caseload *caseload;
	int64_t root_id;
	struct text reason;
	enum use_case use;
	struct text secret;
};

enum status hold_read(struct caseload *caseload, int64_t root_id, struct hold *out,
		      struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct hold){ 0 };
	TRY(store_query(caseload->app->store, SQL_hold_of,
			BIND(store_text(caseload->pack->name), dmn_number(root_id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*out = (struct hold){ .id = rows_int(&rows, 0),
				      .root_id = rows_int(&rows, 1),
				      .reason = text_copy(caseload->arena, rows_text(&rows, 2)),
				      .actor = text_copy(caseload->arena, rows_text(&rows, 3)),
				      .put_at = text_copy(caseload->arena, rows_text(&rows, 4)) };
	rows_end(&rows);
	return status;
}

static enum status write_hold(struct holding *it, const struct hold *there, struct error *error)
{
	struct app *app = it->caseload->app;
	const dmn_value pack = store_text(it->caseload->pack->name);
	const dmn_value type = store_text(caseload_root(it->caseload->pack->decision.about)->name);
	const dmn_value root = dmn_number(it->root_id);
	const dmn_value now = store_text(app_now(app));
	if (it->use == USE_HOLD_PUT && there->id == 0)
		return store_do(
			app->store, SQL_hold_put,
			BIND(pack, type, root, store_text(it->reason), store_text(app->actor), now),
			error);
	if (it->use == USE_HOLD_LIFT && there->id != 0)
		return store_do(
			app->store, SQL_hold_lift,
			BIND(store_text(app->actor), now, store_text(it->reason), pack, type, root),
			error);
	error_set(error, STATUS_CONFLICT, "%s",
		  there->id != 0 ? "a legal hold is on the case already"
				 : "no legal hold is on the case");
	return error_remedy(error, "look at the case again");
}

static enum status record(struct holding *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct builder detail = builder_new(it->caseload->arena);
	struct hold there;
	TRY(app_turn(app, error));
	TRY(hold_read(it->caseload, it->root_id, &there, error));
	TRY(write_hold(it, &there, error));
	builder_add_c(&detail, "{\"reason\":");
	json_write_string(&detail, it->reason);
	builder_add_byte(&detail, '}');
	struct app_log log = {
		.use = it->use,
		.subject = TEXT("case_file"),
		.subject_id = it->root_id,
		.person_type = caseload_root(it->caseload->pack->decision.about)->name,
		.person_id = it->root_id,
		.secret = it->secret,
		.detail = builder_text(&detail),
	};
	return app_log(app, &log, error);
}

static enum status change(struct holding *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct text reference;
	TRY(app_may(app, it->use, it->caseload->pack, error));
	TRY(caseload_case(it->caseload, it->root_id, &reference, &it->secret, error));
	if (work_word_count(it->reason) < 3)
		return error_at_field(error, "reason", "the reason is not given",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, record(it, error), error);
}

enum status hold_put(struct caseload *caseload, int64_t root_id, struct text reason,
		     struct error *error)
{
	return change(&(struct holding){ caseload, root_id, reason, USE_HOLD_PUT, TEXT("") },
		      error);
}

enum status hold_lift(struct caseload *caseload, int64_t root_id, struct text reason,
		      struct error *error)
{
	return change(&(struct holding){ caseload, root_id, reason, USE_HOLD_LIFT, TEXT("") },
		      error);
}
