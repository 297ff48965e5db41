/* SPDX-License-Identifier: Apache-2.0 */
/* Counting in the records: completeness, timeliness, consistency. */
#include "app/quality_internal.h"

void quality_add(struct measuring *measuring, const struct pack_record *record,
		 const struct pack_field *field, struct text source,
		 enum quality_dimension dimension, int64_t wrong, int64_t of)
{
	if (of == 0)
		return;
	for (size_t i = 0; i < measuring->report->counts.count; i++) {
		struct quality_count *it = &measuring->report->counts.at[i];
		if (it->field != field || it->dimension != dimension ||
		    !text_equal(it->source, source))
			continue;
		it->wrong += wrong;
		it->of = it->of > of ? it->of : of;
		return;
	}
	struct quality_count count = { .record = record,
				       .field = field,
				       .source = source,
				       .dimension = dimension,
				       .wrong = wrong,
				       .of = of };
	list_push(measuring->caseload->arena, &measuring->report->counts, count);
}

/* The first day on which a value told is not stale yet, as text; empty where it never is. */
static struct text limit_of(const struct measuring *measuring, const struct quality_rule *rule)
{
	char day[CLOCK_TEXT_SIZE];
	if (!rule->stale_after.given)
		return TEXT("");
	int64_t first = measuring->as_of;
	while (age_after(rule->stale_after, first - 1) >= measuring->as_of)
		first--;
	clock_print_day(first, day);
	return text_copy(measuring->caseload->arena, text_from(day));
}

const struct pack_extract *quality_find_extract(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->extract_count; i++)
		if (text_equal(pack->extracts[i].name, name))
			return &pack->extracts[i];
	return NULL;
}

static void take_row(struct measuring *measuring, const struct pack_record *record,
		     const struct text *limits, const struct rows *rows)
{
	const struct pack_extract *extract =
		quality_find_extract(measuring->caseload->pack, rows_text(rows, 0));
	int64_t count = rows_int(rows, 1);
	for (size_t i = 0; extract != NULL && i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		int64_t present = rows_int(rows, 2 + 2 * (unsigned)i);
		int64_t stale = rows_int(rows, 3 + 2 * (unsigned)i);
		if (!pack_extract_feeds(extract, record, field))
			continue;
		quality_add(measuring, record, field, extract->label, DIMENSION_COMPLETENESS,
			    count - present, count);
		if (limits[i].length != 0)
			quality_add(measuring, record, field, extract->label, DIMENSION_TIMELINESS,
				    stale, present);
	}
}

enum status quality_count_rows(struct measuring *measuring, const struct pack_record *record,
			       struct error *error)
{
	struct caseload *caseload = measuring->caseload;
	struct text *limits = arena_new_array(caseload->arena, struct text, record->field_count);
	int *told_by = arena_new_array(caseload->arena, int, record->field_count);
	struct rows rows;
	bool found;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *by = record->fields[i].told_by;
		limits[i] = limit_of(measuring, &caseload->rules[record->index][i]);
		told_by[i] = by != NULL ? (int)by->index : -1;
	}
	TRY(typed_measure(caseload_typed(caseload, record), limits, told_by, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		take_row(measuring, record, limits, &rows);
	rows_end(&rows);
	return status;
}

/* What two sources both tell, and differ in. */
static enum status measure_pair(struct measuring *measuring, const struct pack_record *record,
				size_t a, size_t b, struct error *error)
{
	struct caseload *caseload = measuring->caseload;
	const struct pack_extract *first = &caseload->pack->extracts[a];
	const struct pack_extract *second = &caseload->pack->extracts[b];
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		int64_t both = 0;
		int64_t differ = 0;
		if (field->key || !pack_extract_feeds(first, record, field) ||
		    !pack_extract_feeds(second, record, field))
			continue;
		TRY(typed_differences(caseload_typed(caseload, record), caseload->sources[a],
				      caseload->sources[b], i, &both, &differ, error));
		quality_add(measuring, record, field,
			    text_format(caseload->arena, "%.*s and %.*s", TEXT_ARG(first->label),
					TEXT_ARG(second->label)),
			    DIMENSION_CONSISTENCY, differ, both);
	}
	return STATUS_OK;
}

enum status quality_count_sources(struct measuring *measuring, const struct pack_record *record,
				  struct error *error)
{
	const struct pack *pack = measuring->caseload->pack;
	for (size_t a = 0; a < pack->extract_count; a++)
		for (size_t b = a + 1; b < pack->extract_count; b++)
			if (pack_extract_feeds(&pack->extracts[a], record, NULL) &&
			    pack_extract_feeds(&pack->extracts[b], record, NULL))
				TRY(measure_pair(measuring, record, a, b, error));
	return STATUS_OK;
}
