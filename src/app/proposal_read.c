/* SPDX-License-Identifier: Apache-2.0 */
/* Proposals and versions as they stand. */
#include "app/proposal_internal.h"

static struct text hash_text(struct arena *arena, struct text bytes)
{
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest;
	if (!digest_from_bytes(bytes, &digest))
		return TEXT("");
	digest_print(&digest, hash);
	return text_copy(arena, text_from(hash));
}

static struct proposal proposal_of(struct arena *arena, const struct rows *rows)
{
	return (struct proposal){ .id = rows_int(rows, 0),
				  .pack = text_copy(arena, rows_text(rows, 1)),
				  .version = text_copy(arena, rows_text(rows, 2)),
				  .hash = hash_text(arena, rows_text(rows, 3)),
				  .base_id = rows_int(rows, 4),
				  .base = text_copy(arena, rows_text(rows, 5)),
				  .statement = text_copy(arena, rows_text(rows, 6)),
				  .result = text_copy(arena, rows_text(rows, 7)),
				  .state = text_copy(arena, rows_text(rows, 8)),
				  .proposed_by = text_copy(arena, rows_text(rows, 9)),
				  .proposed_at = text_copy(arena, rows_text(rows, 10)),
				  .reason = text_copy(arena, rows_text(rows, 11)),
				  .answered_by = text_copy(arena, rows_text(rows, 12)),
				  .answered_at = text_copy(arena, rows_text(rows, 13)),
				  .impact = text_copy(arena, rows_text(rows, 14)) };
}

/* One, or all with 0. */
static enum status read_list(struct app *app, int64_t id, struct proposal_list *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct proposal_list){ 0 };
	TRY(store_query(app->store, SQL_proposal_list, BIND(dmn_number(id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out, proposal_of(app->arena, &rows));
	rows_end(&rows);
	return status;
}

enum status proposal_read(struct app *app, struct proposal_list *out, struct error *error)
{
	return read_list(app, 0, out, error);
}

enum status proposal_find(struct app *app, int64_t id, struct proposal *out, struct error *error)
{
	struct proposal_list list = { 0 };
	if (id > 0)
		TRY(read_list(app, id, &list, error));
	if (list.count == 0) {
		error_set(error, STATUS_NOT_FOUND, "there is no proposal %lld", (long long)id);
		return error_remedy(error, "remit pack list --db URL shows them");
	}
	*out = list.at[0];
	return STATUS_OK;
}

enum status proposal_pack(struct app *app, int64_t id, struct pack **out, struct error *error)
{
	struct scratch folder;
	TRY(scratch_make(app->arena, &folder, error));
	enum status status = pack_write_files(app, SQL_proposal_file_list, id, &folder, error);
	if (status == STATUS_OK)
		status = pack_load(app->arena, folder.folder, out, error);
	scratch_end(&folder);
	return status;
}

static enum status compare(struct app *app, const struct proposal *it, struct scratch *before,
			   struct pack_difference *out, struct error *error)
{
	struct scratch after;
	TRY(pack_write_files(app, SQL_pack_file_list, it->base_id, before, error));
	TRY(scratch_make(app->arena, &after, error));
	enum status status = pack_write_files(app, SQL_proposal_file_list, it->id, &after, error);
	if (status == STATUS_OK)
		status = pack_difference(app->arena, before->folder, after.folder, out, error);
	scratch_end(&after);
	return status;
}

enum status proposal_changes(struct app *app, const struct proposal *proposal,
			     struct pack_difference *out, struct error *error)
{
	struct scratch before;
	TRY(scratch_make(app->arena, &before, error));
	enum status status = compare(app, proposal, &before, out, error);
	scratch_end(&before);
	return status;
}

enum status pack_taken_read(struct app *app, struct pack_taken_list *out, struct error *error)
{
	struct arena *arena = app->arena;
	struct rows rows;
	bool found;
	*out = (struct pack_taken_list){ 0 };
	TRY(store_query(app->store, SQL_pack_version_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(
			arena, out,
			(struct pack_taken){ .id = rows_int(&rows, 0),
					     .pack = text_copy(arena, rows_text(&rows, 1)),
					     .version = text_copy(arena, rows_text(&rows, 2)),
					     .hash = hash_text(arena, rows_text(&rows, 3)),
					     .taken_at = text_copy(arena, rows_text(&rows, 4)),
					     .taken_by = text_copy(arena, rows_text(&rows, 5)),
					     .proposal = rows_int(&rows, 6),
					     .proposed_by = text_copy(arena, rows_text(&rows, 7)),
					     .statement = text_copy(arena, rows_text(&rows, 8)) });
	rows_end(&rows);
	return status;
}

struct text proposal_detail(struct arena *arena, const struct proposal *it, struct text reason)
{
	const struct text members[][2] = { { TEXT("pack"), it->pack },
					   { TEXT("version"), it->version },
					   { TEXT("hash"), it->hash },
					   { TEXT("why"), reason } };
	return app_detail(arena, members, sizeof members / sizeof *members);
}
