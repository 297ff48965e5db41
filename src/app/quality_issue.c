/* SPDX-License-Identifier: Apache-2.0 */
/* Who is to mend what by when. */
#include "app/quality_internal.h"
#include "work/flow.h"

enum {
	ISSUES_MOST = 200
};

enum status quality_issues(struct caseload *caseload, struct quality_issues *out,
			   struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	*out = (struct quality_issues){ 0 };
	TRY(store_query(caseload->app->store, SQL_quality_issue_all,
			BIND(store_text(caseload->pack->name), dmn_number(ISSUES_MOST)), &rows,
			error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct quality_issue issue = {
			.id = rows_int(&rows, 0),
			.name = text_format(arena, "%.*s.%.*s", TEXT_ARG(rows_text(&rows, 1)),
					    TEXT_ARG(rows_text(&rows, 2))),
			.source = text_copy(arena, rows_text(&rows, 3)),
			.dimension = text_copy(arena, rows_text(&rows, 4)),
			.owner = text_copy(arena, rows_text(&rows, 5)),
			.due = text_copy(arena, rows_text(&rows, 6)),
			.what = text_copy(arena, rows_text(&rows, 7)),
			.opened_by = text_copy(arena, rows_text(&rows, 8)),
			.opened_at = text_copy(arena, rows_text(&rows, 9)),
			.closed_by = text_copy(arena, rows_text(&rows, 10)),
			.closed_at = text_copy(arena, rows_text(&rows, 11)),
			.ended = text_copy(arena, rows_text(&rows, 12)),
		};
		list_push(arena, out, issue);
	}
	rows_end(&rows);
	return status;
}

static enum status check_issue(struct caseload *caseload, const struct quality_issue *issue,
			       struct error *error)
{
	int64_t day;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_account_get, BIND(store_text(issue->owner)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	rows_end(&rows);
	TRY(status);
	if (!found)
		return error_at_field(error, "owner", "there is no such account",
				      "name the account of who is to mend it");
	if (clock_parse_day(text_trim(issue->due), &day, NULL) != STATUS_OK)
		return error_at_field(error, "due", "the day is none",
				      "write it as year, month and day, for example 2022-03-31");
	if (work_word_count(issue->what) < 3)
		return error_at_field(error, "what", "it is not said what is to be done",
				      "say it in at least three words");
	return STATUS_OK;
}

static enum status put(struct caseload *caseload, const struct quality_issue *issue,
		       const struct pack_record *record, const struct pack_field *field,
		       struct error *error)
{
	struct app *app = caseload->app;
	int64_t id;
	TRY(store_number(app->store, SQL_quality_issue_put,
			 BIND(store_text(caseload->pack->name), store_text(record->name),
			      store_text(field->name), store_text(issue->source),
			      store_text(issue->dimension), store_text(issue->owner),
			      store_text(text_trim(issue->due)), store_text(issue->what),
			      store_text(app->actor), store_text(app_now(app))),
			 &id, NULL, error));
	struct app_log log = { .use = USE_QUALITY_ISSUE,
			       .subject = TEXT("quality_issue"),
			       .subject_id = id };
	return app_log(app, &log, error);
}

enum status quality_issue_open(struct caseload *caseload, const struct quality_issue *issue,
			       struct error *error)
{
	struct app *app = caseload->app;
	const struct pack_record *record;
	const struct pack_field *field;
	TRY(app_may(app, USE_QUALITY_ISSUE, caseload->pack, error));
	TRY(quality_find_field(caseload, issue->name, &record, &field, error));
	TRY(check_issue(caseload, issue, error));
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, issue, record, field, error), error);
}

static enum status end_issue(struct caseload *caseload, int64_t id, struct text ended,
			     struct error *error)
{
	struct app *app = caseload->app;
	uint64_t changed;
	TRY(store_change(app->store, SQL_quality_issue_close,
			 BIND(store_text(app->actor), store_text(app_now(app)), store_text(ended),
			      dmn_number(id), store_text(caseload->pack->name)),
			 &changed, error));
	if (changed == 0)
		return error_set(error, STATUS_NOT_FOUND, "there is no such open issue");
	struct app_log log = { .use = USE_QUALITY_ISSUE,
			       .subject = TEXT("quality_issue"),
			       .subject_id = id };
	return app_log(app, &log, error);
}

enum status quality_issue_close(struct caseload *caseload, int64_t id, struct text ended,
				struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_QUALITY_ISSUE, caseload->pack, error));
	if (work_word_count(ended) < 3)
		return error_at_field(error, "ended", "it is not said what came of it",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, end_issue(caseload, id, ended, error), error);
}
