/* SPDX-License-Identifier: Apache-2.0 */
/* A value with its source, age and quality, in words. */
#include "app/explain.h"

#include "app/reach.h"
#include "base/builder.h"
#include "base/list.h"

static struct text printed(struct arena *arena, dmn_value value)
{
	size_t size;
	if (value.kind == DMN_NULL)
		return TEXT("");
	const char *text = dmn_text(arena, value, &size);
	return text_copy(arena, (struct text){ text, size });
}

struct text explain_sentence(const struct pack_codes *codes, struct text code)
{
	const struct pack_code *found = codes == NULL ? NULL : pack_find_code(codes, code);
	return found == NULL ? code : found->sentence;
}

struct text explain_value_words(struct arena *arena, const struct pack_field *field,
				dmn_value value)
{
	if (value.kind == DMN_BOOLEAN)
		return dmn_is_true(value) ? TEXT("yes") : TEXT("no");
	struct text text = printed(arena, value);
	return field->codes == NULL ? text : explain_sentence(field->codes, text);
}

static struct text quality_words(struct arena *arena, const struct assembled_row *row,
				 const struct pack_field *field)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < row->finding_count; i++) {
		if (!text_equal(row->findings[i].field, field->name))
			continue;
		builder_add_c(&out, out.length == 0 ? "" : ", ");
		builder_add_c(&out, quality_word(row->findings[i].state));
	}
	return builder_text(&out);
}

static struct explain_fact withheld(struct arena *arena, const struct pack_record *record,
				    const struct assembled_row *row, const struct pack_field *field)
{
	return (struct explain_fact){
		.record = record->label,
		.key = printed(arena, row->row.values[record->key->index]),
		.field = field->label,
		.name = text_format(arena, "%.*s.%.*s", TEXT_ARG(record->name),
				    TEXT_ARG(field->name)),
		.value = REACH_WITHHELD,
		.age_days = -1,
		.withheld = true,
	};
}

struct explain_fact explain_fact_of(struct batch *batch, struct arena *arena,
				    const struct pack_record *record, struct assembled_row *row,
				    const struct pack_field *field)
{
	if (!reach_sees(batch->caseload->app, batch->caseload->pack, record, field))
		return withheld(arena, record, row, field);
	struct assembled_origin origin = batch_origin(batch, record, row, field);
	char told[CLOCK_TEXT_SIZE] = "";
	batch_quality(batch, record, row);
	if (origin.told_known)
		clock_print_day(origin.told_day, told);
	struct explain_fact fact = {
		.record = record->label,
		.key = printed(arena, row->row.values[record->key->index]),
		.field = field->label,
		.name = text_format(arena, "%.*s.%.*s", TEXT_ARG(record->name),
				    TEXT_ARG(field->name)),
		.value = explain_value_words(arena, field, row->row.values[field->index]),
		.told = text_copy(arena, text_from(told)),
		.age_days = origin.told_known ? batch->as_of - origin.told_day : -1,
		.quality = quality_words(arena, row, field),
	};
	if (origin.typed != NULL) {
		fact.source = text_format(arena, "typed by %.*s", TEXT_ARG(origin.typed->actor));
		fact.origin = text_copy(arena, origin.typed->reason);
		fact.typed = true;
	} else if (origin.origin != NULL) {
		fact.source = origin.origin->label;
		fact.origin = text_format(arena, "%.*s:%lld", TEXT_ARG(origin.origin->file),
					  (long long)origin.row);
	}
	return fact;
}

void explain_sides_of(struct batch *batch, struct arena *arena, const struct pack_record *record,
		      const struct assembled_row *row, const struct pack_field *field,
		      struct explain_sides *out)
{
	if (!reach_sees(batch->caseload->app, batch->caseload->pack, record, field))
		return;
	struct assembled_side *sides =
		arena_new_array(batch->arena, struct assembled_side, row->source_count + 1);
	size_t count = batch_sides(batch, record, row, field, sides);
	for (size_t i = 0; i < count; i++) {
		const struct caseload_origin *origin = sides[i].origin;
		char told[CLOCK_TEXT_SIZE] = "";
		if (origin != NULL)
			clock_print_day(origin->told_day, told);
		struct explain_fact side = {
			.value = explain_value_words(arena, field, sides[i].value),
			.source = origin != NULL ? origin->label : TEXT(""),
			.told = text_copy(arena, text_from(told)),
			.age_days = origin != NULL ? batch->as_of - origin->told_day : -1,
		};
		list_push(arena, out, side);
	}
}
