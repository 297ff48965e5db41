/* SPDX-License-Identifier: Apache-2.0 */
/* What was asked for, and what became of it. */
#include "app/access.h"
#include "app/merge_internal.h"

static const struct pack_record *root_of(const struct caseload *caseload)
{
	return caseload_root(caseload->pack->decision.about);
}

enum status merge_root(struct caseload *caseload, int64_t id, struct typed_row *out,
		       struct error *error)
{
	bool found;
	enum status seen = access_guard(caseload, id, error);
	if (seen != STATUS_OK && seen != STATUS_NOT_FOUND)
		return seen;
	TRY(typed_get(caseload_typed(caseload, root_of(caseload)), caseload->arena, id, out, &found,
		      error));
	if (found && seen == STATUS_OK)
		return STATUS_OK;
	return error_set(error, STATUS_NOT_FOUND, "there is no such record");
}

struct text merge_reference(struct caseload *caseload, const struct typed_row *row)
{
	size_t size;
	dmn_value key = row->values[root_of(caseload)->key->index];
	const char *text = key.kind != DMN_NULL ? dmn_text(caseload->arena, key, &size) : NULL;
	return text != NULL ? (struct text){ text, size } : TEXT("no reference");
}

static struct text kept_text(struct caseload *caseload, const struct rows *rows, unsigned column)
{
	return text_copy(caseload->arena, rows_text(rows, column));
}

static struct merge_step read_step(struct caseload *caseload, const struct rows *rows)
{
	return (struct merge_step){ .id = rows_int(rows, 0),
				    .kept_id = rows_int(rows, 1),
				    .merged_id = rows_int(rows, 2),
				    .kind = kept_text(caseload, rows, 3),
				    .state = kept_text(caseload, rows, 4),
				    .alike = kept_text(caseload, rows, 5),
				    .asked_by = kept_text(caseload, rows, 6),
				    .asked_at = kept_text(caseload, rows, 7),
				    .reason = kept_text(caseload, rows, 8),
				    .answered_by = kept_text(caseload, rows, 9),
				    .answered_at = kept_text(caseload, rows, 10),
				    .answer = kept_text(caseload, rows, 11),
				    .holds = rows_int(rows, 12) != 0 };
}

/* The steps of a running statement that the actor may see, with the records' references. */
static enum status read_steps(struct caseload *caseload, struct rows *rows, struct merge_list *out,
			      struct error *error)
{
	struct access_hidden hidden;
	bool found;
	enum status status = access_read_hidden(caseload->app, &hidden, error);
	while (status == STATUS_OK && (status = rows_next(rows, &found, error)) == STATUS_OK &&
	       found) {
		struct merge_step step = read_step(caseload, rows);
		if (!access_is_hidden(&hidden, step.kept_id) &&
		    !access_is_hidden(&hidden, step.merged_id))
			list_push(caseload->arena, out, step);
	}
	rows_end(rows);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++) {
		struct text secret;
		struct merge_step *step = &out->at[i];
		status = caseload_case(caseload, step->kept_id, &step->kept, &secret, error);
		if (status == STATUS_OK)
			status = caseload_case(caseload, step->merged_id, &step->merged, &secret,
					       error);
	}
	return status;
}

enum status merge_read_all(struct caseload *caseload, struct merge_list *out, struct error *error)
{
	struct rows rows;
	*out = (struct merge_list){ 0 };
	TRY(app_may(caseload->app, USE_MERGES, caseload->pack, error));
	TRY(store_query(caseload->app->store, SQL_merge_list,
			BIND(store_text(caseload->pack->name), dmn_number(MERGE_LIST_MOST)), &rows,
			error));
	TRY(read_steps(caseload, &rows, out, error));
	struct app_log log = { .use = USE_MERGES, .subject = TEXT("merges") };
	return app_look(caseload->app, &log, error);
}

enum status merge_read(struct caseload *caseload, int64_t id, struct merge_step *out,
		       struct error *error)
{
	struct merge_list list = { 0 };
	struct rows rows;
	TRY(app_may(caseload->app, USE_MERGES, caseload->pack, error));
	TRY(store_query(caseload->app->store, SQL_merge_get,
			BIND(dmn_number(id), store_text(caseload->pack->name)), &rows, error));
	TRY(read_steps(caseload, &rows, &list, error));
	if (list.count == 0) {
		error_set(error, STATUS_NOT_FOUND, "there is no merge %lld", (long long)id);
		return error_remedy(error, "they are listed by: remit merges");
	}
	*out = list.at[0];
	return STATUS_OK;
}

enum status merge_of_case(struct caseload *caseload, int64_t root_id, struct merge_list *out,
			  struct error *error)
{
	struct rows rows;
	*out = (struct merge_list){ 0 };
	TRY(store_query(caseload->app->store, SQL_merge_of_case, BIND(dmn_number(root_id)), &rows,
			error));
	return read_steps(caseload, &rows, out, error);
}
