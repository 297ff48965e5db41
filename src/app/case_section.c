/* SPDX-License-Identifier: Apache-2.0 */
/* A section of the case page: facts of one record, tables of many, what the overview model gives.
 */
#include "app/case_file.h"
#include "app/packs.h"

static void add_rows(struct case_file *file, struct batch *batch, const struct pack_fact *facts,
		     struct case_block *block)
{
	struct arena *arena = file->caseload.arena;
	const struct assembled_rows *rows = &batch->rows[facts[0].record->index];
	for (size_t r = 0; r < rows->count; r++) {
		struct case_row row = { .record_id = rows->at[r].row.id };
		row.facts = arena_new_array(arena, struct explain_fact, block->head_count);
		for (size_t i = 0; i < block->head_count; i++)
			row.facts[i] = explain_fact_of(batch, arena, facts[0].record, &rows->at[r],
						       facts[i].field);
		list_push(arena, &block->rows, row);
	}
}

/* The facts that stand together because they are of one type. */
static size_t add_facts(struct case_file *file, struct batch *batch,
			const struct pack_section *section, size_t from, struct case_section *out)
{
	struct arena *arena = file->caseload.arena;
	const struct pack_record *record = section->facts[from].record;
	size_t end = from;
	while (end < section->fact_count && section->facts[end].record == record)
		end++;
	struct case_block block = { .kind = record->parent == NULL ? CASE_FACTS : CASE_RECORDS,
				    .caption = record->label,
				    .head_count = end - from };
	block.heads = arena_new_array(arena, struct text, block.head_count);
	for (size_t i = from; i < end; i++)
		block.heads[i - from] = section->facts[i].field->label;
	add_rows(file, batch, &section->facts[from], &block);
	list_push(arena, &out->blocks, block);
	return end;
}

enum status case_section_fill(struct case_file *file, struct batch *batch,
			      const struct pack_section *section, struct case_section *out,
			      struct error *error)
{
	*out = (struct case_section){ .title = section->title, .guidance = section->guidance };
	if (section->table.length != 0 && file->caseload.pack->overview.model.length != 0)
		TRY(case_summary_fill(file, batch, section, out, error));
	for (size_t i = 0; i < section->fact_count;)
		i = add_facts(file, batch, section, i, out);
	return STATUS_OK;
}
