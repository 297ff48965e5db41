/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of a letter: every field is there and may be filled, every language says the same, and
 * every word that is needed is there in it. */
#include "pack/load.h"
#include "pack/yaml.h"

#include "os/file.h"

#include <stdio.h>
#include <string.h>

enum field_kind {
	KIND_TEXT,
	KIND_MAYBE,
	KIND_LIST,
	KIND_ROWS
};
enum field_in {
	IN_ANY,
	IN_DECISION,
	IN_CLOCK,
	IN_NEEDED
};

static const struct {
	const char *name;
	enum field_kind kind;
	enum field_in in;
} fields[] = {
#define LETTER_FIELD(constant, word, kind, in, meaning) { word, KIND_##kind, IN_##in },
#include "pack/letter_field.def"
#undef LETTER_FIELD
};

struct checking {
	struct loading *loading;
	const struct pack_letter *letter;
	const struct pack_language *language;
	const struct load_source *source;
	const char *path;
	bool stands[LETTER_FIELD_FACT];
};

static enum status fail(const struct checking *it, struct template_place place, const char *remedy,
			const char *format, ...) PRINTF_LIKE(4, 5);

static enum status fail(const struct checking *it, struct template_place place, const char *remedy,
			const char *format, ...)
{
	struct yaml_node node = { .file = it->path, .line = place.line, .column = place.column };
	char sentence[300];
	va_list values;
	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	yaml_fail(&node, it->loading->error, "%s", sentence);
	error_remedy(it->loading->error, "%s", remedy);
	return STATUS_INVALID;
}

/* A word that the language has not. */
static enum status lacks(const struct checking *it, struct template_place place, const char *group,
			 struct text name)
{
	return fail(it, place, "add it to the language's `words` file",
		    "letters/words has no word in '%.*s' for %s.%.*s", TEXT_ARG(it->language->tag),
		    group, TEXT_ARG(name));
}

static enum status check_codes(const struct checking *it, struct template_place place,
			       const struct pack_codes *codes)
{
	for (size_t i = 0; codes != NULL && i < codes->code_count; i++)
		if (pack_code_words(it->language, codes, codes->codes[i].code).length == 0)
			return lacks(it, place, text_c(it->loading->arena, codes->name),
				     codes->codes[i].code);
	return STATUS_OK;
}

static bool is_above(const struct pack_record *old, const struct pack_record *young)
{
	while (young != NULL && young != old)
		young = young->parent;
	return young != NULL;
}

static enum status check_fact(const struct checking *it, const struct template_part *part)
{
	struct pack_fact fact;
	const struct pack *pack = it->loading->pack;
	if (!pack_letter_fact(pack, part->text, &fact))
		return fail(it, part->place, "correct the name; docs/packs.md lists what may stand",
			    "there is no field {%.*s}", TEXT_ARG(part->text));
	if (fact.record->compartment.length != 0 || !is_above(fact.record, pack->decision.about))
		return fail(it, part->place,
			    "name a field of the record decided about or one above it",
			    "{%.*s} is not one value", TEXT_ARG(part->text));
	if (!fact.field->key && !fact.field->required && !part->has_otherwise)
		return fail(it, part->place,
			    "say what stands there instead: {record.field | not known}",
			    "{%.*s} may be empty", TEXT_ARG(part->text));
	return check_codes(it, part->place, fact.field->codes);
}

static enum status check_part(struct checking *it, const struct template_block *block,
			      const struct template_part *part)
{
	enum pack_letter_field field = pack_letter_field(part->text);
	if (!part->is_field)
		return STATUS_OK;
	if (field == LETTER_FIELD_NONE)
		return fail(it, part->place, "correct the name; docs/packs.md lists what may stand",
			    "there is no field {%.*s}", TEXT_ARG(part->text));
	if (field == LETTER_FIELD_FACT)
		return check_fact(it, part);
	if (fields[field].in == IN_CLOCK && it->letter->clock_count == 0)
		return fail(it, part->place, "take it out, or name a clock: on_clock",
			    "{%.*s} stands in a letter that no clock makes", TEXT_ARG(part->text));
	if (fields[field].in != IN_ANY && fields[field].in != IN_CLOCK &&
	    it->letter->kind != PACK_LETTER_DECISION)
		return fail(it, part->place, "take it out, or make the letter of kind decision",
			    "{%.*s} stands in a letter that tells no decision",
			    TEXT_ARG(part->text));
	if (pack_letter_is_block(field) &&
	    (block->kind != TEMPLATE_PARAGRAPH || !template_is_alone(block)))
		return fail(it, part->place, "put it into a paragraph of its own",
			    "{%.*s} is a list and stands in a sentence", TEXT_ARG(part->text));
	if ((fields[field].kind == KIND_LIST || fields[field].kind == KIND_MAYBE) &&
	    !part->has_otherwise)
		return fail(it, part->place, "say what stands there instead: {name | none}",
			    "{%.*s} may be empty", TEXT_ARG(part->text));
	it->stands[field] = true;
	return STATUS_OK;
}

