/* SPDX-License-Identifier: Apache-2.0 */
/* What the person's own page tells. */
#include "app/person_file.h"
#include "app/person_page_internal.h"

static void add_block(struct person_at *at, struct batch *batch, const struct pack_person_rows *of,
		      struct person_page *out)
{
	struct arena *arena = at->caseload.arena;
	struct person_block block = { .of = of };
	const struct assembled_rows *rows = &batch->rows[of->record->index];
	for (size_t i = 0; i < rows->count && i < PERSON_ROWS_MOST; i++) {
		struct explain_fact *facts =
			arena_new_array(arena, struct explain_fact, of->field_count + 1);
		for (size_t f = 0; f < of->field_count; f++)
			facts[f] = explain_fact_of(batch, arena, of->record, &rows->at[i],
						   of->fields[f]);
		list_push(arena, &block.rows, facts);
	}
	list_push(arena, &out->blocks, block);
}

static enum status read_family(struct person_at *at, struct person_page *out, struct error *error)
{
	struct caseload *caseload = &at->caseload;
	const struct pack_person_page *page = &caseload->pack->person_page;
	struct batch *batch;
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	enum status status = batch_family(batch, at->root_id, error);
	/* What is due is told whole, whatever it counts from. */
	caseload->app->telling = APP_TELLS_ALL;
	if (status == STATUS_OK)
		status = clock_list_family(caseload, batch, &out->clocks, error);
	caseload->app->telling = APP_SHOWS;
	for (size_t i = 0; status == STATUS_OK && i < page->row_count; i++)
		add_block(at, batch, &page->rows[i], out);
	batch_free(batch);
	return status;
}

static struct text field_label(const struct pack *pack, struct text record, struct text field)
{
	const struct pack_record *type = pack_find_record(pack, record);
	const struct pack_field *found = type != NULL ? pack_find_field(type, field) : NULL;
	return found != NULL ? found->label : field;
}

static enum status read_requests(struct person_at *at, struct person_page *out, struct error *error)
{
	struct arena *arena = at->caseload.arena;
	struct rows rows;
	bool found;
	TRY(store_query(at->caseload.app->store, SQL_person_page_requests,
			BIND(dmn_number(at->root_id), dmn_number(PERSON_ROWS_MOST)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct person_request it = { .id = rows_int(&rows, 0) };
		it.label = text_copy(arena, field_label(at->caseload.pack, rows_text(&rows, 1),
							rows_text(&rows, 2)));
		it.wanted = text_copy(arena, rows_text(&rows, 3));
		it.asked_on = text_copy(arena, rows_text(&rows, 4));
		it.due_on = text_copy(arena, rows_text(&rows, 5));
		it.state = text_copy(arena, rows_text(&rows, 6));
		it.answer = text_copy(arena, rows_text(&rows, 7));
		list_push(arena, &out->requests, it);
	}
	rows_end(&rows);
	return status;
}

enum status person_page_read(struct person_at *at, struct person_page *out, struct error *error)
{
	struct app *app = at->caseload.app;
	*out = (struct person_page){ .looks = dmn_null() };
	TRY(app_may(app, USE_PERSON_PAGE, at->caseload.pack, error));
	TRY(person_decisions(at, out, error));
	TRY(read_family(at, out, error));
	TRY(read_requests(at, out, error));
	TRY(person_looks(app, at->caseload.pack->name, at->root_id, &out->looks, error));
	TRY(app_begin(app, error));
	return app_end(app, person_log(at, USE_PERSON_PAGE, TEXT(""), error), error);
}
