/* SPDX-License-Identifier: Apache-2.0 */
/* Fields of one line: input, password, file. */
#include "html/govuk_internal.h"

static void control(struct html *html, const struct govuk_input *input, struct text id,
		    struct text described_by)
{
	html_begin(html, "input");
	html_class_begin(html, "govuk-input");
	html_class_more(html, input->classes);
	html_class_add(html, govuk_is_error(&input->error), "govuk-input--error");
	html_class_end(html);
	html_attribute(html, "id", id);
	html_attribute(html, "name", input->name);
	html_attribute(html, "type", govuk_or(input->type, "text"));
	govuk_state(html, "spellcheck", input->spellcheck);
	govuk_given(html, "value", input->value);
	govuk_flag(html, "disabled", input->is_disabled);
	govuk_filled(html, "aria-describedby", described_by);
	govuk_given(html, "autocomplete", input->autocomplete);
	govuk_given(html, "autocapitalize", input->autocapitalize);
	govuk_given(html, "pattern", input->pattern);
	govuk_given(html, "inputmode", input->input_mode);
	html_attributes(html, input->attributes);
	html_end(html);
}

static void affix(struct html *html, const struct govuk_affix *affix, const char *class_name)
{
	if (!govuk_has(affix->text, affix->html))
		return;
	govuk_open(html, "div", class_name, affix->classes, affix->attributes);
	html_attribute(html, "aria-hidden", TEXT("true"));
	html_content(html, affix->text, affix->html);
	html_end(html);
}

static bool has_wrapper(const struct govuk_input *input)
{
	return govuk_has(input->prefix.text, input->prefix.html) ||
	       govuk_has(input->suffix.text, input->suffix.html) ||
	       input->group.before.markup.length != 0 || input->group.after.markup.length != 0;
}

void govuk_input(struct html *html, const struct govuk_input *input)
{
	struct govuk_field field = {
		.label = &input->label,
		.hint = &input->hint,
		.error = &input->error,
		.group = &input->group,
		.id = input->id.length != 0 ? input->id : input->name,
		.described_by = input->described_by,
		.is_before_inside = true,
	};
	govuk_field_begin(html, &field);
	if (has_wrapper(input)) {
		govuk_open(html, "div", "govuk-input__wrapper", input->wrapper.classes,
			   input->wrapper.attributes);
		html_put(html, input->group.before);
		affix(html, &input->prefix, "govuk-input__prefix");
		control(html, input, field.id, field.described_by);
		affix(html, &input->suffix, "govuk-input__suffix");
		html_put(html, input->group.after);
		html_end(html);
	} else {
		control(html, input, field.id, field.described_by);
	}
	govuk_field_end(html, &field);
}

/* The button that shows the password; without JavaScript it stays hidden. */
static struct html_part toggle(struct html *html, const struct govuk_password_input *password,
			       struct text id)
{
	const struct html_attribute attributes[] = {
		{ .name = "aria-controls", .value = id },
		{ .name = "aria-label", .value = govuk_or(password->show_label, "Show password") },
		{ .name = "hidden", .is_bare = true },
	};
	struct text classes = TEXT("govuk-button--secondary govuk-password-input__toggle "
				   "govuk-js-password-input-toggle");
	struct html part = html_part_begin(html);
	govuk_button(&part, &(struct govuk_button){
				    .type = TEXT("button"),
				    .classes = govuk_ids(html, classes, password->button_classes),
				    .text = govuk_or(password->show_text, "Show"),
				    .attributes = { attributes, 3 } });
	html_put(&part, password->input.group.after);
	return html_part_end(&part);
}

static struct html_attributes password_words(struct html *html,
					     const struct govuk_password_input *password)
{
	struct govuk_words list = { .html = html };
	govuk_words_add(&list, "data-module", TEXT("govuk-password-input"));
	govuk_words_add(&list, "data-i18n.show-password", password->show_text);
	govuk_words_add(&list, "data-i18n.hide-password", password->hide_text);
	govuk_words_add(&list, "data-i18n.show-password-aria-label", password->show_label);
	govuk_words_add(&list, "data-i18n.hide-password-aria-label", password->hide_label);
	govuk_words_add(&list, "data-i18n.password-shown-announcement",
			password->shown_announcement);
	govuk_words_add(&list, "data-i18n.password-hidden-announcement",
			password->hidden_announcement);
	return govuk_attributes_join(html, (struct html_attributes){ list.at, list.count },
				     password->input.group.attributes);
}

void govuk_password_input(struct html *html, const struct govuk_password_input *password)
{
	struct govuk_input input = password->input;
	if (input.id.length == 0)
		input.id = input.name;
	input.group.classes =
		govuk_ids(html, TEXT("govuk-password-input"), password->input.group.classes);
	input.group.attributes = password_words(html, password);
	input.group.after = toggle(html, password, input.id);
	input.wrapper = (struct govuk_affix){ .classes = TEXT("govuk-password-input__wrapper") };
	input.classes =
		govuk_ids(html, TEXT("govuk-password-input__input govuk-js-password-input-input"),
			  password->input.classes);
	input.type = TEXT("password");
	input.spellcheck = GOVUK_OFF;
	input.autocapitalize = TEXT("none");
	input.autocomplete = govuk_or(password->input.autocomplete, "current-password");
	govuk_input(html, &input);
}

static void drop_zone_begin(struct html *html, const struct govuk_file_upload *upload)
{
	struct govuk_words list = { .html = html };
	govuk_words_add(&list, "data-module", TEXT("govuk-file-upload"));
	govuk_words_add(&list, "data-i18n.choose-files-button", upload->choose_text);
	govuk_words_add(&list, "data-i18n.no-file-chosen", upload->none_text);
	govuk_words_add_plurals(&list, "data-i18n.multiple-files-chosen", upload->many_texts);
	govuk_words_add(&list, "data-i18n.drop-instruction", upload->drop_text);
	govuk_words_add(&list, "data-i18n.entered-drop-zone", upload->entered_text);
	govuk_words_add(&list, "data-i18n.left-drop-zone", upload->left_text);
	govuk_open(html, "div", "govuk-file-upload-wrapper", upload->wrapper.classes,
		   upload->wrapper.attributes);
	html_attributes(html, (struct html_attributes){ list.at, list.count });
}

void govuk_file_upload(struct html *html, const struct govuk_file_upload *upload)
{
	struct govuk_field field = {
		.label = &upload->label,
		.hint = &upload->hint,
		.error = &upload->error,
		.group = &upload->group,
		.id = upload->id.length != 0 ? upload->id : upload->name,
		.described_by = upload->described_by,
	};
	govuk_field_begin(html, &field);
	if (upload->has_drop_zone)
		drop_zone_begin(html, upload);
	html_begin(html, "input");
	html_class_begin(html, "govuk-file-upload");
	html_class_more(html, upload->classes);
	html_class_add(html, govuk_is_error(&upload->error), "govuk-file-upload--error");
	html_class_end(html);
	html_attribute(html, "id", field.id);
	html_attribute(html, "name", upload->name);
	html_attribute(html, "type", TEXT("file"));
	govuk_flag(html, "disabled", upload->is_disabled);
	govuk_flag(html, "multiple", upload->is_multiple);
	govuk_filled(html, "aria-describedby", field.described_by);
	html_attributes(html, upload->attributes);
	html_end(html);
	if (upload->has_drop_zone)
		html_end(html);
	govuk_field_end(html, &field);
}
