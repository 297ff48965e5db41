/* SPDX-License-Identifier: Apache-2.0 */
/* Opening, accounts and permissions. Transactions and the log are in log.c. */
#include "app/log_sequence.h"

#include "base/ensure.h"
#include "letter/written.h"
#include "os/host.h"

enum {
	MAY_OPERATOR = 1,
	MAY_AUDITOR = 2,
	MAY_WORKER = 4,
	MAY_MANAGER = 8,
	MAY_ANYONE = 16,
	MAY_POLICY_OWNER = 32,
	MAY_PERSON = 64
};

static const struct {
	const char *word;
	unsigned who;
} rules[] = {
#define USE_CASE(name, word, kind, who) { word, MAY_##who },
#include "app/use_case.def"
#undef USE_CASE
};

bool app_may_step(const struct app *app, const struct pack *pack, const struct pack_step *step)
{
	const struct pack_role *role = pack_find_role(pack, app->role);
	const struct pack_grade *grade = pack_find_grade(pack, app->grade);
	return role != NULL && grade != NULL &&
	       pack_may(step, role, grade, clock_today(&app->clock));
}

const char *app_use_word(enum use_case use)
{
	ensure(use < USE_CASE_COUNT);
	return rules[use].word;
}

static enum status find_account(struct app *app, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_account_get, BIND(store_text(app->actor)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found && rows_int(&rows, 3) != 0) {
		app->role = text_copy(app->arena, rows_text(&rows, 1));
		app->grade = text_copy(app->arena, rows_text(&rows, 2));
	} else if (status == STATUS_OK) {
		status = error_set(error, STATUS_REFUSED,
				   "there is no account '%.*s' in this database",
				   TEXT_ARG(app->actor));
		error_remedy(error,
			     "name one with --as, or have an operator add it: remit user add");
	}
	rows_end(&rows);
	return status;
}

enum status app_open(struct arena *arena, const struct app_open *how, struct app *app,
		     struct error *error)
{
	*app = (struct app){ .arena = arena,
			     .url = how->url,
			     .clock = how->clock,
			     .actor = how->nobody	    ? TEXT("")
				      : how->as.length != 0 ? how->as
							    : host_user(arena),
			     .face = how->face };
	TRY(store_open(how->url, how->fresh, &app->store, error));
	if (how->fresh) {
		app->role = TEXT(APP_ROLE_OPERATOR);
		return STATUS_OK;
	}
	enum status status = how->nobody ? STATUS_OK : find_account(app, error);
	if (status != STATUS_OK)
		app_close(app);
	return status;
}

void app_close(struct app *app)
{
	if (app->store != NULL && app->turn == NULL)
		log_settle_at_end(app);
	store_close(app->store);
	app->store = NULL;
}

static bool permitted(const struct app *app, unsigned who, const struct pack *pack)
{
	return (who & MAY_ANYONE) != 0 ||
	       ((who & MAY_OPERATOR) != 0 && text_is(app->role, APP_ROLE_OPERATOR)) ||
	       ((who & MAY_AUDITOR) != 0 && text_is(app->role, APP_ROLE_AUDITOR)) ||
	       ((who & MAY_MANAGER) != 0 && text_is(app->role, APP_ROLE_MANAGER)) ||
	       ((who & MAY_POLICY_OWNER) != 0 && text_is(app->role, APP_ROLE_POLICY_OWNER)) ||
	       ((who & MAY_PERSON) != 0 && text_is(app->role, APP_ROLE_PERSON)) ||
	       ((who & MAY_WORKER) != 0 && app_is_worker(pack, app->role));
}

bool app_can(const struct app *app, enum use_case use, const struct pack *pack)
{
	ensure(use < USE_CASE_COUNT);
	return permitted(app, rules[use].who, pack);
}

enum status app_may(struct app *app, enum use_case use, const struct pack *pack,
		    struct error *error)
{
	ensure(use < USE_CASE_COUNT);
	if (permitted(app, rules[use].who, pack))
		return STATUS_OK;
	struct app_log refusal = { .use = use, .purpose = TEXT("role"), .refused = true };
	TRY(app_look(app, &refusal, error));
	error_set(error, STATUS_REFUSED, "'%.*s', role '%.*s', may not %s", TEXT_ARG(app->actor),
		  TEXT_ARG(app->role), rules[use].word);
	return error_remedy(error, "ask someone whose role may; the refusal is in the log");
}

struct text app_instant(struct arena *arena, struct text instant)
{
	char local[CLOCK_TEXT_SIZE];
	int64_t micros;
	if (clock_parse(instant, &micros, NULL) != STATUS_OK)
		return instant;
	clock_print_local(micros, local);
	return written_instant(arena, text_from(local));
}

struct text app_now_in(struct arena *arena)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(clock_now(), text);
	return text_copy(arena, text_from(text));
}

struct text app_now(struct app *app)
{
	return app_now_in(app->arena);
}
