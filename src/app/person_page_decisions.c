/* SPDX-License-Identifier: Apache-2.0 */
/* The decisions on the person's own page, and their letters. */
#include "app/case_file.h"
#include "app/person_page_internal.h"

static void read_decision(struct person_page *out, struct batch *batch, const struct rows *rows)
{
	struct caseload *caseload = batch->caseload;
	struct arena *arena = caseload->arena;
	const struct pack *pack = caseload->pack;
	struct person_decision it = { .id = rows_int(rows, 0),
				      .item_id = rows_int(rows, 1),
				      .letter_id = rows_int(rows, 7) };
	struct text answer = rows_text(rows, 9);
	it.about = case_item_label(caseload, batch, rows_int(rows, 5));
	it.code = text_copy(arena, rows_text(rows, 2));
	it.reasons = text_copy(arena, rows_text(rows, 3));
	it.made_at = text_copy(arena, rows_text(rows, 4));
	it.challenged_on = text_copy(arena, rows_text(rows, 8));
	it.outcome = pack_find_outcome(pack, it.code);
	const struct pack_outcome *answered = pack_find_outcome(pack, answer);
	it.answer = answered != NULL ? answered->sentence : text_copy(arena, answer);
	it.role = text_copy(arena, rows_text(rows, 6));
	for (size_t i = 0; i < pack->role_count; i++)
		if (text_equal(pack->roles[i].name, it.role))
			it.role = pack->roles[i].label;
	list_push(arena, &out->decisions, it);
}

static enum status read_rows(struct person_at *at, struct batch *batch, struct person_page *out,
			     struct error *error)
{
	struct caseload *caseload = batch->caseload;
	struct rows rows;
	bool found;
	TRY(batch_family(batch, at->root_id, error));
	TRY(store_query(caseload->app->store, SQL_person_page_decisions,
			BIND(dmn_number(at->root_id), store_text(caseload->pack->name),
			     dmn_number(PERSON_ROWS_MOST)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		read_decision(out, batch, &rows);
	rows_end(&rows);
	return status;
}

static enum status read_letters(struct person_at *at, struct caseload *caseload,
				struct person_page *out, struct error *error)
{
	const struct pack *pack = caseload->pack;
	struct rows rows;
	bool found;
	TRY(store_query(
		caseload->app->store, SQL_person_page_letters,
		BIND(dmn_number(at->root_id), store_text(pack->name), dmn_number(PERSON_ROWS_MOST)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct person_letter it = { .id = rows_int(&rows, 0) };
		it.label = text_copy(caseload->arena, rows_text(&rows, 1));
		for (size_t i = 0; i < pack->letter_count; i++)
			if (text_equal(pack->letters[i].name, it.label))
				it.label = pack->letters[i].label;
		it.made_at = text_copy(caseload->arena, rows_text(&rows, 2));
		list_push(caseload->arena, &out->letters, it);
	}
	rows_end(&rows);
	return status;
}

static enum status read_decisions(struct person_at *at, struct caseload *caseload,
				  struct person_page *out, struct error *error)
{
	struct batch *batch;
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	enum status status = read_rows(at, batch, out, error);
	batch_free(batch);
	TRY(status);
	return read_letters(at, caseload, out, error);
}

/* Every pack that decides about the same person: its own first. */
enum status person_decisions(struct person_at *at, struct person_page *out, struct error *error)
{
	struct text root = pack_root(at->caseload.pack)->name;
	struct caseload_list all = { 0 };
	TRY(read_decisions(at, &at->caseload, out, error));
	TRY(caseload_newest(at->caseload.app, &all, error));
	for (size_t i = 0; i < all.count; i++)
		if (!text_equal(all.at[i].pack->name, at->caseload.pack->name) &&
		    pack_decides(all.at[i].pack) &&
		    text_equal(pack_root(all.at[i].pack)->name, root))
			TRY(read_decisions(at, &all.at[i], out, error));
	return STATUS_OK;
}

enum status person_page_decision(struct person_at *at, int64_t id, struct person_decision *out,
				 struct error *error)
{
	struct person_page page = { 0 };
	TRY(app_may(at->caseload.app, USE_PERSON_PAGE, at->caseload.pack, error));
	TRY(person_decisions(at, &page, error));
	for (size_t i = 0; i < page.decisions.count; i++)
		if (page.decisions.at[i].id == id) {
			*out = page.decisions.at[i];
			return STATUS_OK;
		}
	return error_set(error, STATUS_NOT_FOUND, "there is no such decision");
}

/* Of which pack it is, only the decision that it tells of says. */
static enum status find_letter(struct person_at *at, int64_t id, bool *found, struct error *error)
{
	struct person_page page = { 0 };
	*found = false;
	TRY(person_decisions(at, &page, error));
	for (size_t i = 0; i < page.decisions.count; i++)
		*found = *found || (id != 0 && page.decisions.at[i].letter_id == id);
	for (size_t i = 0; i < page.letters.count; i++)
		*found = *found || page.letters.at[i].id == id;
	return STATUS_OK;
}

enum status person_page_letter(struct person_at *at, int64_t id, struct letter *out,
			       struct document *document, struct error *error)
{
	struct caseload_list all = { 0 };
	bool found;
	TRY(app_may(at->caseload.app, USE_LETTER_READ, at->caseload.pack, error));
	TRY(find_letter(at, id, &found, error));
	TRY(caseload_newest(at->caseload.app, &all, error));
	for (size_t i = 0; found && i < all.count; i++) {
		enum status status = letter_read(&all.at[i], id, out, document, error);
		if (status != STATUS_NOT_FOUND)
			return status;
	}
	return error_set(error, STATUS_NOT_FOUND, "there is no such letter");
}
