/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a letter, and of the decision that it tells. */
#include "app/letter_internal.h"

#include "format/json.h"
#include "work/flow.h"

enum status letter_log(struct caseload *caseload, const struct letter_entry *entry,
		       struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct text secret;
	TRY(caseload_secret(caseload, root, entry->root_id, caseload->arena, &secret, error));
	struct app_log log = { .use = entry->use,
			       .purpose = TEXT("letter"),
			       .subject = text_from(entry->subject),
			       .subject_id = entry->subject_id,
			       .person_type = root->name,
			       .person_id = entry->root_id,
			       .secret = secret,
			       .detail = entry->detail };
	return app_log(caseload->app, &log, error);
}

struct text letter_how(struct arena *arena, struct text how, struct text on)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "{\"on\":");
	json_write_string(&out, on);
	builder_add_c(&out, ",\"how\":");
	json_write_string(&out, how);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status letter_check_how(struct caseload *caseload, struct text how, struct text on,
			     struct error *error)
{
	int64_t day;
	if (text_trim(how).length == 0)
		return error_at_field(error, "how", "it is not said how", "say it in a few words");
	if (clock_parse_day(on, &day, NULL) != STATUS_OK ||
	    day > clock_today(&caseload->app->clock))
		return error_at_field(error, "on", "that is no day up to today",
				      "write year, month and day: 2026-03-31");
	return STATUS_OK;
}

/* The case and state of a letter or a decision; STATUS_NOT_FOUND where the actor does not see it.
 */
enum status letter_find(struct caseload *caseload, enum statement_name name, int64_t id,
			unsigned root_column, int64_t *root_id, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, name,
			BIND(dmn_number(id), store_text(caseload->pack->name),
			     store_text(caseload->app->actor), dmn_number(clock_now())),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	*root_id = status == STATUS_OK && found ? rows_int(&rows, root_column) : 0;
	bool is_final = status == STATUS_OK && found && text_is(rows_text(&rows, 0), "signed");
	rows_end(&rows);
	TRY(status);
	if (*root_id == 0)
		return error_set(error, STATUS_NOT_FOUND, "there is no %s %lld",
				 name == SQL_letter_get ? "letter" : "decision", (long long)id);
	if (name != SQL_letter_get && !is_final)
		return error_set(error, STATUS_CONFLICT, "decision %lld is not final",
				 (long long)id);
	return STATUS_OK;
}

struct ending {
	struct caseload *caseload;
	enum use_case use;
	int64_t id;
	struct text state, how, on;
};

static enum status end(const struct ending *it, struct error *error)
{
	struct app *app = it->caseload->app;
	uint64_t changed;
	int64_t root_id;
	TRY(app_turn(app, error));
	TRY(letter_find(it->caseload, SQL_letter_get, it->id, 6, &root_id, error));
	TRY(store_change(app->store, SQL_letter_end,
			 BIND(store_text(it->state), store_text(it->on), store_text(it->how),
			      store_text(app->actor), store_text(app_now(app)), dmn_number(it->id)),
			 &changed, error));
	if (changed != 1) {
		error_set(error, STATUS_CONFLICT, "letter %lld is sent or kept back already",
			  (long long)it->id);
		return error_remedy(error, "read it: remit letter show");
	}
	struct letter_entry entry = { it->use, "letter", it->id, root_id,
				      letter_how(it->caseload->arena, it->how, it->on) };
	return letter_log(it->caseload, &entry, error);
}

enum status letter_sent(struct caseload *caseload, int64_t id, struct text how, struct text on,
			struct error *error)
{
	struct app *app = caseload->app;
	struct letter letter;
	struct document document;
	struct ending it = { caseload, USE_LETTER_SENT, id, TEXT(LETTER_SENT), text_trim(how), on };
	TRY(app_may(app, USE_LETTER_SENT, caseload->pack, error));
	TRY(letter_check_how(caseload, how, on, error));
	/* What was not made cannot have left. */
	TRY(letter_read(caseload, id, &letter, &document, error));
	TRY(letter_is_made(&letter, error));
	TRY(app_begin(app, error));
	return app_end(app, end(&it, error), error);
}

enum status letter_withhold(struct caseload *caseload, int64_t id, struct text why,
			    struct error *error)
{
	struct app *app = caseload->app;
	char today[CLOCK_TEXT_SIZE];
	clock_print_day(clock_today(&app->clock), today);
	struct ending it = { caseload,	     USE_LETTER_WITHHOLD, id, TEXT(LETTER_WITHHELD),
			     text_trim(why), text_from(today) };
	TRY(app_may(app, USE_LETTER_WITHHOLD, caseload->pack, error));
	if (work_word_count(why) < 3)
		return error_at_field(error, "reason", "it is not said why it is kept back",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, end(&it, error), error);
}
