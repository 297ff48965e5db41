/* SPDX-License-Identifier: Apache-2.0 */
/* A letter, from its text and the case to a document. */
#include "app/condition.h"
#include "app/letter_internal.h"

struct composing {
	struct letter_filling *of;
	struct conditions conditions;
	struct error *error;
};

static void lacks(struct letter_filling *it, struct text name)
{
	builder_add_c(&it->lacks, it->lacks.length == 0 ? "" : ", ");
	builder_add(&it->lacks, name);
}

static struct text words_of(struct letter_filling *it, const struct template_block *block)
{
	struct builder out = builder_new(it->arena);
	for (size_t i = 0; i < block->parts.count; i++) {
		const struct template_part *part = &block->parts.at[i];
		struct text words =
			part->is_field ? letter_field_words(it, part->text) : part->text;
		if (words.length == 0 && part->has_otherwise)
			words = part->otherwise;
		if (words.length == 0)
			lacks(it, part->text);
		builder_add(&out, words);
	}
	return builder_text(&out);
}

static void add_block(struct composing *it, const struct template_block *block)
{
	struct letter_filling *of = it->of;
	const struct template_part *part = &block->parts.at[0];
	enum pack_letter_field field = pack_letter_field(part->text);
	if (part->is_field && pack_letter_is_block(field)) {
		if (letter_block(of, field, it->error))
			return;
		if (part->has_otherwise)
			document_paragraph(of->document, part->otherwise);
		else
			lacks(of, part->text);
		return;
	}
	struct text words = words_of(of, block);
	switch (block->kind) {
	case TEMPLATE_TITLE: of->document->title = words; break;
	case TEMPLATE_SECTION: document_section(of->document, words); break;
	case TEMPLATE_PARAGRAPH: document_paragraph(of->document, words); break;
	case TEMPLATE_ITEM: document_item(of->document, words); break;
	}
}

static bool stands(struct composing *it, const struct template_block *block)
{
	if (block->when.length == 0)
		return true;
	const struct pack_letter_when *when = pack_find_when(it->of->letter, block->when);
	return condition_holds(&it->conditions, when->condition, it->of->batch, it->of->about,
			       dmn_null());
}

static void add_all(struct composing *it)
{
	const struct pack *pack = it->of->pack;
	const struct letter_template *text =
		&it->of->letter->texts[it->of->language - pack->languages];
	bool shown = true;
	for (size_t i = 0; i < text->blocks.count; i++) {
		const struct template_block *block = &text->blocks.at[i];
		if (block->kind == TEMPLATE_SECTION)
			shown = stands(it, block);
		if (shown)
			add_block(it, block);
	}
}

static enum status compose(struct composing *composing, struct document *document,
			   struct error *error)
{
	struct letter_filling *it = composing->of;
	TRY(letter_begin(it, document, error));
	TRY(conditions_open(&composing->conditions, &it->item->caseload, error));
	add_all(composing);
	if (it->lacks.length == 0)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the letter cannot be made: there is no %.*s",
		  (int)text_slice(builder_text(&it->lacks), 0, 300).length, it->lacks.at);
	error_remedy(error, "enter what is not there on the case, then make the letter again");
	return STATUS_INVALID;
}

enum status letter_compose(struct item *item, struct letter_filling *out, struct document *document,
			   struct error *error)
{
	struct composing composing = { .of = out, .error = error };
	struct app *app = item->caseload.app;
	struct text secret;
	out->item = item;
	out->arena = item->caseload.arena;
	out->pack = item->caseload.pack;
	TRY(caseload_case(&item->caseload, item->case_id, &out->reference, &secret, error));
	TRY(item_family(item, &out->batch, &out->about, error));
	enum app_telling before = app->telling;
	app->telling = APP_TELLS_ALL;
	enum status status = compose(&composing, document, error);
	app->telling = before;
	conditions_close(&composing.conditions);
	batch_free(out->batch);
	out->batch = NULL;
	return status;
}
