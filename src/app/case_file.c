/* SPDX-License-Identifier: Apache-2.0 */
#include "app/case_file.h"
#include "letter/written.h"

#include "app/access.h"
#include "base/builder.h"

struct text case_item_label(struct caseload *caseload, struct batch *batch, int64_t record_id)
{
	const struct pack *pack = caseload->pack;
	struct assembled_row *row = batch_find(batch, pack->decision.about, record_id);
	struct builder out = builder_new(caseload->arena);
	for (size_t i = 0; row != NULL && i < pack->worklist_count; i++) {
		if (pack->worklist[i].record != pack->decision.about)
			continue;
		struct explain_fact fact = explain_fact_of(
			batch, caseload->arena, pack->decision.about, row, pack->worklist[i].field);
		builder_add_c(&out, out.length == 0 || fact.value.length == 0 ? "" : ", ");
		builder_add(&out, written_value(caseload->arena, fact.value));
	}
	return out.length != 0 ? builder_text(&out) : pack->decision.about->label;
}

static struct text item_key(struct caseload *caseload, struct batch *batch, int64_t record_id)
{
	const struct pack_record *about = caseload->pack->decision.about;
	struct assembled_row *row = batch_find(batch, about, record_id);
	if (row == NULL)
		return TEXT("");
	struct text key = record_text(caseload->arena, row->row.values[about->key->index]);
	return text_copy(caseload->arena, key);
}

static enum status read_items(struct case_file *file, struct batch *batch, struct error *error)
{
	struct arena *arena = file->caseload.arena;
	struct rows rows;
	bool found;
	TRY(store_query(file->caseload.app->store, SQL_item_family,
			BIND(dmn_number(file->root_id), store_text(file->caseload.pack->name)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct case_item item = { .id = rows_int(&rows, 0),
					  .record_id = rows_int(&rows, 1),
					  .cycle = rows_int(&rows, 3),
					  .claimed_by = text_copy(arena, rows_text(&rows, 4)) };
		if (!work_state_parse(rows_text(&rows, 2), &item.state)) {
			status = error_set(error, STATUS_DATABASE, "item %lld has no known state",
					   (long long)item.id);
			break;
		}
		item.key = item_key(&file->caseload, batch, item.record_id);
		item.label = case_item_label(&file->caseload, batch, item.record_id);
		list_push(arena, &file->items, item);
	}
	rows_end(&rows);
	return status;
}

static enum status read_looks(struct case_file *file, struct error *error)
{
	struct arena *arena = file->caseload.arena;
	const struct pack_record *root = caseload_root(file->caseload.pack->decision.about);
	struct rows rows;
	bool found;
	TRY(store_query(file->caseload.app->store, SQL_look_people,
			BIND(dmn_number(file->root_id), store_text(root->name)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(arena, &file->looks,
			  (struct case_look){ .actor = text_copy(arena, rows_text(&rows, 0)),
					      .last = rows_int(&rows, 1),
					      .count = rows_int(&rows, 2) });
	rows_end(&rows);
	return status;
}

static enum status fill(struct case_file *file, struct batch *batch, struct error *error)
{
	const struct pack *pack = file->caseload.pack;
	TRY(batch_family(batch, file->root_id, error));
	TRY(read_items(file, batch, error));
	case_records_fill(file, batch);
	TRY(clock_list_family(&file->caseload, batch, &file->clocks, error));
	file->sections = arena_new_array(file->caseload.arena, struct case_section,
					 pack->overview.section_count + 1);
	for (size_t i = 0; i < pack->overview.section_count; i++)
		TRY(case_section_fill(file, batch, &pack->overview.sections[i], &file->sections[i],
				      error));
	return STATUS_OK;
}

static enum status log_look(struct case_file *file, struct error *error)
{
	struct app_log log = { .use = USE_CASE_FILE,
			       .subject = TEXT("case_file"),
			       .subject_id = file->root_id,
			       .person_type =
				       caseload_root(file->caseload.pack->decision.about)->name,
			       .person_id = file->root_id,
			       .secret = file->secret };
	return app_look(file->caseload.app, &log, error);
}

enum status case_file_read(struct app *app, struct text pack, int64_t root_id,
			   struct case_file *out, struct error *error)
{
	struct batch *batch;
	*out = (struct case_file){ .root_id = root_id };
	TRY(caseload_named(app, pack, &out->caseload, error));
	TRY(app_may(app, USE_CASE_FILE, out->caseload.pack, error));
	TRY(caseload_kept(&out->caseload, root_id, &out->root_id, error));
	TRY(caseload_case(&out->caseload, out->root_id, &out->reference, &out->secret, error));
	TRY(batch_new(&out->caseload, clock_today(&app->clock), &batch, error));
	enum status status = fill(out, batch, error);
	batch_free(batch);
	TRY(status);
	TRY(case_document_list(&out->caseload, out->root_id, &out->documents, error));
	TRY(merge_of_case(&out->caseload, out->root_id, &out->merges, error));
	TRY(read_looks(out, error));
	return log_look(out, error);
}

enum status case_file_find(struct app *app, struct text pack, struct text key, int64_t *root_id,
			   bool *found, struct error *error)
{
	struct caseload caseload;
	int64_t ids[2];
	size_t count;
	TRY(caseload_named(app, pack, &caseload, error));
	TRY(app_may(app, USE_WORKLIST, caseload.pack, error));
	const struct pack_record *root = caseload_root(caseload.pack->decision.about);
	const size_t column = root->key->index;
	const dmn_value value = store_text(text_trim(key));
	TRY(typed_match(caseload_typed(&caseload, root), &column, &value, 1, NULL, ids, &count,
			error));
	*root_id = 0;
	if (count == 1)
		TRY(caseload_kept(&caseload, ids[0], root_id, error));
	TRY(access_found(&caseload, root_id, error));
	*found = *root_id != 0;
	struct app_log log = { .use = USE_WORKLIST,
			       .purpose = TEXT("search"),
			       .subject = TEXT("case_file"),
			       .subject_id = *root_id,
			       .person_type = *found ? root->name : TEXT(""),
			       .person_id = *root_id };
	return app_look(app, &log, error);
}
