/* SPDX-License-Identifier: Apache-2.0 */
/* Text of many lines, and the count of what is left of it. */
#include "html/govuk_internal.h"

void govuk_textarea(struct html *html, const struct govuk_textarea *textarea)
{
	struct govuk_field field = {
		.label = &textarea->label,
		.hint = &textarea->hint,
		.error = &textarea->error,
		.group = &textarea->group,
		.id = textarea->id.length != 0 ? textarea->id : textarea->name,
		.described_by = textarea->described_by,
	};
	govuk_field_begin(html, &field);
	html_begin(html, "textarea");
	html_class_begin(html, "govuk-textarea");
	html_class_add(html, govuk_is_error(&textarea->error), "govuk-textarea--error");
	html_class_more(html, textarea->classes);
	html_class_end(html);
	html_attribute(html, "id", field.id);
	html_attribute(html, "name", textarea->name);
	govuk_number(html, "rows", textarea->rows != 0 ? textarea->rows : 5);
	govuk_state(html, "spellcheck", textarea->spellcheck);
	govuk_flag(html, "disabled", textarea->is_disabled);
	govuk_filled(html, "aria-describedby", field.described_by);
	govuk_filled(html, "autocomplete", textarea->autocomplete);
	html_attributes(html, textarea->attributes);
	/* A reader of HTML drops the first line end: give it one to drop. */
	if (text_starts(textarea->value, TEXT("\n")))
		html_text(html, TEXT("\n"));
	html_text(html, textarea->value);
	html_end(html);
	govuk_field_end(html, &field);
}

static struct text fill_count(struct html *html, struct text sentence, unsigned count)
{
	const struct text mark = TEXT("%{count}");
	size_t at = text_find(sentence, mark, 0);
	if (at == SIZE_MAX)
		return sentence;
	struct builder filled = builder_new(html->out.arena);
	builder_add(&filled, text_slice(sentence, 0, at));
	builder_add(&filled, text_format(html->out.arena, "%u", count));
	builder_add(&filled, text_slice(sentence, at + mark.length, sentence.length));
	return builder_text(&filled);
}

static struct html_attributes count_attributes(struct html *html,
					       const struct govuk_character_count *count,
					       struct text type)
{
	struct govuk_words list = { .html = html };
	govuk_words_add(&list, "data-module", TEXT("govuk-character-count"));
	govuk_words_add_number(&list, "data-maxlength", count->most_characters);
	govuk_words_add_number(&list, "data-maxwords", count->most_words);
	govuk_words_add_number(&list, "data-threshold", count->threshold);
	govuk_words_add(&list, "data-count-type", type);
	if (count->most_characters == 0 && count->most_words == 0)
		govuk_words_add(&list, "data-i18n.textarea-description.other", count->description);
	govuk_words_add_plurals(&list, "data-i18n.characters-under-limit", count->characters_under);
	govuk_words_add(&list, "data-i18n.characters-at-limit", count->characters_at);
	govuk_words_add_plurals(&list, "data-i18n.characters-over-limit", count->characters_over);
	govuk_words_add_plurals(&list, "data-i18n.words-under-limit", count->words_under);
	govuk_words_add(&list, "data-i18n.words-at-limit", count->words_at);
	govuk_words_add_plurals(&list, "data-i18n.words-over-limit", count->words_over);
	return govuk_attributes_join(html, (struct html_attributes){ list.at, list.count },
				     count->textarea.group.attributes);
}

void govuk_character_count(struct html *html, const struct govuk_character_count *count)
{
	struct govuk_textarea textarea = count->textarea;
	struct text id = textarea.id.length != 0 ? textarea.id : textarea.name;
	struct text info = govuk_join(html, id, TEXT("-info"));
	struct text type = govuk_or(count->count_type, count->most_words != 0 ? "words" : NULL);
	unsigned most = count->most_words != 0 ? count->most_words : count->most_characters;
	struct text sentence =
		govuk_or(count->description, text_is(type, "words")
						     ? "You can enter up to %{count} words"
						     : "You can enter up to %{count} characters");
	struct html after = html_part_begin(html);
	govuk_hint(
		&after,
		&(struct govuk_hint){
			.id = info,
			.text = most != 0 ? fill_count(html, sentence, most) : (struct text){ 0 },
			.classes = govuk_ids(html, TEXT("govuk-character-count__message"),
					     count->message_classes) });
	html_put(&after, textarea.group.after);
	textarea.group.after = html_part_end(&after);
	textarea.group.classes =
		govuk_ids(html, TEXT("govuk-character-count"), textarea.group.classes);
	textarea.group.attributes = count_attributes(html, count, type);
	textarea.classes = govuk_ids(html, TEXT("govuk-js-character-count"), textarea.classes);
	textarea.id = id;
	textarea.described_by = info;
	govuk_textarea(html, &textarea);
}
