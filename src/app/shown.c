/* SPDX-License-Identifier: Apache-2.0 */
/* Details of the log's entries: what a list or a search has shown, and named texts. */
#include "app/app.h"
#include "base/builder.h"
#include "format/json.h"

struct text app_shown(struct arena *arena, const char *what, const void *rows, size_t count,
		      size_t size)
{
	struct builder out = builder_new(arena);
	builder_add_format(&out, "{\"%s\":[", what);
	for (size_t i = 0; i < count; i++) {
		int64_t id;
		memcpy(&id, (const char *)rows + i * size, sizeof id);
		builder_add_format(&out, i == 0 ? "%lld" : ",%lld", (long long)id);
	}
	builder_add_c(&out, "]}");
	return builder_text(&out);
}

struct text app_detail(struct arena *arena, const struct text (*members)[2], size_t count)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < count; i++) {
		builder_add_byte(&out, i == 0 ? '{' : ',');
		json_write_string(&out, members[i][0]);
		builder_add_byte(&out, ':');
		json_write_string(&out, members[i][1]);
	}
	builder_add_byte(&out, '}');
	return builder_text(&out);
}
