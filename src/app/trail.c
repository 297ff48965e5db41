/* SPDX-License-Identifier: Apache-2.0 */
#include "app/trail.h"

#include "app/log_sequence.h"

struct trail_entry trail_entry_of(struct arena *arena, const struct rows *rows)
{
	return (struct trail_entry){ .number = rows_int(rows, 0),
				     .at = rows_int(rows, 1),
				     .actor = text_copy(arena, rows_text(rows, 2)),
				     .kind = text_copy(arena, rows_text(rows, 3)),
				     .action = text_copy(arena, rows_text(rows, 4)),
				     .purpose = text_copy(arena, rows_text(rows, 5)),
				     .face = text_copy(arena, rows_text(rows, 6)),
				     .subject = text_copy(arena, rows_text(rows, 7)),
				     .subject_id = rows_int(rows, 8) };
}

static enum status read_entries(struct app *app, const struct pack_record *root, int64_t root_id,
				int64_t before, struct trail *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_trail_page,
			BIND(dmn_number(root_id), store_text(root->name),
			     dmn_number(before > 0 ? before : INT64_MAX / 2),
			     dmn_number(TRAIL_PAGE)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, &out->entries, trail_entry_of(app->arena, &rows));
	rows_end(&rows);
	return status;
}

enum status trail_read(struct app *app, struct text pack, int64_t root_id, int64_t before,
		       struct trail *out, struct error *error)
{
	struct caseload caseload;
	struct text secret;
	*out = (struct trail){ 0 };
	TRY(caseload_named(app, pack, &caseload, error));
	TRY(app_may(app, USE_TRAIL, caseload.pack, error));
	const struct pack_record *root = caseload_root(caseload.pack->decision.about);
	TRY(caseload_kept(&caseload, root_id, &root_id, error));
	TRY(caseload_case(&caseload, root_id, &out->reference, &secret, error));
	TRY(log_settle(app, error));
	TRY(read_entries(app, root, root_id, before, out, error));
	struct app_log log = { .use = USE_TRAIL,
			       .subject = TEXT("case_file"),
			       .subject_id = root_id,
			       .person_type = root->name,
			       .person_id = root_id,
			       .secret = secret };
	return app_look(app, &log, error);
}
