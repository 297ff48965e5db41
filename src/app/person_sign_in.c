/* SPDX-License-Identifier: Apache-2.0 */
/* Opening the person's own page. */
#include "app/person_page_internal.h"

#include "work/flow.h"
#include "work/written_day.h"

/* A row of person_code that is open. */
struct code_row {
	int64_t id, root_id;
	struct text pack, until_on;
};

struct entering {
	struct app *app;
	struct code_row code;
	struct person_at at;
	struct text given, token;
	bool known, right;
};

static enum status find_code(struct entering *it, struct text code, struct error *error)
{
	struct digest hash = person_code_hash(it->app->arena, code);
	struct rows rows;
	TRY(store_query(it->app->store, SQL_person_code_get, BIND(store_text(digest_bytes(&hash))),
			&rows, error));
	enum status status = rows_next(&rows, &it->known, error);
	if (status == STATUS_OK && it->known)
		it->code =
			(struct code_row){ .id = rows_int(&rows, 0),
					   .pack = text_copy(it->app->arena, rows_text(&rows, 1)),
					   .root_id = rows_int(&rows, 2),
					   .until_on =
						   text_copy(it->app->arena, rows_text(&rows, 3)) };
	rows_end(&rows);
	return status;
}

/* Both are hashed, so that the time that it takes tells nothing of where they differ. */
static bool is_second(struct arena *arena, bool date, struct text given, struct text known)
{
	struct digest one =
		digest_of(date ? work_written_day(arena, given) : work_plain(arena, given));
	struct digest two = digest_of(date ? known : work_plain(arena, known));
	return known.length != 0 && digest_equal(&one, &two);
}

static enum status check(struct entering *it, struct error *error)
{
	struct text known;
	int64_t until;
	bool shown;
	TRY(person_open_case(it->app, it->code.pack, it->code.root_id, &it->at, &shown, error));
	TRY(clock_parse_day(it->code.until_on, &until, error));
	if (!shown || clock_today(&it->app->clock) > until)
		return STATUS_OK;
	bool date = it->at.caseload.pack->person_page.second.field->type == PACK_TYPE_DATE;
	TRY(person_second(&it->at.caseload, it->at.root_id, &known, error));
	it->right = is_second(it->app->arena, date, it->given, known);
	return STATUS_OK;
}

static enum status keep_session(struct entering *it, struct error *error)
{
	struct app *app = it->app;
	uint64_t changed;
	TRY(store_change(app->store, SQL_person_code_used,
			 BIND(store_text(app_now(app)), dmn_number(it->code.id)), &changed, error));
	it->right = changed == 1;
	if (!it->right)
		return STATUS_OK;
	TRY(person_session_start(app, it->code.id, &it->token, error));
	return person_log(&it->at, USE_PERSON_SIGN_IN, TEXT(""), error);
}

static enum status keep_failure(struct entering *it, struct error *error)
{
	struct app *app = it->app;
	struct app_log log = { .use = USE_PERSON_SIGN_IN,
			       .purpose = it->known ? TEXT("second") : TEXT("code"),
			       .subject = TEXT("case_file"),
			       .subject_id = it->at.root_id,
			       .refused = true };
	if (it->known)
		TRY(store_do(app->store, SQL_person_code_failed,
			     BIND(dmn_number(PERSON_CODE_TRIES), store_text(app_now(app)),
				  dmn_number(it->code.id)),
			     error));
	return app_log(app, &log, error);
}

static enum status enter(struct entering *it, struct text code, struct error *error)
{
	struct app *app = it->app;
	TRY(app_turn(app, error));
	TRY(find_code(it, code, error));
	if (it->known)
		TRY(check(it, error));
	if (it->right)
		TRY(keep_session(it, error));
	return it->right ? STATUS_OK : keep_failure(it, error);
}

enum status person_sign_in(struct app *app, struct text code, struct text second,
			   struct text *token, struct error *error)
{
	struct entering it = { .app = app, .given = text_trim(second) };
	person_act(app);
	TRY(app_begin(app, error));
	TRY(app_end(app, enter(&it, text_slice(code, 0, 100), error), error));
	*token = it.token;
	if (it.right)
		return STATUS_OK;
	error_set(error, STATUS_REFUSED,
		  "the code or the answer is not right, or the code has ended");
	return error_remedy(error, "ask us for a new code");
}
