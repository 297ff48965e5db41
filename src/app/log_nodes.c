/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the log's tree as it is stored. */
#include "app/log_tree.h"

enum status log_node(struct app *app, unsigned level, uint64_t index, struct digest *out,
		     struct error *error)
{
	struct rows rows;
	bool found;
	const dmn_value node[] = { dmn_number(level), dmn_number((int64_t)index) };
	if (level == 0)
		TRY(store_query(app->store, SQL_audit_leaf_get, node + 1, 1, &rows, error));
	else
		TRY(store_query(app->store, SQL_audit_node_get, node, 2, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && (!found || !digest_from_bytes(rows_text(&rows, 0), out))) {
		status = error_set(error, STATUS_TAMPERED, "a node of the log's tree is missing");
		error_remedy(error, "look with: remit audit verify");
	}
	rows_end(&rows);
	return status;
}

enum status log_newest(struct app *app, uint64_t *size, struct digest *root, struct error *error)
{
	struct rows rows;
	bool found;
	const struct tree empty = { 0 };
	*size = 0;
	*root = tree_root(&empty);
	TRY(store_query(app->store, SQL_audit_size, BIND_NONE, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*size = (uint64_t)rows_int(&rows, 0);
		digest_from_bytes(rows_text(&rows, 1), root);
	}
	rows_end(&rows);
	return status;
}

static bool find(void *user, unsigned level, uint64_t index, struct digest *out)
{
	struct log_nodes *it = user;
	if (it->status == STATUS_OK)
		it->status = log_node(it->app, level, index, out, it->error);
	return it->status == STATUS_OK;
}

struct tree_nodes log_nodes_of(struct log_nodes *it)
{
	return (struct tree_nodes){ find, it };
}

enum status log_root_at(struct app *app, uint64_t size, struct digest *out, struct error *error)
{
	struct log_nodes it = { .app = app, .error = error };
	const struct tree_nodes nodes = log_nodes_of(&it);
	if (size == 0)
		*out = tree_root(&(struct tree){ 0 });
	else
		(void)tree_range_hash(&nodes, 0, size, out);
	return it.status;
}
