/* SPDX-License-Identifier: Apache-2.0 */
/* An entry into its table: with its place in the tree, or waiting for it. */
#include "app/log_sequence.h"
#include "app/log_tree.h"

#include <string.h>

/* An entry's values as the tables have them, from its instant to its batch's root. */
enum {
	ENTRY_VALUES = 14
};

static void values_of(const struct audit_entry *entry, const struct app_log *what, dmn_value *out)
{
	bool person = what->person_type.length != 0;
	const dmn_value values[ENTRY_VALUES] = {
		dmn_number(entry->at),
		store_text(entry->actor),
		store_text(text_from(audit_kind_code(entry->kind))),
		store_text(entry->action),
		store_text(entry->purpose),
		store_text(entry->face),
		store_text(entry->subject),
		dmn_number((int64_t)entry->subject_id),
		person ? store_text(what->person_type) : dmn_null(),
		person ? dmn_number(what->person_id) : dmn_null(),
		what->detail.length != 0 ? store_text(what->detail) : dmn_null(),
		store_text(digest_bytes(&entry->details)),
		dmn_number((int64_t)entry->batch_count),
		store_text(digest_bytes(&entry->batch_root))
	};
	memcpy(out, values, sizeof values);
}

static enum status put_waiting(struct app *app, const struct audit_entry *entry,
			       const struct app_log *what, struct error *error)
{
	dmn_value values[ENTRY_VALUES];
	values_of(entry, what, values);
	app->entries_wait = true;
	return store_do(app->store, SQL_audit_waiting_put, values, ENTRY_VALUES, error);
}

static enum status put_placed(struct app *app, struct audit_entry *entry,
			      const struct app_log *what, struct error *error)
{
	dmn_value values[ENTRY_VALUES + 2];
	TRY(app_turn(app, error));
	TRY(log_load_tree(app, error));
	entry->number = app->tree.size;
	struct digest leaf = audit_leaf(app->arena, entry);
	values[0] = dmn_number((int64_t)entry->number);
	values_of(entry, what, values + 1);
	values[ENTRY_VALUES + 1] = store_text(digest_bytes(&leaf));
	TRY(store_do(app->store, SQL_audit_entry_put, values, ENTRY_VALUES + 2, error));
	return log_grow(app, &leaf, error);
}

enum status log_put(struct app *app, struct audit_entry *entry, const struct app_log *what,
		    struct error *error)
{
	return log_is_sequenced(app) ? put_waiting(app, entry, what, error)
				     : put_placed(app, entry, what, error);
}
