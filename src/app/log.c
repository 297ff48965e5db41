/* SPDX-License-Identifier: Apache-2.0 */
/* The log, written in the transaction of what it records. On SQLite there is one writer; on
 * PostgreSQL writers to the log take turns until they commit (a sequencer comes later). */
#include "app/app.h"

#include "base/ensure.h"

static const enum audit_kind kinds[] = {
#define USE_CASE(name, word, kind, who) AUDIT_##kind,
#include "app/use_case.def"
#undef USE_CASE
};

enum status app_begin(struct app *app, struct error *error)
{
	app->tree_loaded = false;
	app->tree_changed = false;
	return store_begin(app->store, error);
}

void app_rollback(struct app *app)
{
	app->tree_loaded = false;
	store_rollback(app->store);
}

static enum status write_root(struct app *app, struct error *error)
{
	struct digest root = tree_root(&app->tree);
	return store_do(app->store, SQL_audit_root_put,
			BIND(dmn_number((int64_t)app->tree.size), store_text(digest_bytes(&root)),
			     dmn_number(clock_now())),
			error);
}

enum status app_commit(struct app *app, struct error *error)
{
	enum status status = app->tree_changed ? write_root(app, error) : STATUS_OK;
	if (status == STATUS_OK)
		status = store_commit(app->store, error);
	if (status != STATUS_OK)
		app_rollback(app);
	app->tree_loaded = false;
	return status;
}

enum status app_end(struct app *app, enum status status, struct error *error)
{
	if (status == STATUS_OK)
		return app_commit(app, error);
	app_rollback(app);
	return status;
}

/* One digest from a one-column row. */
static enum status read_digest(struct app *app, enum statement_name name, const dmn_value *values,
			       size_t count, struct digest *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, name, values, count, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && (!found || !digest_from_bytes(rows_text(&rows, 0), out))) {
		status = error_set(error, STATUS_TAMPERED, "a node of the log's tree is missing");
		error_remedy(error, "look with: remit audit verify");
	}
	rows_end(&rows);
	return status;
}

static enum status load_peak(struct app *app, unsigned level, struct error *error)
{
	uint64_t index = (app->tree.size >> level) - 1;
	struct digest *out = &app->tree.peaks[level];
	if (level == 0)
		return read_digest(app, SQL_audit_leaf_get, BIND(dmn_number((int64_t)index)), out, error);
	return read_digest(app, SQL_audit_node_get,
			   BIND(dmn_number(level), dmn_number((int64_t)index)), out, error);
}

static enum status load_size(struct app *app, struct digest *root, struct error *error)
{
	struct rows rows;
	bool found;
	app->tree = (struct tree){ 0 };
	*root = tree_root(&app->tree);
	TRY(store_do(app->store, SQL_audit_turn, BIND_NONE, error));
	TRY(store_query(app->store, SQL_audit_size, BIND_NONE, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		app->tree.size = (uint64_t)rows_int(&rows, 0);
		digest_from_bytes(rows_text(&rows, 1), root);
	}
	rows_end(&rows);
	return status;
}

static enum status load_tree(struct app *app, struct error *error)
{
	struct digest root;
	TRY(load_size(app, &root, error));
	for (unsigned level = 0; level < TREE_LEVELS; level++)
		if ((app->tree.size >> level & 1) != 0)
			TRY(load_peak(app, level, error));
	struct digest computed = tree_root(&app->tree);
	if (!digest_equal(&computed, &root)) {
		error_set(error, STATUS_TAMPERED, "the log's tree does not give its recorded root");
		return error_remedy(error, "nothing is written; look with: remit audit verify");
	}
	app->tree_loaded = true;
	return STATUS_OK;
}

struct node_writer {
	struct app *app;
	enum status status;
	struct error *error;
};

static void write_node(void *user, unsigned level, uint64_t index, const struct digest *node)
{
	struct node_writer *writer = user;
	if (level == 0 || writer->status != STATUS_OK)
		return; /* a leaf stands with its entry */
	writer->status = store_do(writer->app->store, SQL_audit_node_put,
				  BIND(dmn_number(level), dmn_number((int64_t)index),
				       store_text(digest_bytes(node))),
				  writer->error);
}

static enum status system_secret(struct app *app, struct arena *arena, struct text *secret,
				 struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_setting_get, BIND(store_text(TEXT("secret"))), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*secret = text_copy(arena, rows_text(&rows, 0));
	else if (status == STATUS_OK)
		status = error_set(error, STATUS_DATABASE, "the database has no secret of its own");
	rows_end(&rows);
	return status;
}

static enum status put_entry(struct app *app, const struct audit_entry *entry,
			     const struct app_log *what, const struct digest *leaf,
			     struct error *error)
{
	bool person = what->person_type.length != 0;
	return store_do(app->store, SQL_audit_entry_put,
			BIND(dmn_number((int64_t)entry->number), dmn_number(entry->at),
			     store_text(entry->actor),
			     store_text(text_from(audit_kind_code(entry->kind))),
			     store_text(entry->action), store_text(entry->purpose),
			     store_text(entry->face), store_text(entry->subject),
			     dmn_number((int64_t)entry->subject_id),
			     person ? store_text(what->person_type) : dmn_null(),
			     person ? dmn_number(what->person_id) : dmn_null(),
			     what->detail.length != 0 ? store_text(what->detail) : dmn_null(),
			     store_text(digest_bytes(&entry->details)),
			     dmn_number((int64_t)entry->batch_count),
			     store_text(digest_bytes(&entry->batch_root)),
			     store_text(digest_bytes(leaf))),
			error);
}

static struct audit_entry entry_of(const struct app *app, const struct app_log *what)
{
	struct audit_entry entry = { .number = app->tree.size,
				     .at = clock_now(),
				     .actor = app->actor,
				     .kind = what->refused ? AUDIT_REFUSAL : kinds[what->use],
				     .action = text_from(app_use_word(what->use)),
				     .purpose = what->purpose,
				     .face = app->face,
				     .subject = what->subject,
				     .subject_id = (uint64_t)what->subject_id,
				     .batch_count = what->batch_count };
	if (what->batch_root != NULL)
		entry.batch_root = *what->batch_root;
	return entry;
}

enum status app_log(struct app *app, const struct app_log *what, struct error *error)
{
	ensure(store_in_transaction(app->store));
	if (!app->tree_loaded)
		TRY(load_tree(app, error));
	struct arena_mark mark = arena_mark(app->arena);
	struct audit_entry entry = entry_of(app, what);
	if (what->detail.length != 0) {
		struct text secret = what->secret;
		if (secret.length == 0)
			TRY(system_secret(app, app->arena, &secret, error));
		entry.details = digest_commit(secret, what->detail);
	}
	struct digest leaf = audit_leaf(app->arena, &entry);
	struct node_writer writer = { .app = app, .error = error };
	TRY(put_entry(app, &entry, what, &leaf, error));
	tree_add(&app->tree, &leaf, write_node, &writer);
	app->tree_changed = true;
	arena_rewind(app->arena, mark);
	return writer.status;
}

enum status app_look(struct app *app, const struct app_log *what, struct error *error)
{
	TRY(app_begin(app, error));
	return app_end(app, app_log(app, what, error), error);
}
