/* SPDX-License-Identifier: Apache-2.0 */
/* What a letter is begun with: its language, the decided recommendation, who decided. */
#include "app/letter_internal.h"

/* The language that the person reads, by the pack's own field. */
static void choose_language(struct letter_filling *it)
{
	const struct pack_fact *of = &it->pack->language_of;
	const struct pack_record *record = it->pack->decision.about;
	struct assembled_row *row = it->about;
	while (of->field != NULL && row != NULL && record != of->record) {
		row = batch_parent(it->batch, record, row);
		record = record->parent;
	}
	if (of->field != NULL && row != NULL)
		it->asked = text_copy(it->arena, evaluate_text(row->row.values[of->field->index]));
	it->language = pack_language_of(it->pack, it->asked);
}

static void begin(struct letter_filling *it, struct document *document)
{
	const struct language *language = it->language->language;
	it->document = document;
	*document = document_new(it->arena, it->language->tag, TEXT(""));
	it->right_to_left = document_is_right_to_left(document);
	document->author = it->pack->owner;
	document->header = pack_title_words(it->pack, it->language);
	document->footer = it->reference;
	document->day = clock_today(&it->item->caseload.app->clock);
	document->page = text_from(language->page);
	document->of = text_from(language->of);
	it->lacks = builder_new(it->arena);
}

static enum status read_result(struct letter_filling *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->item->caseload.app->store, SQL_letter_result,
			BIND(dmn_number(it->item->decision.recommendation_id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		struct text json = text_copy(it->arena, rows_text(&rows, 1));
		it->inputs = text_copy(it->arena, rows_text(&rows, 0));
		found = dmn_from_json(it->arena, json.at, json.length, &it->result);
		status = clock_parse_day(rows_text(&rows, 2), &it->as_of, error);
	}
	rows_end(&rows);
	TRY(status);
	return found ? STATUS_OK
		     : error_set(error, STATUS_DATABASE, "the stored result cannot be read");
}

static enum status read_role(struct letter_filling *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->item->caseload.app->store, SQL_letter_role,
			BIND(store_text(it->item->decision.actor)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		it->role = text_copy(it->arena, rows_text(&rows, 0));
	rows_end(&rows);
	return status;
}

enum status letter_begin(struct letter_filling *it, struct document *document, struct error *error)
{
	choose_language(it);
	begin(it, document);
	if (it->letter->kind != PACK_LETTER_DECISION)
		return STATUS_OK;
	TRY(read_result(it, error));
	return read_role(it, error);
}
