/* SPDX-License-Identifier: Apache-2.0 */
/* What a list or a search has shown, for its entry of the log. */
#include "app/app.h"
#include "base/builder.h"

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
