/* SPDX-License-Identifier: Apache-2.0 */
/* What every kept row needs: a number, a commitment in the log, a place in the history. */
#include "app/history.h"
#include "app/import_internal.h"

#include "base/builder.h"

enum {
	ID_BLOCK = 10000
};

enum status import_take_id(struct loading *loading, int64_t *id, struct error *error)
{
	if (loading->next_id == loading->end_id) {
		int64_t end;
		TRY(store_number(loading->casework->app->store, SQL_counter_take,
				 BIND(store_text(TEXT("record")), dmn_number(ID_BLOCK)), &end, NULL,
				 error));
		loading->end_id = end;
		loading->next_id = end - ID_BLOCK;
	}
	*id = loading->next_id++;
	return STATUS_OK;
}

bool import_same_values(const struct loading *loading, const dmn_value *a, const dmn_value *b)
{
	for (size_t i = 0; i < loading->shape->count; i++)
		if (loading->mapped[i] && !record_same(a[i], b[i]))
			return false;
	return true;
}

enum status import_history(struct loading *loading, const struct typed_row *before,
			   struct error *error)
{
	return history_keep(loading->caseload->app, loading->row_arena, loading->shape, before,
			    loading->now, error);
}

static void add_member(struct builder *out, struct text member)
{
	builder_add_number(out, (int64_t)member.length);
	builder_add_byte(out, ':');
	builder_add(out, member);
}

struct text import_payload(struct arena *arena, const struct record_shape *shape,
			   const struct typed_row *row)
{
	struct builder out = builder_new(arena);
	add_member(&out, shape->name);
	const int64_t numbers[] = { row->id, row->version, row->origin, row->origin_row };
	for (size_t i = 0; i < 4; i++) {
		builder_add_number(&out, numbers[i]);
		builder_add_byte(&out, i < 3 ? '/' : ';');
	}
	for (size_t i = 0; i < shape->count; i++) {
		if (row->values[i].kind == DMN_NULL) {
			builder_add_byte(&out, '-');
			continue;
		}
		add_member(&out, record_text(arena, row->values[i]));
	}
	return builder_text(&out);
}

enum status import_commitment(struct loading *loading, const struct typed_row *row,
			      struct error *error)
{
	struct text secret;
	if (loading->dry_run)
		return STATUS_OK;
	TRY(import_secret(loading, row, &secret, error));
	import_hash_add(loading, secret,
			import_payload(import_hash_arena(loading), loading->shape, row));
	return STATUS_OK;
}
