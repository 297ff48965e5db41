/* SPDX-License-Identifier: Apache-2.0 */
/* The log's tree in the database. */
#include "app/log_tree.h"

/* The right edge, by one question: who writes an entry waits for each answer of a server. */
static enum status read_edge(struct app *app, struct digest *root, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_audit_edge, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		int64_t level = rows_int(&rows, 0);
		struct digest *at = level < 0 ? root : &app->tree.peaks[level];
		app->tree.size = (uint64_t)rows_int(&rows, 1);
		if (level >= TREE_LEVELS || !digest_from_bytes(rows_text(&rows, 2), at))
			status = error_set(error, STATUS_TAMPERED,
					   "a node of the log's tree has not 32 bytes");
		if (status != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

enum status log_load_tree(struct app *app, struct error *error)
{
	if (app->tree_loaded)
		return STATUS_OK;
	app->tree = (struct tree){ 0 };
	struct digest root = tree_root(&app->tree);
	TRY(read_edge(app, &root, error));
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
	writer->status = store_do(
		writer->app->store, SQL_audit_node_put,
		BIND(dmn_number(level), dmn_number((int64_t)index), store_text(digest_bytes(node))),
		writer->error);
}

enum status log_grow(struct app *app, const struct digest *leaf, struct error *error)
{
	struct node_writer writer = { .app = app, .error = error };
	tree_add(&app->tree, leaf, write_node, &writer);
	app->tree_changed = true;
	return writer.status;
}

enum status log_write_root(struct app *app, struct error *error)
{
	struct digest root = tree_root(&app->tree);
	return store_do(app->store, SQL_audit_root_put,
			BIND(dmn_number((int64_t)app->tree.size), store_text(digest_bytes(&root)),
			     dmn_number(clock_now())),
			error);
}
