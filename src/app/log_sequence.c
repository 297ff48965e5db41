/* SPDX-License-Identifier: Apache-2.0 */
/* Giving entries their place in the tree, a page at a time, each page one statement for its
 * entries, one for its nodes and one for its root. */
#include "app/log_sequence.h"

#include "app/log_entry.h"
#include "app/log_tree.h"
#include "base/list.h"
#include "store/array.h"

enum {
	PAGE = 1000
};

struct page {
	struct app *app;
	struct arena *arena;
	struct {
		int64_t *at;
		size_t count, room;
	} ids, levels, positions;
	struct {
		struct text *at;
		size_t count, room;
	} leaves, hashes;
};

static struct text kept(struct arena *arena, const struct digest *digest)
{
	return text_copy(arena, digest_bytes(digest));
}

static void keep_node(void *user, unsigned level, uint64_t index, const struct digest *node)
{
	struct page *page = user;
	if (level == 0)
		return; /* a leaf stands with its entry */
	list_push(page->arena, &page->levels, (int64_t)level);
	list_push(page->arena, &page->positions, (int64_t)index);
	list_push(page->arena, &page->hashes, kept(page->arena, node));
}

static enum status add_entry(struct page *page, const struct rows *rows, struct error *error)
{
	struct audit_entry entry;
	if (!log_entry_read(rows, &entry)) {
		error_set(error, STATUS_TAMPERED,
			  "an entry that waits for its place in the log is none that the program "
			  "writes");
		return error_remedy(error, "keep the database as it is and tell the auditor");
	}
	list_push(page->arena, &page->ids, (int64_t)entry.number);
	entry.number = page->app->tree.size;
	struct digest leaf = audit_leaf(page->arena, &entry);
	list_push(page->arena, &page->leaves, kept(page->arena, &leaf));
	tree_add(&page->app->tree, &leaf, keep_node, page);
	return STATUS_OK;
}

static enum status read_page(struct page *page, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(page->app->store, SQL_audit_waiting_page, BIND(dmn_number(PAGE)), &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if ((status = add_entry(page, &rows, error)) != STATUS_OK)
			break;
	rows_end(&rows);
	return status;
}

static enum status write_page(struct page *page, uint64_t first, struct error *error)
{
	struct store *store = page->app->store;
	uint64_t placed;
	TRY(store_change(store, SQL_audit_place,
			 BIND(store_numbers(page->arena, page->ids.at, page->ids.count),
			      store_bytes(page->arena, page->leaves.at, page->leaves.count),
			      dmn_number((int64_t)first)),
			 &placed, error));
	if (placed != page->ids.count)
		return error_set(error, STATUS_TAMPERED,
				 "entries that waited for their place in the log were removed");
	if (page->levels.count != 0)
		TRY(store_do(
			store, SQL_audit_nodes_put,
			BIND(store_numbers(page->arena, page->levels.at, page->levels.count),
			     store_numbers(page->arena, page->positions.at, page->positions.count),
			     store_bytes(page->arena, page->hashes.at, page->hashes.count)),
			error));
	return log_write_root(page->app, error);
}

enum status log_place_page(struct app *app, bool *more, struct error *error)
{
	struct arena_mark mark = arena_mark(app->arena);
	struct page page = { .app = app, .arena = app->arena };
	TRY(log_load_tree(app, error));
	uint64_t first = app->tree.size;
	TRY(read_page(&page, error));
	*more = page.ids.count == PAGE;
	if (page.ids.count != 0)
		TRY(write_page(&page, first, error));
	arena_rewind(app->arena, mark);
	return STATUS_OK;
}
