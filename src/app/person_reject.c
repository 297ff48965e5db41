/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of extracts that were not taken: nothing leads to the person but their reference in the
 * text. */
#include "app/person_internal.h"

#include "base/builder.h"

static bool is_word(char letter)
{
	return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
	       (letter >= 'A' && letter <= 'Z');
}

/* Does the reference stand in the line as a word of its own? */
bool person_is_named(struct text line, struct text reference)
{
	size_t at = text_find(line, reference, 0);
	for (; at != SIZE_MAX; at = text_find(line, reference, at + 1)) {
		size_t end = at + reference.length;
		if ((at == 0 || !is_word(line.at[at - 1])) &&
		    (end == line.length || !is_word(line.at[end])))
			return true;
	}
	return false;
}

struct text person_pattern(struct arena *arena, struct text reference)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '%');
	for (size_t i = 0; i < reference.length; i++) {
		if (reference.at[i] == '%' || reference.at[i] == '_' || reference.at[i] == '!')
			builder_add_byte(&out, '!');
		builder_add_byte(&out, reference.at[i]);
	}
	builder_add_byte(&out, '%');
	return builder_text(&out);
}

enum status person_rejects(struct person_telling *telling, struct value_list *out,
			   struct error *error)
{
	struct text reference = telling->reference;
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(telling->app->store, SQL_held_reject,
			BIND(store_text(person_pattern(telling->arena, reference))), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		if (!person_is_named(rows_text(&rows, 5), reference) &&
		    !person_is_named(rows_text(&rows, 6), reference))
			continue;
		list_push(telling->arena, out, person_row(telling, &rows));
	}
	rows_end(&rows);
	return status;
}
