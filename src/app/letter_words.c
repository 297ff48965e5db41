/* SPDX-License-Identifier: Apache-2.0 */
/* A letter's words as they are kept: every block in order, so that page and paper are made of what
 * was made then. */
#include "app/letter_internal.h"

#include "format/json.h"

static void member(struct builder *out, const char *name, struct text value)
{
	builder_add_format(out, "%s\"%s\":", out->at[out->length - 1] == '{' ? "" : ",", name);
	json_write_string(out, value);
}

struct text letter_keep_words(struct arena *arena, const struct document *document)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '{');
	member(&out, "language", document->language);
	member(&out, "title", document->title);
	member(&out, "author", document->author);
	member(&out, "header", document->header);
	member(&out, "footer", document->footer);
	member(&out, "page", document->page);
	member(&out, "of", document->of);
	builder_add_format(&out, ",\"day\":%lld,\"blocks\":[", (long long)document->day);
	for (size_t i = 0; i < document->blocks.count; i++) {
		const struct document_block *block = &document->blocks.at[i];
		builder_add_format(&out, "%s{\"kind\":%d", i == 0 ? "" : ",", (int)block->kind);
		member(&out, "text", block->text);
		if (block->value.length != 0)
			member(&out, "value", block->value);
		if (block->note.length != 0)
			member(&out, "note", block->note);
		builder_add_byte(&out, '}');
	}
	builder_add_c(&out, "]}");
	return builder_text(&out);
}

static struct text text_at(dmn_value map, const char *name)
{
	return evaluate_text(evaluate_member(map, name));
}

static int64_t number_at(dmn_value map, const char *name)
{
	int64_t number = 0;
	dmn_value value = evaluate_member(map, name);
	return dmn_get_int(value, &number) ? number : 0;
}

enum status letter_read_words(struct arena *arena, struct text kept, struct document *out,
			      struct error *error)
{
	dmn_value map;
	if (!dmn_from_json(arena, kept.at, kept.length, &map))
		return error_set(error, STATUS_DATABASE, "the kept letter is no JSON");
	*out = document_new(arena, text_at(map, "language"), text_at(map, "title"));
	out->author = text_at(map, "author");
	out->header = text_at(map, "header");
	out->footer = text_at(map, "footer");
	out->page = text_at(map, "page");
	out->of = text_at(map, "of");
	out->day = number_at(map, "day");
	dmn_value blocks = evaluate_member(map, "blocks");
	for (size_t i = 0; blocks.kind == DMN_LIST && i < blocks.count; i++) {
		dmn_value block = dmn_list_at(blocks, i);
		list_push(arena, &out->blocks,
			  (struct document_block){
				  .kind = (enum document_kind)number_at(block, "kind"),
				  .text = text_at(block, "text"),
				  .value = text_at(block, "value"),
				  .note = text_at(block, "note") });
	}
	return STATUS_OK;
}
