/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of any table as values. */
#include "app/person_internal.h"

static dmn_value instant_of(struct arena *arena, int64_t micros)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(micros, text);
	return dmn_string(arena, text, strlen(text));
}

static dmn_value text_value(struct person_telling *telling, struct text text)
{
	struct arena *arena = telling->arena;
	dmn_value value;
	bool may_be_json = text.length != 0 && (text.at[0] == '{' || text.at[0] == '[');
	struct text copy = text_copy(arena, text);
	if (may_be_json && dmn_from_json(arena, copy.at, copy.length, &value))
		return telling->names ? value : person_without_accounts(telling, value);
	return dmn_string_view(copy.at, copy.length);
}

static dmn_value column_value(struct person_telling *telling, const struct rows *rows,
			      unsigned column, struct text name)
{
	dmn_value value = rows_at(rows, column);
	if (text_ends(name, TEXT("_micros")))
		return instant_of(telling->arena, rows_int(rows, column));
	if (value.kind != DMN_STRING)
		return value;
	struct text text = rows_text(rows, column);
	bool staff = text_is(name, "actor") || text_ends(name, TEXT("_by"));
	return text_value(telling, staff ? person_staff_told(telling, text) : text);
}

dmn_value person_row(struct person_telling *telling, const struct rows *rows)
{
	struct value_members members = { .arena = telling->arena };
	for (unsigned i = 0; i < rows_width(rows); i++) {
		struct text name = rows_name(rows, i);
		dmn_value value = column_value(telling, rows, i, name);
		if (text_ends(name, TEXT("_micros")))
			name.length -= strlen("_micros");
		value_member(&members, text_c(telling->arena, name), value);
	}
	return value_of_members(&members);
}

static enum status rows_of(struct person_telling *telling, enum statement_name name, int64_t root,
			   struct value_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(telling->app->store, name,
			BIND(store_text(telling->root->name), dmn_number(root),
			     store_text(telling->caseload->pack->name)),
			&rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(telling->arena, out, person_row(telling, &rows));
	rows_end(&rows);
	return status;
}

enum status person_rows(struct person_telling *telling, enum statement_name name,
			struct value_list *out, struct error *error)
{
	for (size_t i = 0; i < telling->roots.count; i++)
		TRY(rows_of(telling, name, telling->roots.at[i], out, error));
	return STATUS_OK;
}

void person_section(struct person_telling *telling, const char *name, const char *title,
		    const struct value_list *rows)
{
	struct value_members members = { .arena = telling->arena };
	value_member_text(&members, "name", text_from(name));
	value_member_text(&members, "title", text_from(title));
	value_member(&members, "rows", value_of_list(telling->arena, rows));
	list_push(telling->arena, &telling->sections, value_of_members(&members));
}
