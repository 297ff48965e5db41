/* SPDX-License-Identifier: Apache-2.0 */
/* Trainings: recorded by a manager, asked for by steps of a decision. */
#include "app/training.h"

#include "app/access_internal.h"
#include "base/builder.h"
#include "format/json.h"
#include "letter/written.h"

static struct text detail_of(struct arena *arena, const struct training *it)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "{\"account\":");
	json_write_string(&out, it->account);
	builder_add_c(&out, ",\"training\":");
	json_write_string(&out, it->training);
	builder_add_c(&out, ",\"done\":");
	json_write_string(&out, it->done_on);
	builder_add_c(&out, ",\"until\":");
	json_write_string(&out, it->until);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status training_put(struct app *app, const struct training *it, struct error *error)
{
	struct app_log log = { .use = USE_TRAINING,
			       .subject = TEXT("account"),
			       .detail = detail_of(app->arena, it) };
	TRY(store_do(app->store, SQL_training_put,
		     BIND(store_text(it->account), store_text(it->training),
			  store_text(it->done_on), store_text(it->until), store_text(app->actor),
			  store_text(app_now(app))),
		     error));
	return app_log(app, &log, error);
}

static enum status check_days(const struct training *it, int64_t today, struct error *error)
{
	int64_t done;
	int64_t until;
	if (clock_parse_day(it->done_on, &done, NULL) != STATUS_OK || done > today)
		return error_at_field(error, "done", "that is no day that has been",
				      "write it as year, month and day: 2026-01-31");
	if (clock_parse_day(it->until, &until, NULL) != STATUS_OK || until < done)
		return error_at_field(error, "until", "that is no day after the training",
				      "write it as year, month and day: 2027-01-31");
	return STATUS_OK;
}

static enum status check(struct caseload *caseload, const struct training *it, struct error *error)
{
	const struct pack_codes *codes = caseload->pack->access.trainings;
	struct app *app = caseload->app;
	if (it->account.length == 0)
		return error_at_field(error, "account", "it is not said who was trained",
				      "give the name of an account");
	TRY(access_check_account(app, it->account, error));
	if (text_equal(it->account, app->actor))
		return error_at_field(error, "account", "nobody records their own training",
				      "ask another manager");
	if (codes == NULL || pack_find_code(codes, it->training) == NULL)
		return error_at_field(error, "training", "the pack knows no such training",
				      "choose one of its list");
	return check_days(it, clock_today(&app->clock), error);
}

enum status training_record(struct caseload *caseload, const struct training *wanted,
			    struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_TRAINING, caseload->pack, error));
	TRY(check(caseload, wanted, error));
	TRY(app_begin(app, error));
	return app_end(app, training_put(app, wanted, error), error);
}

enum status training_read(struct caseload *caseload, struct training_list *out, struct error *error)
{
	struct app *app = caseload->app;
	struct arena *arena = app->arena;
	struct app_log log = { .use = USE_TRAINING_LIST, .subject = TEXT("account") };
	struct rows rows;
	bool found;
	*out = (struct training_list){ 0 };
	TRY(app_may(app, USE_TRAINING_LIST, caseload->pack, error));
	TRY(app_look(app, &log, error));
	TRY(store_query(app->store, SQL_training_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(
			arena, out,
			(struct training){ .account = text_copy(arena, rows_text(&rows, 0)),
					   .training = text_copy(arena, rows_text(&rows, 1)),
					   .done_on = text_copy(arena, rows_text(&rows, 2)),
					   .until = text_copy(arena, rows_text(&rows, 3)),
					   .actor = text_copy(arena, rows_text(&rows, 4)),
					   .recorded_at = text_copy(arena, rows_text(&rows, 5)) });
	rows_end(&rows);
	return status;
}
