/* SPDX-License-Identifier: Apache-2.0 */
/* What the pack's overview model gives for a section of the case page. */
#include "app/case_file.h"
#include "app/packs.h"
#include "app/reach.h"

static struct text printed(struct arena *arena, dmn_value value)
{
	size_t size;
	if (value.kind == DMN_NULL)
		return TEXT("");
	if (value.kind == DMN_BOOLEAN)
		return dmn_is_true(value) ? TEXT("yes") : TEXT("no");
	const char *text = dmn_text(arena, value, &size);
	return text_copy(arena, (struct text){ text, size });
}

/* The sentence of a code of some field, where only one list has it. */
static struct text in_words(const struct pack *pack, struct text value)
{
	const struct pack_code *known = NULL;
	for (size_t r = 0; r < pack->record_count; r++)
		for (size_t f = 0; f < pack->records[r].field_count; f++) {
			const struct pack_codes *codes = pack->records[r].fields[f].codes;
			const struct pack_code *found =
				codes != NULL ? pack_find_code(codes, value) : NULL;
			if (found != NULL && known != NULL && found != known)
				return value;
			known = found != NULL ? found : known;
		}
	return known != NULL ? known->sentence : value;
}

static void take_heads(struct arena *arena, dmn_value context, struct case_block *block)
{
	block->head_count = dmn_context_count(context);
	block->heads = arena_new_array(arena, struct text, block->head_count + 1);
	for (size_t i = 0; i < block->head_count; i++) {
		const char *name;
		size_t length;
		dmn_context_at(context, i, &name, &length);
		block->heads[i] = text_copy(arena, (struct text){ name, length });
	}
}

static void add_summary_row(struct case_file *file, dmn_value context, struct case_block *block)
{
	struct arena *arena = file->caseload.arena;
	if (context.kind != DMN_CONTEXT)
		return;
	if (block->heads == NULL)
		take_heads(arena, context, block);
	struct case_row row = { 0 };
	row.facts = arena_new_array(arena, struct explain_fact, block->head_count + 1);
	for (size_t i = 0; i < block->head_count; i++) {
		dmn_value value = dmn_context_get(context, text_c(arena, block->heads[i]));
		row.facts[i].value = in_words(file->caseload.pack, printed(arena, value));
	}
	list_push(arena, &block->rows, row);
}

/* False: the decision is about the whole case, and has been given. */
static enum status add_summary_of(struct case_file *file, struct batch *batch,
				  struct evaluator *evaluator, const struct pack_section *section,
				  const struct case_item *item, struct case_block *block,
				  bool *more, struct error *error)
{
	struct assembled_inputs inputs;
	struct assembled_row *about =
		batch_find(batch, file->caseload.pack->decision.about, item->record_id);
	*more = true;
	if (about == NULL)
		return STATUS_OK;
	TRY(batch_inputs(batch, about, &inputs, error));
	evaluator_set(evaluator, &inputs, batch->as_of);
	dmn_value value =
		dmn_decide(evaluator->evaluation, text_c(file->caseload.arena, section->table));
	const struct dmn_problem *problem = dmn_problem_of(value);
	if (problem != NULL && problem->severity == DMN_ERROR)
		return error_set(error, STATUS_INVALID, "'%s' of the pack's overview: %s",
				 problem->element, problem->message);
	*more = value.kind == DMN_CONTEXT;
	add_summary_row(file, value, block);
	for (size_t i = 0; value.kind == DMN_LIST && i < value.count; i++)
		add_summary_row(file, dmn_list_at(value, i), block);
	return STATUS_OK;
}

/* Of what is worked out from values that the reader is not told. */
static void add_withheld(struct case_file *file, struct case_block *block)
{
	struct arena *arena = file->caseload.arena;
	struct case_row row = { .facts = arena_new_one(arena, struct explain_fact) };
	block->heads = arena_new_one(arena, struct text);
	block->heads[0] = block->caption;
	block->head_count = 1;
	row.facts[0] = (struct explain_fact){ .value = REACH_WITHHELD, .withheld = true };
	list_push(arena, &block->rows, row);
}

enum status case_summary_fill(struct case_file *file, struct batch *batch,
			      const struct pack_section *section, struct case_section *out,
			      struct error *error)
{
	struct case_block block = { .kind = CASE_SUMMARY, .caption = section->title };
	struct evaluator *evaluator;
	bool more = true;
	if (!reach_sees_inputs(file->caseload.app, file->caseload.pack)) {
		add_withheld(file, &block);
		list_push(file->caseload.arena, &out->blocks, block);
		return STATUS_OK;
	}
	TRY(evaluator_take(&file->caseload, PACKS_OVERVIEW, &evaluator, error));
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && more && i < file->items.count; i++)
		status = add_summary_of(file, batch, evaluator, section, &file->items.at[i], &block,
					&more, error);
	evaluator_give(&file->caseload, evaluator);
	list_push(file->caseload.arena, &out->blocks, block);
	return status;
}
