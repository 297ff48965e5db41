/* SPDX-License-Identifier: Apache-2.0 */
#include "app/log_entry.h"

static bool parse_kind(struct text code, enum audit_kind *out)
{
	for (unsigned i = 0; i < AUDIT_KIND_COUNT; i++) {
		*out = (enum audit_kind)i;
		if (text_is(code, audit_kind_code(*out)))
			return true;
	}
	return false;
}

bool log_entry_read(const struct rows *rows, struct audit_entry *out)
{
	*out = (struct audit_entry){ .number = (uint64_t)rows_int(rows, 0),
				     .at = rows_int(rows, 1),
				     .actor = rows_text(rows, 2),
				     .action = rows_text(rows, 4),
				     .purpose = rows_text(rows, 5),
				     .face = rows_text(rows, 6),
				     .subject = rows_text(rows, 7),
				     .subject_id = (uint64_t)rows_int(rows, 8),
				     .person_type = rows_text(rows, 9),
				     .person_id = rows_int(rows, 10),
				     .batch_count = (uint64_t)rows_int(rows, 13) };
	return parse_kind(rows_text(rows, 3), &out->kind) &&
	       digest_from_bytes(rows_text(rows, 12), &out->details) &&
	       digest_from_bytes(rows_text(rows, 14), &out->batch_root);
}

static enum status form_of(struct app *app, const struct rows *rows, uint64_t number,
			   struct text *out, struct error *error)
{
	struct audit_entry entry;
	struct digest stored;
	if (log_entry_read(rows, &entry) && entry.number == number) {
		*out = audit_canonical(app->arena, &entry);
		struct digest leaf = tree_leaf_hash(*out);
		if (digest_from_bytes(rows_text(rows, 15), &stored) && digest_equal(&leaf, &stored))
			return STATUS_OK;
	}
	error_set(error, STATUS_TAMPERED, "entry %llu was altered or is missing",
		  (unsigned long long)number);
	return error_remedy(error, "look with: remit audit verify");
}

enum status log_entry_form(struct app *app, uint64_t number, struct text *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_audit_entry_page,
			BIND(dmn_number((int64_t)number), dmn_number(1)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && !found)
		status = error_set(error, STATUS_NOT_FOUND, "the log has no entry %llu",
				   (unsigned long long)number);
	if (status == STATUS_OK)
		status = form_of(app, &rows, number, out, error);
	rows_end(&rows);
	return status;
}
