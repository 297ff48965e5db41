/* SPDX-License-Identifier: Apache-2.0 */
/* The log's tree in the database. */
#include "app/log_tree.h"

static enum status load_peak(struct app *app, unsigned level, struct error *error)
{
	return log_node(app, level, (app->tree.size >> level) - 1, &app->tree.peaks[level], error);
}

enum status log_load_tree(struct app *app, struct error *error)
{
	struct digest root;
	app->tree = (struct tree){ 0 };
	TRY(store_do(app->store, SQL_audit_turn, BIND_NONE, error));
	TRY(log_newest(app, &app->tree.size, &root, error));
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
