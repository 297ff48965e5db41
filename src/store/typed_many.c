/* SPDX-License-Identifier: Apache-2.0 */
/* Many rows in few statements, where each statement is a way to the server and back: keys and
 * numbers go as arrays, new rows by COPY. SQLite takes them one by one, which costs it nothing. */
#include "store/array.h"
#include "store/typed_internal.h"

#include "base/ensure.h"
#include "base/map.h"

#include <string.h>

static bool is_far(const struct typed *typed)
{
	return store_is_far(typed->store);
}

static dmn_value array_of_numbers(struct arena *arena, const struct typed_row *rows, size_t count,
				  size_t member)
{
	int64_t *numbers = arena_new_array(arena, int64_t, count);
	for (size_t i = 0; i < count; i++)
		memcpy(&numbers[i], (const char *)&rows[i] + member, sizeof numbers[i]);
	return store_numbers(arena, numbers, count);
}

/* ---- finding ---------------------------------------------------------------- */

/* Where each key stands in `keys`; of one that stands there twice, the first. */
static struct map places_of(struct arena *arena, const struct text *keys, size_t count)
{
	struct map places = map_new(arena);
	size_t *place = arena_new_array(arena, size_t, count);
	for (size_t i = 0; i < count; i++) {
		place[i] = i;
		if (!map_has(&places, keys[i]))
			map_put(&places, keys[i], &place[i]);
	}
	return places;
}

static enum status find_each(struct typed *typed, struct arena *arena, int64_t source,
			     const struct text *keys, size_t count, struct typed_row *rows,
			     struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		bool found;
		TRY(typed_find(typed, arena, source, keys[i], &rows[i], &found, error));
		if (!found)
			rows[i] = (struct typed_row){ 0 };
	}
	return STATUS_OK;
}

static enum status find_far(struct typed *typed, struct arena *arena, int64_t source,
			    const struct text *keys, size_t count, struct typed_row *rows,
			    struct error *error)
{
	bool several = typed->shape->several;
	struct map places = places_of(arena, keys, count);
	const dmn_value values[] = { store_texts(arena, keys, count), dmn_number(source) };
	struct rows found_rows;
	bool found;
	memset(rows, 0, count * sizeof *rows);
	TRY(statement_start(typed->statements[TYPED_FIND_MANY], values, several ? 2 : 1,
			    &found_rows, error));
	enum status status;
	while ((status = rows_next(&found_rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, arena, &found_rows, several, &row);
		const size_t *place = map_get(&places, row.key);
		if (place != NULL)
			rows[*place] = row;
	}
	rows_end(&found_rows);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		rows[i] = rows[*(const size_t *)map_get(&places, keys[i])];
	return status;
}

/* A key that is kept as a number is not written as it was given. */
static bool keys_are_text(const struct typed *typed)
{
	const struct record_shape *shape = typed->shape;
	return !shape->key_loads || shape->columns[shape->key].kind == DMN_STRING;
}

enum status typed_find_many(struct typed *typed, struct arena *arena, int64_t source,
			    const struct text *keys, size_t count, struct typed_row *rows,
			    struct error *error)
{
	if (count == 0)
		return STATUS_OK;
	return is_far(typed) && keys_are_text(typed)
		       ? find_far(typed, arena, source, keys, count, rows, error)
		       : find_each(typed, arena, source, keys, count, rows, error);
}

enum status typed_locate_many(struct typed *typed, struct arena *arena, int64_t source,
			      const struct text *keys, size_t count, struct typed_row *rows,
			      struct error *error)
{
	if (count != 0 && is_far(typed) && keys_are_text(typed))
		return find_far(typed, arena, source, keys, count, rows, error);
	for (size_t i = 0; i < count; i++) {
		bool found;
		TRY(typed_locate(typed, source, keys[i], &rows[i], &found, error));
		if (!found)
			rows[i] = (struct typed_row){ 0 };
	}
	return STATUS_OK;
}

enum status typed_get_many(struct typed *typed, struct arena *arena, const int64_t *ids,
			   size_t count, struct typed_row *rows, size_t *found_count,
			   struct error *error)
{
	const dmn_value values[] = { store_numbers(arena, ids, count) };
	struct rows found_rows;
	bool found;
	*found_count = 0;
	ensure(is_far(typed));
	TRY(statement_start(typed->statements[TYPED_GET_MANY], values, 1, &found_rows, error));
	enum status status;
	while ((status = rows_next(&found_rows, &found, error)) == STATUS_OK && found)
		if (*found_count < count)
			typed_read(typed, arena, &found_rows, false, &rows[(*found_count)++]);
	rows_end(&found_rows);
	return status;
}

/* ---- adding ------------------------------------------------------------------ */

static void add_escaped(struct builder *out, struct text text)
{
	size_t begin = 0;
	static const char specials[] = "\\\t\n\r";
	for (size_t i = 0; i < text.length; i++) {
		const char *found = memchr(specials, text.at[i], 4);
		if (found == NULL)
			continue;
		builder_add(out, text_slice(text, begin, i));
		builder_add_byte(out, '\\');
		builder_add_byte(out, "\\tnr"[found - specials]);
		begin = i + 1;
	}
	builder_add(out, text_slice(text, begin, text.length));
}

/* A cell as COPY's text format has it. */
static void add_cell(struct builder *out, dmn_value value)
{
	int64_t number;
	if (value.kind == DMN_NULL) {
		builder_add_c(out, "\\N");
	} else if (value.kind == DMN_BOOLEAN) {
		builder_add_byte(out, value.as.boolean ? 't' : 'f');
	} else if (value.kind == DMN_NUMBER) {
		if (dmn_get_int(value, &number))
			builder_add_number(out, number);
	} else {
		add_escaped(out, (struct text){ value.as.string, value.count });
	}
}

static void add_line(struct builder *out, const dmn_value *values, size_t count, size_t secret_at)
{
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			builder_add_byte(out, '\t');
		if (i == secret_at && values[i].kind == DMN_STRING) {
			builder_add_c(out, "\\\\");
			store_add_hex(out, (struct text){ values[i].as.string, values[i].count });
		} else {
			add_cell(out, values[i]);
		}
	}
	builder_add_byte(out, '\n');
}

