/* SPDX-License-Identifier: Apache-2.0 */
/* The log's tree in the database. */
#include "app/log_tree.h"

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
		return read_digest(app, SQL_audit_leaf_get, BIND(dmn_number((int64_t)index)), out,
				   error);
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

enum status log_load_tree(struct app *app, struct error *error)
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
