/* SPDX-License-Identifier: Apache-2.0 */
/* Who has the person's own page open. */
#include "app/person_page_internal.h"

#include "os/host.h"

static const int64_t second = 1000000;

void person_act(struct app *app)
{
	app->actor = TEXT(APP_ROLE_PERSON);
	app->role = TEXT(APP_ROLE_PERSON);
	app->grade = TEXT("");
	app->telling = APP_SHOWS;
}

enum status person_log(const struct person_at *at, enum use_case use, struct text purpose,
		       struct error *error)
{
	const struct pack *pack = at->caseload.pack;
	struct app_log log = { .use = use,
			       .purpose = purpose,
			       .subject = TEXT("case_file"),
			       .subject_id = at->root_id,
			       .person_type = pack_root(pack)->name,
			       .person_id = at->root_id,
			       .secret = at->secret };
	return app_log(at->caseload.app, &log, error);
}

enum status person_open_case(struct app *app, struct text pack, int64_t root_id,
			     struct person_at *at, bool *shown, struct error *error)
{
	struct error hidden = { 0 };
	*shown = false;
	TRY(caseload_named(app, pack, &at->caseload, error));
	TRY(caseload_kept(&at->caseload, root_id, &at->root_id, error));
	enum status status =
		caseload_case(&at->caseload, at->root_id, &at->reference, &at->secret, &hidden);
	*shown = status == STATUS_OK && at->caseload.pack->person_page.code.kind != DMN_NULL;
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		return STATUS_OK;
	*error = hidden;
	return status;
}

enum status person_session_start(struct app *app, int64_t code_id, struct text *token,
				 struct error *error)
{
	struct digest random;
	char text[DIGEST_TEXT_SIZE];
	int64_t now = clock_now();
	host_random(random.bytes, sizeof random.bytes);
	digest_print(&random, text);
	*token = text_copy(app->arena, text_from(text));
	struct digest hash = digest_of(*token);
	TRY(store_do(app->store, SQL_person_session_sweep,
		     BIND(dmn_number(now - PERSON_SESSION_SECONDS * second)), error));
	return store_do(app->store, SQL_person_session_put,
			BIND(store_text(digest_bytes(&hash)), dmn_number(code_id), dmn_number(now)),
			error);
}

enum status person_session_find(struct app *app, struct text token, struct person_at *out,
				bool *found, struct error *error)
{
	struct digest hash = digest_of(token);
	struct text pack = TEXT("");
	int64_t root_id = 0;
	struct rows rows;
	person_act(app);
	TRY(store_query(app->store, SQL_person_session_get,
			BIND(store_text(digest_bytes(&hash)),
			     dmn_number(clock_now() - PERSON_SESSION_SECONDS * second)),
			&rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found) {
		pack = text_copy(app->arena, rows_text(&rows, 0));
		root_id = rows_int(&rows, 1);
	}
	rows_end(&rows);
	TRY(status);
	return *found ? person_open_case(app, pack, root_id, out, found, error) : STATUS_OK;
}

enum status person_session_end(struct app *app, struct text token, struct error *error)
{
	struct digest hash = digest_of(token);
	TRY(app_begin(app, error));
	return app_end(app,
		       store_do(app->store, SQL_person_session_drop,
				BIND(store_text(digest_bytes(&hash))), error),
		       error);
}