/* Of a key that stands twice the first row is added; the others find it. */
static void find_twice(struct arena *arena, const struct text *keys, const struct typed_row *rows,
		       size_t count, struct typed_row *before)
{
	struct map places = places_of(arena, keys, count);
	for (size_t i = 0; i < count; i++) {
		size_t first = *(const size_t *)map_get(&places, keys[i]);
		if (first != i && before[i].id == 0)
			before[i] = rows[first];
	}
}

/* What has the rows' keys already. What is surely new is not asked for. */
static enum status find_taken(struct typed *typed, struct arena *arena,
			      const struct typed_row *rows, size_t count, struct typed_row *before,
			      struct error *error)
{
	struct text *keys = arena_new_array(arena, struct text, count);
	struct text *asked = arena_new_array(arena, struct text, count);
	size_t *whose = arena_new_array(arena, size_t, count);
	size_t asked_count = 0;
	memset(before, 0, count * sizeof *before);
	for (size_t i = 0; i < count; i++) {
		keys[i] = rows[i].key;
		if (!typed_is_new(typed, keys[i])) {
			asked[asked_count] = keys[i];
			whose[asked_count++] = i;
		}
	}
	if (asked_count == 0)
		return STATUS_OK;
	struct typed_row *taken = arena_new_array(arena, struct typed_row, asked_count);
	TRY(typed_find_many(typed, arena, 0, asked, asked_count, taken, error));
	for (size_t i = 0; i < asked_count; i++)
		before[whose[i]] = taken[i];
	find_twice(arena, keys, rows, count, before);
	return STATUS_OK;
}

static enum status add_far(struct typed *typed, struct arena *arena, const struct typed_row *rows,
			   size_t count, struct typed_row *before, struct error *error)
{
	struct builder out = builder_new(arena);
	TRY(find_taken(typed, arena, rows, count, before, error));
	for (size_t i = 0; i < count; i++) {
		if (before[i].id != 0)
			continue;
		struct arena_mark mark = arena_mark(typed->store->arena);
		size_t bound = typed_bind_add(typed, &rows[i]);
		add_line(&out, typed->bound, bound, TYPED_SECRET_AT);
		arena_rewind(typed->store->arena, mark);
	}
	return out.length == 0 ? STATUS_OK
			       : typed->store->driver->copy(typed->store, typed->copy_sql,
							    builder_text(&out), error);
}

static enum status add_each(struct typed *typed, struct arena *arena, const struct typed_row *rows,
			    size_t count, struct typed_row *before, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		bool added;
		bool found = true;
		before[i] = (struct typed_row){ 0 };
		TRY(typed_add(typed, &rows[i], &added, error));
		if (!added)
			TRY(typed_find(typed, arena, 0, rows[i].key, &before[i], &found, error));
		if (!found)
			before[i].id = TYPED_ID_UNKNOWN;
	}
	return STATUS_OK;
}

enum status typed_add_many(struct typed *typed, struct arena *arena, const struct typed_row *rows,
			   size_t count, struct typed_row *before, struct error *error)
{
	return is_far(typed) && keys_are_text(typed)
		       ? add_far(typed, arena, rows, count, before, error)
		       : add_each(typed, arena, rows, count, before, error);
}

enum status typed_touch_many(struct typed *typed, const struct typed_row *rows, size_t count,
			     struct error *error)
{
	if (!is_far(typed)) {
		for (size_t i = 0; i < count; i++)
			TRY(typed_touch(typed, &rows[i], error));
		return STATUS_OK;
	}
	if (count == 0)
		return STATUS_OK;
	struct arena *arena = typed->store->arena;
	struct arena_mark mark = arena_mark(arena);
	typed->bound[0] = dmn_number(rows[0].origin);
	typed->bound[1] = array_of_numbers(arena, rows, count, offsetof(struct typed_row, id));
	typed->bound[2] =
		array_of_numbers(arena, rows, count, offsetof(struct typed_row, origin_row));
	enum status status =
		statement_run(typed->statements[TYPED_TOUCH_MANY], typed->bound, 3, NULL, error);
	arena_rewind(arena, mark);
	return status;
}
