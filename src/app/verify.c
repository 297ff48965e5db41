/* SPDX-License-Identifier: Apache-2.0 */
/* Verifying the log from its first entry. */
#include "app/verify.h"

#include <stdio.h>
#include <string.h>

enum { PAGE = 1000 };

struct verifying {
	struct app *app;
	struct verify_report *report;
	struct arena *scratch;
	struct tree tree;
	uint64_t next_root; /* size of the next recorded root; 0: none left */
	struct digest root;
	struct text secret; /* the system's */
	enum status status; /* of reading nodes */
	struct error *error;
};

static void found_bad(struct verifying *it, const char *problem)
{
	if (!it->report->good)
		return;
	it->report->good = false;
	it->report->problem_entry = it->tree.size;
	snprintf(it->report->problem, sizeof it->report->problem, "%s", problem);
}

static enum status next_root(struct verifying *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->app->store, SQL_audit_root_page,
			BIND(dmn_number((int64_t)it->next_root), dmn_number(1)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		it->next_root = (uint64_t)rows_int(&rows, 0);
		if (!digest_from_bytes(rows_text(&rows, 1), &it->root))
			found_bad(it, "a recorded root has not 32 bytes");
	} else {
		it->next_root = 0;
	}
	rows_end(&rows);
	return status;
}

static void check_node(void *user, unsigned level, uint64_t index, const struct digest *node)
{
	struct verifying *it = user;
	struct rows rows;
	bool found = false;
	struct digest stored;
	if (level == 0 || it->status != STATUS_OK)
		return;
	it->status = store_query(it->app->store, SQL_audit_node_get,
				 BIND(dmn_number(level), dmn_number((int64_t)index)), &rows, it->error);
	if (it->status != STATUS_OK)
		return;
	it->status = rows_next(&rows, &found, it->error);
	if (!found || !digest_from_bytes(rows_text(&rows, 0), &stored) || !digest_equal(&stored, node))
		found_bad(it, "a node of the tree is missing or altered");
	rows_end(&rows);
}

static bool parse_kind(struct text code, enum audit_kind *out)
{
	for (unsigned i = 0; i < AUDIT_KIND_COUNT; i++) {
		*out = (enum audit_kind)i;
		if (text_is(code, audit_kind_code(*out)))
			return true;
	}
	return false;
}

static bool read_entry(const struct rows *rows, struct audit_entry *entry)
{
	*entry = (struct audit_entry){ .number = (uint64_t)rows_int(rows, 0),
				       .at = rows_int(rows, 1),
				       .actor = rows_text(rows, 2),
				       .action = rows_text(rows, 4),
				       .purpose = rows_text(rows, 5),
				       .face = rows_text(rows, 6),
				       .subject = rows_text(rows, 7),
				       .subject_id = (uint64_t)rows_int(rows, 8),
				       .batch_count = (uint64_t)rows_int(rows, 13) };
	return parse_kind(rows_text(rows, 3), &entry->kind) &&
	       digest_from_bytes(rows_text(rows, 12), &entry->details) &&
	       digest_from_bytes(rows_text(rows, 14), &entry->batch_root);
}

/* Details about no person are opened with the system's secret. */
static void check_detail(struct verifying *it, const struct rows *rows,
			 const struct audit_entry *entry)
{
	struct text detail = rows_text(rows, 11);
	if (detail.length == 0 || rows_at(rows, 9).kind != DMN_NULL || it->secret.length != SECRET_SIZE)
		return;
	struct digest commitment = digest_commit(it->secret, detail);
	if (!digest_equal(&commitment, &entry->details))
		found_bad(it, "details are not those that were committed to");
	it->report->details++;
}

static enum status check_row(struct verifying *it, const struct rows *rows, struct error *error)
{
	struct audit_entry entry;
	struct digest stored;
	if (!read_entry(rows, &entry))
		found_bad(it, "an entry cannot be read");
	if (entry.number != it->tree.size)
		found_bad(it, "an entry is missing");
	struct digest leaf = audit_leaf(it->scratch, &entry);
	if (!digest_from_bytes(rows_text(rows, 15), &stored) || !digest_equal(&stored, &leaf))
		found_bad(it, "an entry was altered");
	check_detail(it, rows, &entry);
	tree_add(&it->tree, &leaf, check_node, it);
	TRY(it->status);
	if (it->tree.size == it->next_root) {
		struct digest root = tree_root(&it->tree);
		if (!digest_equal(&root, &it->root))
			found_bad(it, "a recorded root is not that of the entries");
		it->report->roots++;
		return next_root(it, error);
	}
	return STATUS_OK;
}

static enum status one_page(struct verifying *it, bool *more, struct error *error)
{
	struct rows rows;
	bool found;
	*more = false;
	TRY(store_query(it->app->store, SQL_audit_entry_page,
			BIND(dmn_number((int64_t)it->tree.size), dmn_number(PAGE)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		*more = true;
		arena_reset(it->scratch);
		if ((status = check_row(it, &rows, error)) != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

static enum status read_secret(struct verifying *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->app->store, SQL_setting_get, BIND(store_text(TEXT("secret"))), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		it->secret = text_copy(it->app->arena, rows_text(&rows, 0));
	rows_end(&rows);
	return status;
}

static enum status verify_all(struct verifying *it, struct error *error)
{
	bool more = true;
	TRY(read_secret(it, error));
	TRY(next_root(it, error));
	while (more && it->report->good)
		TRY(one_page(it, &more, error));
	if (it->report->good && it->next_root != 0)
		found_bad(it, "the log ends before its last recorded root: entries are missing");
	if (it->report->good && it->tree.size != 0 && it->report->roots == 0)
		found_bad(it, "no root is recorded");
	it->report->entries = it->tree.size;
	it->report->root = tree_root(&it->tree);
	return STATUS_OK;
}

enum status verify_log(struct app *app, struct verify_report *report, struct error *error)
{
	*report = (struct verify_report){ .good = true };
	struct verifying it = { .app = app, .report = report, .error = error };
	TRY(app_may(app, USE_AUDIT_VERIFY, NULL, error));
	it.scratch = arena_new(0);
	if (it.scratch == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to verify");
	enum status status = verify_all(&it, error);
	arena_free(it.scratch);
	TRY(status);
	if (!report->good) {
		error_set(error, STATUS_TAMPERED, "the log does not verify: entry %llu: %s",
			  (unsigned long long)report->problem_entry, report->problem);
		return error_remedy(error, "keep the database as it is and tell the auditor");
	}
	struct app_log log = { .use = USE_AUDIT_VERIFY, .subject = TEXT("audit") };
	return app_look(app, &log, error);
}
