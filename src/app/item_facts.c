/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of an item's case: those that reasons may cite, and those that are in doubt. */
#include "app/item_look.h"
#include "app/reach.h"

static bool is_listed(const struct citables *list, struct text name)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->at[i].name, name))
			return true;
	return false;
}

/* What the case has of it: its value, or how many. */
static void add_citable(struct item *item, struct batch *batch, struct assembled_row *about,
			const struct pack_fact *wanted, struct citables *out)
{
	struct arena *arena = item->caseload.arena;
	struct assembled_list rows;
	struct explain_fact first = { 0 };
	size_t count = 0;
	if (!reach_sees(item->caseload.app, item->caseload.pack, wanted->record, wanted->field))
		return;
	batch_related(batch, wanted->record, about, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		struct explain_fact fact =
			explain_fact_of(batch, arena, wanted->record, rows.at[i], wanted->field);
		if (fact.value.length != 0 && count++ == 0)
			first = fact;
	}
	if (count == 0 || is_listed(out, first.name))
		return;
	struct citable made = { .name = first.name,
				.label = text_format(arena, "%.*s: %.*s",
						     TEXT_ARG(wanted->record->label),
						     TEXT_ARG(wanted->field->label)),
				.value = first.value };
	if (count > 1)
		made.value = text_format(arena, "%zu on record", count);
	list_push(arena, out, made);
}

static void add_citables(struct item *item, struct batch *batch, struct assembled_row *about,
			 struct citables *out)
{
	const struct pack_form *form = &item->caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t f = 0; f < form->sections[s].fact_count; f++)
			add_citable(item, batch, about, &form->sections[s].facts[f], out);
}

static void add_doubts(struct item *item, struct batch *batch, const struct pack_input *input,
		       struct assembled_row *row, struct doubts *out)
{
	struct arena *arena = item->caseload.arena;
	batch_quality(batch, input->record, row);
	for (size_t i = 0; i < input->record->field_count; i++) {
		const struct pack_field *field = &input->record->fields[i];
		struct explain_fact fact =
			field->engine && reach_sees(item->caseload.app, item->caseload.pack,
						    input->record, field)
				? explain_fact_of(batch, arena, input->record, row, field)
				: (struct explain_fact){ 0 };
		if (fact.quality.length == 0)
			continue;
		struct doubt doubt = { .fact = fact, .field = field, .record_id = row->row.id };
		explain_sides_of(batch, arena, input->record, row, field, &doubt.sides);
		list_push(arena, out, doubt);
	}
}

static enum status add_all_doubts(struct item *item, struct batch *batch,
				  struct assembled_row *about, struct doubts *out,
				  struct error *error)
{
	const struct pack_decision *decision = &item->caseload.pack->decision;
	for (size_t i = 0; i < decision->input_count; i++) {
		struct assembled_list rows;
		TRY(batch_take(batch, &decision->inputs[i], about, &rows, error));
		for (size_t r = 0; r < rows.count; r++)
			add_doubts(item, batch, &decision->inputs[i], rows.at[r], out);
	}
	return STATUS_OK;
}

enum status item_family(struct item *item, struct batch **batch, struct assembled_row **about,
			struct error *error)
{
	TRY(batch_new(&item->caseload, item->as_of, batch, error));
	enum status status = batch_family(*batch, item->root_id, error);
	if (status == STATUS_OK) {
		*about = batch_find(*batch, item->caseload.pack->decision.about, item->record_id);
		if (*about != NULL)
			return STATUS_OK;
		error_set(error, STATUS_NOT_FOUND, "the item's record is gone");
		status = STATUS_NOT_FOUND;
	}
	batch_free(*batch);
	return status;
}

enum status item_citables(struct item *item, struct citables *out, struct error *error)
{
	struct batch *batch;
	struct assembled_row *about;
	*out = (struct citables){ 0 };
	TRY(item_cite_documents(item, out, error));
	TRY(item_family(item, &batch, &about, error));
	add_citables(item, batch, about, out);
	batch_free(batch);
	return STATUS_OK;
}

enum status item_doubts(struct item *item, struct doubts *out, struct error *error)
{
	struct batch *batch;
	struct assembled_row *about;
	*out = (struct doubts){ 0 };
	TRY(item_family(item, &batch, &about, error));
	enum status status = add_all_doubts(item, batch, about, out, error);
	batch_free(batch);
	return status;
}
