/* SPDX-License-Identifier: Apache-2.0 */
/* The log, written in the transaction of what it records. On SQLite there is one writer, and an
 * entry gets its place in the tree at once; on a server it waits for the sequencer
 * (log_sequence.h). */
#include "app/log_sequence.h"
#include "app/log_tree.h"
#include "app/turn.h"

#include "base/ensure.h"

static const enum audit_kind kinds[] = {
#define USE_CASE(name, word, kind, who) AUDIT_##kind,
#include "app/use_case.def"
#undef USE_CASE
};

static void give_turn(struct app *app)
{
	if (app->has_turn)
		turn_give(app->turn);
	app->has_turn = false;
}

enum status app_begin(struct app *app, struct error *error)
{
	app->has_log_turn = false;
	app->tree_loaded = false;
	app->tree_changed = false;
	if (app->turn != NULL)
		turn_take(app->turn);
	app->has_turn = app->turn != NULL;
	enum status status = store_begin(app->store, error);
	if (status != STATUS_OK)
		give_turn(app);
	return status;
}

enum status app_turn(struct app *app, struct error *error)
{
	if (app->has_log_turn)
		return STATUS_OK;
	TRY(store_do(app->store, SQL_audit_turn, BIND_NONE, error));
	app->has_log_turn = true;
	return STATUS_OK;
}

void app_rollback(struct app *app)
{
	store_rollback(app->store);
	give_turn(app);
}

enum status app_commit(struct app *app, struct error *error)
{
	enum status status = app->tree_changed ? log_write_root(app, error) : STATUS_OK;
	if (status == STATUS_OK)
		status = store_commit(app->store, error);
	if (status != STATUS_OK)
		app_rollback(app);
	give_turn(app);
	if (status == STATUS_OK && app->turn == NULL)
		log_settle_now_and_then(app);
	return status;
}

enum status app_end(struct app *app, enum status status, struct error *error)
{
	if (status == STATUS_OK)
		return app_commit(app, error);
	app_rollback(app);
	return status;
}

static enum status system_secret(struct app *app, struct text *secret, struct error *error)
{
	TRY(app_secret(app, app->arena, secret, error));
	return secret->length != 0
		       ? STATUS_OK
		       : error_set(error, STATUS_DATABASE, "the database has no secret of its own");
}

static struct audit_entry entry_of(const struct app *app, const struct app_log *what)
{
	struct audit_entry entry = { .at = clock_now(),
				     .actor = app->actor,
				     .kind = what->refused ? AUDIT_REFUSAL : kinds[what->use],
				     .action = text_from(app_use_word(what->use)),
				     .purpose = what->purpose,
				     .face = app->face,
				     .subject = what->subject,
				     .subject_id = (uint64_t)what->subject_id,
				     .person_type = what->person_type,
				     .person_id =
					     what->person_type.length != 0 ? what->person_id : 0,
				     .batch_count = what->batch_count };
	if (what->batch_root != NULL)
		entry.batch_root = *what->batch_root;
	return entry;
}

enum status app_log(struct app *app, const struct app_log *what, struct error *error)
{
	ensure(store_in_transaction(app->store));
	struct arena_mark mark = arena_mark(app->arena);
	struct audit_entry entry = entry_of(app, what);
	if (what->detail.length != 0) {
		struct text secret = what->secret;
		if (secret.length == 0)
			TRY(system_secret(app, &secret, error));
		entry.details = digest_commit(secret, what->detail);
	}
	TRY(log_put(app, &entry, what, error));
	arena_rewind(app->arena, mark);
	return STATUS_OK;
}

enum status app_look(struct app *app, const struct app_log *what, struct error *error)
{
	if (app->turn != NULL)
		return turn_look(app, what, error);
	TRY(app_begin(app, error));
	return app_end(app, app_log(app, what, error), error);
}
