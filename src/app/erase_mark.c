/* SPDX-License-Identifier: Apache-2.0 */
/* Marking what is about to be erased, so that the log can be verified without it. */
#include "app/erase_internal.h"

static enum status mark(struct erasing *it, enum statement_name name, struct error *error)
{
	return store_do(it->caseload->app->store, name,
			BIND(store_text(it->root->name), dmn_number(it->of.root_id),
			     store_text(it->caseload->pack->name), dmn_number(it->id)),
			error);
}

struct digest erase_leaf(struct text secret, const struct digest digests[3])
{
	struct digest commitment =
		digest_commit(secret, (struct text){ (const char *)digests, 3 * DIGEST_SIZE });
	return tree_leaf_hash(digest_bytes(&commitment));
}

struct marked {
	int64_t id, run_id;
	struct digest leaf;
};

static enum status mark_recommendations(struct erasing *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct {
		LIST_OF(struct marked);
	} list = { 0 };
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(app->store, SQL_erase_recommendations,
			BIND(store_text(it->caseload->pack->name), dmn_number(it->of.root_id)),
			&rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct digest digests[3];
		bool whole = true;
		for (unsigned i = 0; i < 3; i++)
			whole = digest_from_bytes(rows_text(&rows, i + 2), &digests[i]) && whole;
		struct marked one = { .id = rows_int(&rows, 0), .run_id = rows_int(&rows, 1) };
		if (whole)
			one.leaf = erase_leaf(it->secret, digests);
		list_push(it->caseload->arena, &list, one);
	}
	rows_end(&rows);
	for (size_t i = 0; status == STATUS_OK && i < list.count; i++)
		status =
			store_do(app->store, SQL_erased_row_put,
				 BIND(store_text(TEXT("recommendation")), dmn_number(list.at[i].id),
				      dmn_number(it->id), dmn_number(list.at[i].run_id),
				      store_text(digest_bytes(&list.at[i].leaf))),
				 error);
	return status;
}

enum status erase_mark(struct erasing *it, struct error *error)
{
	static const enum statement_name marks[] = {
		SQL_erase_mark_view,	 SQL_erase_mark_decide, SQL_erase_mark_sign,
		SQL_erase_mark_document, SQL_erase_mark_filing, SQL_erase_mark_entry,
		SQL_erase_mark_item,
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		TRY(mark(it, marks[i], error));
	TRY(mark_recommendations(it, error));
	return mark(it, SQL_erase_mark_content, error);
}

enum status erase_root(struct app *app, int64_t erasure_id, struct digest *root, int64_t *count,
		       struct error *error)
{
	struct tree tree = { 0 };
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(app->store, SQL_erased_row_list, BIND(dmn_number(erasure_id)), &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct arena_mark before = arena_mark(app->arena);
		struct text name =
			text_format(app->arena, "%.*s:%lld:", TEXT_ARG(rows_text(&rows, 0)),
				    (long long)rows_int(&rows, 1));
		const struct text parts[] = { name, rows_text(&rows, 2) };
		struct digest both = digest_of_parts(parts, 2);
		struct digest leaf = tree_leaf_hash(digest_bytes(&both));
		tree_add(&tree, &leaf, NULL, NULL);
		arena_rewind(app->arena, before);
	}
	rows_end(&rows);
	*root = tree_root(&tree);
	*count = (int64_t)tree.size;
	return status;
}
