/* SPDX-License-Identifier: Apache-2.0 */
/* One entry of the log, held against its leaf, its details and the tree. */
#include "app/log_entry.h"
#include "app/verify_internal.h"

static void check_node(void *user, unsigned level, uint64_t index, const struct digest *node)
{
	struct verifying *it = user;
	struct rows rows;
	bool found = false;
	struct digest stored;
	if (level == 0 || it->status != STATUS_OK)
		return;
	it->status =
		store_query(it->app->store, SQL_audit_node_get,
			    BIND(dmn_number(level), dmn_number((int64_t)index)), &rows, it->error);
	if (it->status != STATUS_OK)
		return;
	it->status = rows_next(&rows, &found, it->error);
	if (!found || !digest_from_bytes(rows_text(&rows, 0), &stored) ||
	    !digest_equal(&stored, node))
		verify_bad(it, "a node of the tree is missing or altered");
	rows_end(&rows);
}

/* Details are opened with the secret of the person, or of the system. They may be gone only with
 * the secret: that is the erasure. */
static enum status check_detail(struct verifying *it, const struct rows *rows,
				const struct audit_entry *entry, struct error *error)
{
	static const struct digest none = { { 0 } };
	struct text detail = rows_text(rows, 11);
	struct text secret = it->secret;
	if (entry->person_type.length != 0)
		TRY(verify_person_secret(it, entry->person_type, entry->person_id, &secret, error));
	if (secret.length != SECRET_SIZE)
		return STATUS_OK;
	if (detail.length == 0 && !digest_equal(&none, &entry->details)) {
		bool erased;
		TRY(verify_erased_entry(it, entry->number, &erased, error));
		if (erased)
			return STATUS_OK;
	}
	struct digest commitment = detail.length != 0 ? digest_commit(secret, detail) : none;
	if (!digest_equal(&commitment, &entry->details))
		verify_bad(it, "details are not those that were committed to");
	it->report->details += detail.length != 0;
	return STATUS_OK;
}

enum status verify_entry(struct verifying *it, const struct rows *rows, struct error *error)
{
	struct audit_entry entry;
	struct digest stored;
	if (!log_entry_read(rows, &entry))
		verify_bad(it, "an entry cannot be read");
	if (entry.number != it->tree.size)
		verify_bad(it, "an entry is missing");
	struct digest leaf = audit_leaf(it->scratch, &entry);
	if (!digest_from_bytes(rows_text(rows, 15), &stored) || !digest_equal(&stored, &leaf))
		verify_bad(it, "an entry was altered");
	TRY(check_detail(it, rows, &entry, error));
	TRY(verify_run(it, &entry, error));
	tree_add(&it->tree, &leaf, check_node, it);
	TRY(it->status);
	verify_checkpoints_at(it);
	if (it->tree.size == it->next_root) {
		struct digest root = tree_root(&it->tree);
		if (!digest_equal(&root, &it->root))
			verify_bad(it, "a recorded root is not that of the entries");
		it->report->root_seen = it->report->root_seen ||
					(it->kept != NULL && digest_equal(&root, it->kept));
		it->report->roots++;
		return verify_next_root(it, error);
	}
	return STATUS_OK;
}