static enum status check_block(struct checking *it, const struct template_block *block,
			       bool *conditional)
{
	if (block->kind == TEMPLATE_SECTION) {
		*conditional = block->when.length != 0;
		if (*conditional && pack_find_when(it->letter, block->when) == NULL)
			return fail(it, block->place, "add it under the letter's `when:`",
				    "there is no condition '%.*s'", TEXT_ARG(block->when));
	}
	for (size_t i = 0; i < block->parts.count; i++) {
		const struct template_part *part = &block->parts.at[i];
		enum pack_letter_field field = pack_letter_field(part->text);
		TRY(check_part(it, block, part));
		if (*conditional && part->is_field && field < LETTER_FIELD_FACT &&
		    fields[field].in == IN_NEEDED)
			it->stands[field] = false;
	}
	return STATUS_OK;
}

static enum status check_needed(const struct checking *it)
{
	const struct template_place top = { 1, 1 };
	if (it->letter->kind != PACK_LETTER_DECISION)
		return STATUS_OK;
	for (size_t i = 0; i < LETTER_FIELD_FACT; i++)
		if (fields[i].in == IN_NEEDED && !it->stands[i])
			return fail(it, top, "add it, outside of sections with `when:`",
				    "a decision's letter has no {%s}", fields[i].name);
	return STATUS_OK;
}

static enum status check_words(const struct checking *it)
{
	const struct template_place top = { 1, 1 };
	const struct pack *pack = it->loading->pack;
	const struct pack_language *language = it->language;
	if (it->letter->kind != PACK_LETTER_DECISION)
		return STATUS_OK;
	for (size_t i = 0; i < pack->decision.outcome_count; i++)
		if (pack_outcome_words(pack, language, pack->decision.outcomes[i].code).length == 0)
			return lacks(it, top, "outcomes", pack->decision.outcomes[i].code);
	for (size_t i = 0; i < pack->role_count; i++)
		if (pack_role_words(pack, language, pack->roles[i].name).length == 0)
			return lacks(it, top, "roles", pack->roles[i].name);
	for (size_t i = 0; i < it->letter->fact_count; i++) {
		const struct pack_fact *fact = &it->letter->facts[i];
		if (pack_fact_words(language, fact).length == 0)
			return lacks(it, top, text_c(it->loading->arena, fact->record->name),
				     fact->field->name);
		TRY(check_codes(it, top, fact->field->codes));
	}
	if (pack_challenge_words(language, it->letter).length == 0)
		return lacks(it, top, "challenge", it->letter->name);
	return check_codes(it, top, pack->decision.reasons);
}

/* The fields and conditions of a text in order, without its words: the same in every language. */
static bool is_same(const struct template_block *a, const struct template_block *b)
{
	size_t i = 0, j = 0;
	if (a->kind != b->kind || !text_equal(a->when, b->when))
		return false;
	for (;;) {
		while (i < a->parts.count && !a->parts.at[i].is_field)
			i++;
		if (i == a->parts.count)
			break;
		for (j = 0; j < b->parts.count; j++)
			if (b->parts.at[j].is_field &&
			    text_equal(b->parts.at[j].text, a->parts.at[i].text))
				break;
		if (j == b->parts.count)
			return false;
		i++;
	}
	return true;
}

static enum status check_alike(const struct checking *it, const struct letter_template *first,
			       const struct letter_template *text)
{
	size_t count = text->blocks.count;
	for (size_t i = 0; i < count || i < first->blocks.count; i++) {
		if (i < count && i < first->blocks.count &&
		    is_same(&first->blocks.at[i], &text->blocks.at[i]) &&
		    is_same(&text->blocks.at[i], &first->blocks.at[i]))
			continue;
		struct template_place place =
			i < count ? text->blocks.at[i].place : text->blocks.at[count - 1].place;
		return fail(it, place, "give every language the same parts, with the same fields",
			    "here the letter says something else than in '%.*s'",
			    TEXT_ARG(it->loading->pack->languages[0].tag));
	}
	return STATUS_OK;
}

static enum status load_text(struct checking *it, struct letter_template *out)
{
	struct arena *arena = it->loading->arena;
	struct error *error = it->loading->error;
	struct text bytes;
	struct text name = text_format(arena, "letters/%.*s.%.*s.md", TEXT_ARG(it->letter->name),
				       TEXT_ARG(it->language->tag));
	bool conditional = false;
	it->path = file_join(arena, text_c(arena, it->source->folder), text_c(arena, name));
	enum status status = load_file(it->loading, it->source, name, &bytes);
	if (status == STATUS_NOT_FOUND || status == STATUS_IO)
		error_remedy(error, "write the letter in '%.*s', or take the language out",
			     TEXT_ARG(it->language->tag));
	TRY(status);
	status = template_read(arena, bytes, out, error);
	if (status != STATUS_OK)
		error_place(error, it->path, error->row, NULL);
	TRY(status);
	for (size_t i = 0; i < out->blocks.count; i++)
		TRY(check_block(it, &out->blocks.at[i], &conditional));
	TRY(check_needed(it));
	return check_words(it);
}

enum status load_letter_texts(struct loading *loading, const struct yaml_node *node,
			      struct pack_letter *letter)
{
	struct letter_template *texts = arena_new_array(loading->arena, struct letter_template,
							loading->pack->language_count);
	for (size_t i = 0; i < loading->pack->language_count; i++) {
		struct checking it = { .loading = loading,
				       .letter = letter,
				       .source = load_source_of(loading, node),
				       .language = &loading->pack->languages[i] };
		TRY(load_text(&it, &texts[i]));
		TRY(check_alike(&it, &texts[0], &texts[i]));
	}
	letter->texts = texts;
	return STATUS_OK;
}
