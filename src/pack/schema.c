/* SPDX-License-Identifier: Apache-2.0 */
/* pack.def as a JSON Schema: a row of it is an object of the schema. */
#include "pack/schema.h"

#include "base/builder.h"

#include <string.h>

/* What YAML makes of a word that is no text to it, we take as the text that it is. */
#define ANY_TEXT "\"type\":[\"string\",\"number\",\"boolean\"]"

static const struct keys_row *next_row(enum keys_file file, size_t *at)
{
	const struct keys_row *row;
	while ((row = keys_row_at((*at)++)) != NULL)
		if (row->file == file)
			return row;
	return NULL;
}

/* The key of a row that stands right below `path`; NULL for any other. */
static const char *key_below(const struct keys_row *row, const char *path)
{
	size_t length = strlen(path);
	if (row->path[0] == '\0' || strncmp(row->path, path, length) != 0)
		return NULL;
	const char *key = row->path + length;
	if (length != 0 && *key++ != '.')
		return NULL;
	return strchr(key, '.') == NULL ? key : NULL;
}

static const struct keys_row *row_below(enum keys_file file, const char *path, const char *wanted)
{
	const struct keys_row *row;
	for (size_t at = 0; (row = next_row(file, &at)) != NULL;) {
		const char *key = key_below(row, path);
		if (key != NULL && strcmp(key, wanted) == 0)
			return row;
	}
	return NULL;
}

static void add_row(struct builder *out, const struct keys_row *row);

static void add_properties(struct builder *out, const struct keys_row *map)
{
	const struct keys_row *row;
	bool first = true;
	builder_add_c(out, "\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	for (size_t at = 0; (row = next_row(map->file, &at)) != NULL;) {
		const char *key = key_below(row, map->path);
		if (key == NULL)
			continue;
		builder_add_format(out, "%s\"%s\":", first ? "" : ",", key);
		add_row(out, row);
		first = false;
	}
	builder_add_c(out, "},\"required\":[");
	first = true;
	for (size_t at = 0; (row = next_row(map->file, &at)) != NULL;) {
		const char *key = key_below(row, map->path);
		if (key == NULL || !row->needed)
			continue;
		builder_add_format(out, "%s\"%s\"", first ? "" : ",", key);
		first = false;
	}
	builder_add_byte(out, ']');
}

static void add_each(struct builder *out, const struct keys_row *row, const char *key)
{
	const struct keys_row *each = row_below(row->file, row->path, key);
	if (each != NULL)
		add_row(out, each);
	else
		builder_add_c(out, "true");
}

static void add_shape(struct builder *out, const struct keys_row *row)
{
	switch (row->kind) {
	case KEYS_NAME:
		builder_add_c(out, "\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_-]*$\"");
		return;
	case KEYS_YES_NO: builder_add_c(out, "\"enum\":[true,false,\"yes\",\"no\"]"); return;
	case KEYS_DATE:
		builder_add_c(out,
			      "\"type\":\"string\",\"pattern\":\"^\\\\d{4}-\\\\d{2}-\\\\d{2}$\"");
		return;
	case KEYS_PERIOD: builder_add_c(out, "\"type\":\"string\",\"pattern\":\"^P.\""); return;
	case KEYS_WORDS: builder_add_c(out, "\"type\":\"array\",\"items\":{" ANY_TEXT "}"); return;
	case KEYS_ITEMS:
		builder_add_c(out, "\"type\":\"array\",\"items\":");
		add_each(out, row, "[]");
		return;
	case KEYS_TABLE:
		builder_add_c(out, "\"type\":\"object\",\"additionalProperties\":");
		add_each(out, row, "*");
		return;
	case KEYS_MAP: add_properties(out, row); return;
	case KEYS_MAP_OR_TEXT:
		builder_add_c(out, "\"anyOf\":[{" ANY_TEXT "},{");
		add_properties(out, row);
		builder_add_c(out, "}]");
		return;
	default: builder_add_c(out, ANY_TEXT);
	}
}

static void add_row(struct builder *out, const struct keys_row *row)
{
	builder_add_c(out, "{\"description\":\"");
	for (const char *c = row->meaning; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\')
			builder_add_byte(out, '\\');
		builder_add_byte(out, *c);
	}
	builder_add_c(out, "\",");
	add_shape(out, row);
	builder_add_byte(out, '}');
}

struct text pack_schema(struct arena *arena, enum keys_file file)
{
	static const char *const titles[] = {
		[KEYS_PACK] = "pack.yaml",	  [KEYS_IMPORT] = "import/NAME.yaml",
		[KEYS_SYNTH] = "synth/NAME.yaml", [KEYS_LANGUAGE] = "letters/words.TAG.yaml",
		[KEYS_REPORTS] = "reports.yaml",  [KEYS_SCENARIO] = "scenarios/NAME.yaml"
	};
	struct builder out = builder_new(arena);
	const struct keys_row *row;
	builder_add_format(&out,
			   "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
			   "\"title\":\"%s\",\"allOf\":[",
			   titles[file]);
	for (size_t at = 0; (row = next_row(file, &at)) != NULL;)
		if (row->path[0] == '\0')
			add_row(&out, row);
	builder_add_c(&out, "]}");
	return builder_text(&out);
}
