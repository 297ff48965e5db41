/* SPDX-License-Identifier: Apache-2.0 */
#include "app/history.h"

/* The values as one JSON object. */
static struct text values_text(struct arena *arena, const struct record_shape *shape,
			       const dmn_value *values)
{
	const char **names = arena_new_array(arena, const char *, shape->count);
	for (size_t i = 0; i < shape->count; i++)
		names[i] = text_c(arena, shape->columns[i].name);
	size_t size;
	const char *json =
		dmn_to_json(arena, dmn_context(arena, names, values, shape->count), &size);
	return (struct text){ json, size };
}

enum status history_keep(struct app *app, struct arena *arena, const struct record_shape *shape,
			 const struct typed_row *before, struct text now, struct error *error)
{
	return store_do(app->store, SQL_history_put,
			BIND(store_text(shape->name), dmn_number(before->id),
			     dmn_number(before->version), dmn_number(before->origin),
			     dmn_number(before->origin_row), store_text(now),
			     store_text(values_text(arena, shape, before->values))),
			error);
}
