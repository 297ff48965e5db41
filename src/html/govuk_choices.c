/* SPDX-License-Identifier: Apache-2.0 */
/* Radio buttons and checkboxes: one shape, two kinds. */
#include "html/govuk_internal.h"

struct kind {
	const char *type, *module;
	const char *list, *item, *input, *label, *hint, *divider, *conditional, *is_hidden;
};

static const struct kind radio = {
	.type = "radio",
	.module = "govuk-radios",
	.list = "govuk-radios",
	.item = "govuk-radios__item",
	.input = "govuk-radios__input",
	.label = "govuk-radios__label",
	.hint = "govuk-radios__hint",
	.divider = "govuk-radios__divider",
	.conditional = "govuk-radios__conditional",
	.is_hidden = "govuk-radios__conditional--hidden",
};

static const struct kind checkbox = {
	.type = "checkbox",
	.module = "govuk-checkboxes",
	.list = "govuk-checkboxes",
	.item = "govuk-checkboxes__item",
	.input = "govuk-checkboxes__input",
	.label = "govuk-checkboxes__label",
	.hint = "govuk-checkboxes__hint",
	.divider = "govuk-checkboxes__divider",
	.conditional = "govuk-checkboxes__conditional",
	.is_hidden = "govuk-checkboxes__conditional--hidden",
};

static bool is_checked(const struct govuk_choices *choices, const struct govuk_choice *item)
{
	if (item->checked != GOVUK_UNSET)
		return item->checked == GOVUK_ON;
	if (choices->value.length != 0 && text_equal(choices->value, item->value))
		return true;
	for (size_t i = 0; i < choices->value_count; i++)
		if (text_equal(choices->values[i], item->value))
			return true;
	return false;
}

struct item_words {
	struct text id, name, described_by, hint_id, conditional_id;
	bool is_checked;
};

static void control(struct html *html, const struct kind *kind, const struct govuk_choice *item,
		    const struct item_words *words)
{
	html_begin(html, "input");
	html_class(html, kind->input, (struct text){ 0 });
	html_attribute(html, "id", words->id);
	html_attribute(html, "name", words->name);
	html_attribute(html, "type", text_from(kind->type));
	html_attribute(html, "value", item->value);
	govuk_flag(html, "checked", words->is_checked);
	govuk_flag(html, "disabled", item->is_disabled);
	govuk_filled(html, "data-aria-controls", words->conditional_id);
	if (item->is_exclusive)
		html_attribute(html, "data-behaviour", TEXT("exclusive"));
	govuk_filled(html, "aria-describedby", words->described_by);
	html_attributes(html, item->attributes);
	html_end(html);
}

static void choice(struct html *html, const struct kind *kind, const struct govuk_choice *item,
		   const struct item_words *words)
{
	html_begin(html, "div");
	html_class(html, kind->item, (struct text){ 0 });
	control(html, kind, item, words);
	govuk_label(html, &(struct govuk_label){ .text = item->text,
						 .html = item->html,
						 .for_id = words->id,
						 .classes = govuk_ids(html, text_from(kind->label),
								      item->label_classes),
						 .attributes = item->label_attributes });
	if (words->hint_id.length != 0)
		govuk_hint(html, &(struct govuk_hint){ .id = words->hint_id,
						       .text = item->hint,
						       .html = item->hint_html,
						       .classes = text_from(kind->hint) });
	html_end(html);
	if (words->conditional_id.length == 0)
		return;
	html_begin(html, "div");
	html_class_begin(html, kind->conditional);
	html_class_add(html, !words->is_checked, kind->is_hidden);
	html_class_end(html);
	html_attribute(html, "id", words->conditional_id);
	html_put(html, item->conditional);
	html_end(html);
}

static struct item_words item_words(struct html *html, const struct govuk_choices *choices,
				    size_t index, struct text prefix, struct text described_by)
{
	const struct govuk_choice *item = &choices->items[index];
	struct item_words words = { .id = item->id,
				    .name = item->name.length != 0 ? item->name : choices->name,
				    .is_checked = is_checked(choices, item) };
	if (words.id.length == 0)
		words.id = index == 0 ? prefix
				      : govuk_join(html, prefix,
						   text_format(html->out.arena, "-%zu", index + 1));
	if (govuk_has(item->hint, item->hint_html))
		words.hint_id = govuk_join(html, words.id, TEXT("-item-hint"));
	words.described_by = govuk_ids(html, described_by, words.hint_id);
	if (item->conditional.markup.length != 0)
		words.conditional_id = govuk_join(html, TEXT("conditional-"), words.id);
	return words;
}

static void list(struct html *html, const struct kind *kind, const struct govuk_choices *choices,
		 struct text prefix, struct text described_by)
{
	govuk_open(html, "div", kind->list, choices->classes, choices->attributes);
	html_attribute(html, "data-module", text_from(kind->module));
	html_put(html, choices->group.before);
	for (size_t i = 0; i < choices->item_count; i++) {
		const struct govuk_choice *item = &choices->items[i];
		if (item->divider.length != 0) {
			html_begin(html, "div");
			html_class(html, kind->divider, (struct text){ 0 });
			html_text(html, item->divider);
			html_end(html);
		} else if (!item->is_left_out) {
			struct item_words words =
				item_words(html, choices, i, prefix, described_by);
			choice(html, kind, item, &words);
		}
	}
	html_put(html, choices->group.after);
	html_end(html);
}

static void choices_write(struct html *html, const struct kind *kind,
			  const struct govuk_choices *choices)
{
	struct text prefix = choices->id_prefix.length != 0 ? choices->id_prefix : choices->name;
	struct govuk_field field = {
		.hint = &choices->hint,
		.error = &choices->error,
		.group = &choices->group,
		.id = prefix,
		.described_by = choices->described_by,
	};
	if (choices->fieldset != NULL && choices->fieldset->described_by.length != 0)
		field.described_by = choices->fieldset->described_by;
	field.described_by = govuk_describe_ids(html, &field);
	govuk_group_begin(html, &choices->group, govuk_is_error(&choices->error));
	if (choices->fieldset != NULL) {
		struct govuk_fieldset fieldset = *choices->fieldset;
		fieldset.described_by = field.described_by;
		govuk_fieldset_begin(html, &fieldset);
	}
	govuk_describe(html, &field);
	list(html, kind, choices, prefix,
	     choices->fieldset == NULL && kind == &checkbox ? field.described_by
							    : (struct text){ 0 });
	if (choices->fieldset != NULL)
		govuk_fieldset_end(html);
	html_end(html);
}

void govuk_radios(struct html *html, const struct govuk_choices *radios)
{
	choices_write(html, &radio, radios);
}

void govuk_checkboxes(struct html *html, const struct govuk_choices *checkboxes)
{
	choices_write(html, &checkbox, checkboxes);
}
