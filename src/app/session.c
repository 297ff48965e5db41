/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: a random token in the person's browser, its hash here. */
#include "app/second_factor.h"
#include "app/sign_in_internal.h"

#include "os/host.h"

static const int64_t second = 1000000;

static struct digest hash_of(struct text token)
{
	const struct text parts[] = { TEXT("session\n"), token };
	return digest_of_parts(parts, 2);
}

enum status session_start(struct app *app, struct text *token, struct error *error)
{
	struct digest random;
	char text[DIGEST_TEXT_SIZE];
	host_random(random.bytes, sizeof random.bytes);
	digest_print(&random, text);
	*token = text_copy(app->arena, text_from(text));
	struct digest hash = hash_of(*token);
	int64_t now = clock_now();
	TRY(store_do(app->store, SQL_session_sweep,
		     BIND(dmn_number(now - SESSION_IDLE_SECONDS * second),
			  dmn_number(now - SESSION_MOST_SECONDS * second)),
		     error));
	return store_do(app->store, SQL_session_put,
			BIND(store_text(digest_bytes(&hash)), store_text(app->actor),
			     dmn_number(now), dmn_number(app->stage)),
			error);
}

enum status session_drop(struct app *app, struct text token, struct error *error)
{
	struct digest hash = hash_of(token);
	return store_do(app->store, SQL_session_drop, BIND(store_text(digest_bytes(&hash))), error);
}

static bool is_alive(int64_t made_at, int64_t seen_at, int64_t stage)
{
	int64_t now = clock_now();
	if (stage != STAGE_SIGNED_IN && now - made_at >= STAGE_SECONDS * second)
		return false;
	return now - seen_at < SESSION_IDLE_SECONDS * second &&
	       now - made_at < SESSION_MOST_SECONDS * second;
}

/* Once a minute is often enough to say that it is in use. */
static enum status touch(struct app *app, int64_t id, int64_t seen_at, struct error *error)
{
	int64_t now = clock_now();
	if (now - seen_at < 60 * second)
		return STATUS_OK;
	TRY(app_begin(app, error));
	enum status status = store_do(app->store, SQL_session_seen,
				      BIND(dmn_number(now), dmn_number(id)), error);
	return app_end(app, status, error);
}

static enum status read_session(struct app *app, struct text token, int64_t *id, int64_t *seen_at,
				struct error *error)
{
	struct rows rows;
	bool found;
	struct digest hash = hash_of(token);
	*id = 0;
	TRY(store_query(app->store, SQL_session_get, BIND(store_text(digest_bytes(&hash))), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found && rows_int(&rows, 6) != 0 &&
	    is_alive(rows_int(&rows, 2), rows_int(&rows, 3), rows_int(&rows, 7))) {
		*id = rows_int(&rows, 0);
		*seen_at = rows_int(&rows, 3);
		app->actor = text_copy(app->arena, rows_text(&rows, 1));
		app->role = text_copy(app->arena, rows_text(&rows, 4));
		app->grade = text_copy(app->arena, rows_text(&rows, 5));
		app->stage = (int)rows_int(&rows, 7);
	}
	rows_end(&rows);
	return status;
}

enum status session_find(struct app *app, struct text token, bool *found, struct error *error)
{
	int64_t id = 0;
	int64_t seen_at = 0;
	*found = false;
	if (token.length != SESSION_TOKEN_SIZE)
		return STATUS_OK;
	TRY(read_session(app, token, &id, &seen_at, error));
	*found = id != 0;
	return *found ? touch(app, id, seen_at, error) : STATUS_OK;
}

enum status session_end(struct app *app, struct text token, bool all, struct error *error)
{
	struct app_log log = { .use = USE_SIGN_OUT,
			       .subject = TEXT("account"),
			       .purpose = all ? TEXT("everywhere") : TEXT("") };
	int64_t id;
	int64_t seen_at;
	TRY(read_session(app, token, &id, &seen_at, error));
	if (id == 0)
		return STATUS_OK;
	TRY(app_begin(app, error));
	enum status status =
		all ? store_do(app->store, SQL_session_end_all, BIND(store_text(app->actor)), error)
		    : store_do(app->store, SQL_session_end, BIND(dmn_number(id)), error);
	if (status == STATUS_OK)
		status = app_log(app, &log, error);
	return app_end(app, status, error);
}

enum status session_count(struct app *app, int64_t *count, struct error *error)
{
	return store_number(app->store, SQL_session_count, BIND(store_text(app->actor)), count,
			    NULL, error);
}
