/* SPDX-License-Identifier: Apache-2.0 */
/* What two records of one person say together. The kept record's own values stand; where it has
 * none the merged one's fill the gap, and where both have one that differs the field is disputed
 * until a person settles it. */
#include "app/assemble_internal.h"

#include "base/list.h"

#include <string.h>

struct note_list {
	LIST_OF(struct assembled_note);
};

struct folding {
	struct batch *batch;
	const struct pack_record *root;
	struct note_list notes;
};

/* The number of the one extract that feeds the type. */
static int64_t source_of(const struct folding *folding)
{
	const struct caseload *caseload = folding->batch->caseload;
	for (size_t e = 0; e < caseload->pack->extract_count; e++)
		for (size_t f = 0; f < caseload->pack->extracts[e].file_count; f++)
			if (caseload->pack->extracts[e].files[f].record == folding->root)
				return caseload->sources[e];
	return 0;
}

/* What the row's source says, where it has but one. */
static void name_source(const struct folding *folding, struct assembled_row *row)
{
	struct batch *batch = folding->batch;
	if (row->source_count != 0 || batch->only != NULL)
		return;
	struct typed_row *said = arena_copy(batch->arena, &row->row, sizeof row->row);
	said->source = source_of(folding);
	said->values = arena_copy(batch->arena, row->row.values,
				  folding->root->field_count * sizeof *said->values);
	row->sources = said;
	row->source_count = row->own_source_count = 1;
}

static void join_sources(const struct folding *folding, struct assembled_row *kept,
			 struct assembled_row *merged)
{
	name_source(folding, kept);
	name_source(folding, merged);
	size_t count = kept->source_count + merged->source_count;
	if (count == 0)
		return;
	struct typed_row *all = arena_new_array(folding->batch->arena, struct typed_row, count);
	memcpy(all, kept->sources, kept->source_count * sizeof *all);
	memcpy(all + kept->source_count, merged->sources, merged->source_count * sizeof *all);
	kept->sources = all;
	kept->source_count = count;
}

/* What people noted of the merged record's field is of the kept one's, which has its value now. */
static void take_notes(struct folding *folding, const struct assembled_row *kept,
		       const struct assembled_row *merged, const struct pack_field *field)
{
	struct batch *batch = folding->batch;
	for (size_t i = 0; i < batch->note_count; i++) {
		struct assembled_note *note = &batch->notes[i];
		if (note->record_id == merged->row.id && text_equal(note->field, field->name) &&
		    text_equal(note->record_type, folding->root->name))
			note->record_id = kept->row.id;
	}
}

static void dispute(struct folding *folding, const struct assembled_row *kept,
		    const struct pack_field *field, dmn_value other)
{
	size_t size;
	const char *text = dmn_text(folding->batch->arena, other, &size);
	list_push(folding->batch->arena, &folding->notes,
		  (struct assembled_note){ .record_type = folding->root->name,
					   .record_id = kept->row.id,
					   .field = field->name,
					   .value = { text, size },
					   .reason = TEXT("two records of one person differ"),
					   .against = dmn_null(),
					   .noted_day = folding->batch->as_of });
}

static void fold_field(struct folding *folding, struct assembled_row *kept,
		       struct assembled_row *merged, const struct pack_field *field)
{
	dmn_value *mine = &kept->row.values[field->index];
	dmn_value other = merged->row.values[field->index];
	if (other.kind == DMN_NULL)
		return;
	if (mine->kind == DMN_NULL) {
		*mine = other;
		if (field->told_by != NULL)
			kept->row.values[field->told_by->index] =
				merged->row.values[field->told_by->index];
		take_notes(folding, kept, merged, field);
		return;
	}
	bool settled = batch_note(folding->batch, folding->root, kept, field, true) != NULL;
	if (field->engine && !settled && !record_same(*mine, other))
		dispute(folding, kept, field, other);
}

static void fold_root(struct folding *folding, struct assembled_merged *it)
{
	struct batch *batch = folding->batch;
	struct assembled_row *merged = batch_find(batch, folding->root, it->row.id);
	struct assembled_row *kept = batch_find(batch, folding->root, it->kept_id);
	if (merged == NULL)
		return;
	it->row = merged->row;
	if (kept == NULL)
		return;
	join_sources(folding, kept, merged);
	/* A day on which something was told goes with what was told. */
	for (size_t i = 0; i < folding->root->field_count; i++)
		if (folding->root->fields[i].told_by != NULL)
			fold_field(folding, kept, merged, &folding->root->fields[i]);
	for (size_t i = 0; i < folding->root->field_count; i++)
		if (folding->root->fields[i].told_by == NULL)
			fold_field(folding, kept, merged, &folding->root->fields[i]);
}

void assemble_fold_roots(struct batch *batch)
{
	struct folding folding = { .batch = batch, .root = pack_root(batch->caseload->pack) };
	for (size_t i = 0; i < batch->merged_count; i++)
		fold_root(&folding, &batch->merged[i]);
	for (size_t i = 0; i < batch->note_count; i++)
		list_push(batch->arena, &folding.notes, batch->notes[i]);
	batch->notes = folding.notes.at;
	batch->note_count = folding.notes.count;
}
