/* SPDX-License-Identifier: Apache-2.0 */
/* The records of one type: each value with its source and age, what each source says, and what
 * stood before. */
#include "app/person_internal.h"

#include "app/explain.h"
#include "base/builder.h"

static void tell_origin(struct person_tables *it, struct value_members *members, int64_t id,
			int64_t row)
{
	struct person_telling *telling = it->telling;
	const struct caseload_origin *origin = caseload_origin(telling->caseload, id);
	char told[CLOCK_TEXT_SIZE] = "";
	if (origin != NULL)
		clock_print_day(origin->told_day, told);
	value_member_text(members, "source", origin != NULL ? origin->label : TEXT("not known"));
	value_member_text(members, "told_on", text_from(told));
	value_member_text(members, "from_row",
			  origin != NULL ? text_format(telling->arena, "%.*s:%lld",
						       TEXT_ARG(origin->file), (long long)row)
					 : TEXT(""));
}

/* How old: from the day on which it was told, by the record's own field where it has one. */
static dmn_value age_of(const struct person_tables *it, const struct typed_row *row,
			const struct pack_field *field)
{
	const struct caseload_origin *origin = caseload_origin(it->telling->caseload, row->origin);
	dmn_value told = field->told_by != NULL ? row->values[field->told_by->index] : dmn_null();
	int64_t today = clock_today(&it->telling->app->clock);
	if (told.kind == DMN_DATE)
		return dmn_number(today - dmn_date_days(told));
	return origin != NULL ? dmn_number(today - origin->told_day) : dmn_null();
}

static void tell_row(struct person_tables *it, const struct typed_row *row, bool source)
{
	struct arena *arena = it->telling->arena;
	const struct pack_record *record = it->record;
	struct text key = explain_value_words(arena, record->key, row->values[record->key->index]);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		struct value_members members = { .arena = arena };
		if (row->values[i].kind == DMN_NULL)
			continue;
		value_member_text(
			&members, "record",
			text_format(arena, "%.*s %.*s", TEXT_ARG(record->label), TEXT_ARG(key)));
		value_member(&members, "record_id", dmn_number(row->id));
		value_member_text(&members, "field", field->label);
		value_member_text(&members, "value",
				  explain_value_words(arena, field, row->values[i]));
		tell_origin(it, &members, row->origin, row->origin_row);
		value_member(&members, "age_days", age_of(it, row, field));
		list_push(arena, source ? &it->sides : &it->values, value_of_members(&members));
	}
}

static enum status tell_earlier(struct person_tables *it, int64_t record_id, struct error *error)
{
	struct person_telling *telling = it->telling;
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(telling->app->store, SQL_held_history,
			BIND(store_text(it->record->name), dmn_number(record_id)), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct value_members members = { .arena = telling->arena };
		dmn_value body;
		struct text text = text_copy(telling->arena, rows_text(&rows, 4));
		if (!dmn_from_json(telling->arena, text.at, text.length, &body))
			body = dmn_string_view(text.at, text.length);
		value_member_text(&members, "record", it->record->label);
		value_member(&members, "record_id", dmn_number(record_id));
		value_member(&members, "version", rows_at(&rows, 0));
		value_member_text(&members, "until", rows_text(&rows, 3));
		tell_origin(it, &members, rows_int(&rows, 1), rows_int(&rows, 2));
		value_member(&members, "values", body);
		list_push(telling->arena, &it->earlier, value_of_members(&members));
	}
	rows_end(&rows);
	return status;
}

static enum status tell_rows(struct person_tables *it, struct typed *typed, struct rows *rows,
			     bool source, struct error *error)
{
	struct typed_row row;
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		typed_read(typed, it->telling->arena, rows, source, &row);
		tell_row(it, &row, source);
		if (!source && (status = tell_earlier(it, row.id, error)) != STATUS_OK)
			break;
	}
	rows_end(rows);
	return status;
}

enum status person_tell_type(struct person_tables *it, int64_t root, struct error *error)
{
	struct typed *typed = caseload_typed(it->telling->caseload, it->record);
	struct rows rows;
	TRY(typed_range(typed, root, root, &rows, error));
	TRY(tell_rows(it, typed, &rows, false, error));
	if (!typed_shape(typed)->several)
		return STATUS_OK;
	TRY(typed_source_range(typed, root, root, &rows, error));
	return tell_rows(it, typed, &rows, true, error);
}
