/* SPDX-License-Identifier: Apache-2.0 */
/* Where a parameter stands in a pack's files. The text is changed there, as an editor would. */
#include "pack/variant.h"

#include "base/builder.h"
#include "pack/keys.h"
#include "pack/model_text.h"
#include "pack/yaml.h"

static enum status no_parameter(struct text path, struct error *error)
{
	error_set(error, STATUS_INVALID, "the pack has no single value at '%.*s'", TEXT_ARG(path));
	return error_remedy(error,
			    "name a key of its pack.yaml by its path, as clocks.NAME.warns.1, "
			    "or a cell of its rules as rules.TABLE.RULE.CELL");
}

static size_t number_of(struct text word)
{
	size_t out = 0;
	for (size_t i = 0; i < word.length && i < 6; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return 0;
		out = out * 10 + (size_t)(word.at[i] - '0');
	}
	return out;
}

/* ---- pack.yaml ---------------------------------------------------------- */

static const struct yaml_node *child(const struct yaml_node *node, struct text step)
{
	size_t number = number_of(step);
	if (node->kind == YAML_LIST)
		return number >= 1 && number <= node->count ? node->nodes[number - 1] : NULL;
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++)
		if (text_equal(node->nodes[i]->name, step))
			return node->nodes[i];
	return NULL;
}

static size_t offset_of(struct text bytes, unsigned line, unsigned column)
{
	size_t at = 0;
	for (unsigned i = 1; i < line; i++) {
		while (at < bytes.length && bytes.at[at] != '\n')
			at++;
		at++;
	}
	for (unsigned i = 1; i < column && at < bytes.length; i++)
		do
			at++;
		while (at < bytes.length && ((unsigned char)bytes.at[at] & 0xC0) == 0x80);
	return at;
}

/* The end of the scalar that begins there: of quotes, or of as many bytes as it says. */
static bool find_end(struct text bytes, const struct yaml_node *node, struct pack_parameter *out)
{
	char quote = out->begin < bytes.length ? bytes.at[out->begin] : '\0';
	size_t at = out->begin;
	if (quote != '\'' && quote != '"') {
		out->end = at + node->text.length;
		return out->end <= bytes.length && node->text.length != 0 &&
		       text_equal(text_slice(bytes, at, out->end), node->text);
	}
	for (at++; at < bytes.length && bytes.at[at] != quote; at++)
		at += quote == '"' && bytes.at[at] == '\\';
	out->end = at + 1;
	return at < bytes.length;
}

static enum status find_key(struct arena *arena, const struct pack *pack,
			    struct pack_parameter *out, struct error *error)
{
	const struct pack_file *file = pack_find_file(pack, TEXT("pack.yaml"));
	struct yaml_node *root;
	struct builder row = builder_new(arena);
	struct text rest = out->path;
	TRY(yaml_read(arena, "pack.yaml", file->bytes, &root, error));
	const struct yaml_node *node = root;
	while (node != NULL && rest.length != 0) {
		struct text step = text_cut(rest, '.', &rest);
		const struct keys_row *above =
			keys_row_of(KEYS_PACK, text_c(arena, builder_text(&row)));
		const struct yaml_node *next = child(node, step);
		builder_add_c(&row, row.length != 0 ? "." : "");
		if (above != NULL && above->kind == KEYS_TABLE)
			builder_add_c(&row, "*");
		else if (above != NULL && above->kind == KEYS_ITEMS)
			builder_add_c(&row, "[]");
		else
			builder_add(&row, step);
		node = next;
	}
	if (node == NULL || node->kind != YAML_TEXT)
		return no_parameter(out->path, error);
	const struct keys_row *means = keys_row_of(KEYS_PACK, text_c(arena, builder_text(&row)));
	out->begin = offset_of(file->bytes, node->line, node->column);
	out->file = file->name;
	out->value = node->text;
	out->meaning = means != NULL ? text_from(means->meaning) : TEXT("");
	return find_end(file->bytes, node, out) ? STATUS_OK : no_parameter(out->path, error);
}

/* ---- the rules ---------------------------------------------------------- */

/* As a person reads it. */
static struct text unescaped(struct arena *arena, struct text xml)
{
	static const char *const names[] = { "&lt;", "&gt;", "&amp;", "&quot;" };
	static const char signs[] = "<>&\"";
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < xml.length; i++) {
		size_t which = 0;
		struct text rest = text_slice(xml, i, xml.length);
		while (which < 4 && !text_starts(rest, text_from(names[which])))
			which++;
		builder_add_byte(&out, which < 4 ? signs[which] : xml.at[i]);
		i += which < 4 ? text_from(names[which]).length - 1 : 0;
	}
	return builder_text(&out);
}

static enum status find_cell(struct arena *arena, const struct pack *pack, struct text rest,
			     struct pack_parameter *out, struct error *error)
{
	const struct pack_file *file = pack_find_file(pack, pack->decision.model);
	struct text table = text_cut(rest, '.', &rest);
	size_t rule = number_of(text_cut(rest, '.', &rest));
	size_t cell = number_of(rest);
	if (file == NULL)
		return no_parameter(out->path, error);
	const struct model_text model = model_text_read(arena, file->bytes);
	for (size_t t = 0; t < model.tables.count; t++) {
		const struct model_table *it = &model.tables.at[t];
		if (!text_equal(it->id, table))
			continue;
		for (size_t e = 0; e < model.entries.count; e++) {
			const struct model_entry *entry = &model.entries.at[e];
			if (!text_equal(entry->owner, it->name) || entry->rule != rule ||
			    entry->cell != cell || rule == 0 || cell == 0)
				continue;
			out->begin = entry->begin;
			out->end = entry->end;
			out->file = file->name;
			out->in_model = true;
			out->meaning = it->name;
			out->value =
				unescaped(arena, text_slice(file->bytes, entry->begin, entry->end));
			return STATUS_OK;
		}
	}
	return no_parameter(out->path, error);
}

enum status pack_parameter_find(struct arena *arena, const struct pack *pack, struct text path,
				struct pack_parameter *out, struct error *error)
{
	struct text rest;
	struct text first = text_cut(path, '.', &rest);
	*out = (struct pack_parameter){ .path = path };
	if (text_is(first, "rules"))
		return find_cell(arena, pack, rest, out, error);
	return find_key(arena, pack, out, error);
}

static void add_quoted(struct builder *out, struct text value, bool in_model)
{
	for (size_t i = 0; i < value.length; i++) {
		char c = value.at[i];
		if (in_model && (c == '<' || c == '>' || c == '&'))
			builder_add_c(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
		else if (!in_model && c == '\'')
			builder_add_c(out, "''");
		else
			builder_add_byte(out, c);
	}
}

struct text pack_parameter_set(struct arena *arena, const struct pack *pack,
			       const struct pack_parameter *parameter, struct text value)
{
	struct builder out = builder_new(arena);
	struct text bytes = pack_find_file(pack, parameter->file)->bytes;
	builder_add(&out, text_slice(bytes, 0, parameter->begin));
	builder_add_c(&out, parameter->in_model ? "" : "'");
	add_quoted(&out, value, parameter->in_model);
	builder_add_c(&out, parameter->in_model ? "" : "'");
	builder_add(&out, text_slice(bytes, parameter->end, bytes.length));
	return builder_text(&out);
}
