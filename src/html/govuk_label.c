/* SPDX-License-Identifier: Apache-2.0 */
/* Label, hint, error message, fieldset, button. */
#include "html/govuk_internal.h"

void govuk_label(struct html *html, const struct govuk_label *label)
{
	if (!govuk_has(label->text, label->html))
		return;
	if (label->is_page_heading) {
		html_begin(html, "h1");
		html_class(html, "govuk-label-wrapper", (struct text){ 0 });
	}
	govuk_open(html, "label", "govuk-label", label->classes, label->attributes);
	govuk_filled(html, "for", label->for_id);
	html_content(html, label->text, label->html);
	html_end(html);
	if (label->is_page_heading)
		html_end(html);
}

void govuk_hint(struct html *html, const struct govuk_hint *hint)
{
	govuk_open(html, "div", "govuk-hint", hint->classes, hint->attributes);
	govuk_filled(html, "id", hint->id);
	html_content(html, hint->text, hint->html);
	html_end(html);
}

void govuk_error_message(struct html *html, const struct govuk_error_message *message)
{
	struct text hidden = message->visually_hidden_text;
	if (hidden.at == NULL)
		hidden = TEXT("Error");
	govuk_open(html, "p", "govuk-error-message", message->classes, message->attributes);
	govuk_filled(html, "id", message->id);
	if (hidden.length != 0) {
		html_begin(html, "span");
		html_class(html, "govuk-visually-hidden", (struct text){ 0 });
		html_text(html, hidden);
		html_text(html, TEXT(":"));
		html_end(html);
		html_text(html, TEXT(" "));
	}
	html_content(html, message->text, message->html);
	html_end(html);
}

static void legend(struct html *html, const struct govuk_legend *legend)
{
	html_begin(html, "legend");
	html_class(html, "govuk-fieldset__legend", legend->classes);
	if (legend->is_page_heading) {
		html_begin(html, "h1");
		html_class(html, "govuk-fieldset__heading", (struct text){ 0 });
	}
	html_content(html, legend->text, legend->html);
	if (legend->is_page_heading)
		html_end(html);
	html_end(html);
}

void govuk_fieldset_begin(struct html *html, const struct govuk_fieldset *fieldset)
{
	govuk_open(html, "fieldset", "govuk-fieldset", fieldset->classes, fieldset->attributes);
	govuk_filled(html, "role", fieldset->role);
	govuk_filled(html, "aria-describedby", fieldset->described_by);
	if (govuk_has(fieldset->legend.text, fieldset->legend.html))
		legend(html, &fieldset->legend);
}

void govuk_fieldset_end(struct html *html)
{
	html_end(html);
}

static void button_face(struct html *html, const struct govuk_button *button)
{
	static const struct govuk_icon start = {
		.class_name = "govuk-button__start-icon",
		.width = "17.5",
		.height = "19",
		.view_box = "0 0 33 40",
		.fill = "currentColor",
		.path = "M0 0h13l20 20-20 20H0l20-20z",
	};
	html_class_begin(html, "govuk-button");
	html_class_more(html, button->classes);
	html_class_add(html, button->is_start_button, "govuk-button--start");
	html_class_end(html);
	html_attribute(html, "data-module", TEXT("govuk-button"));
	html_attributes(html, button->attributes);
	govuk_filled(html, "id", button->id);
	bool is_wrapped = button->is_start_button && button->html.markup.length != 0;
	if (is_wrapped)
		html_begin(html, "span");
	html_content(html, button->text, button->html);
	if (is_wrapped)
		html_end(html);
	if (button->is_start_button)
		govuk_icon(html, &start);
	html_end(html);
}

void govuk_button(struct html *html, const struct govuk_button *button)
{
	if (button->href.length != 0) {
		html_begin(html, "a");
		html_attribute(html, "href", button->href);
		html_attribute(html, "role", TEXT("button"));
		html_attribute(html, "draggable", TEXT("false"));
	} else {
		html_begin(html, "button");
		html_attribute(html, "type", govuk_or(button->type, "submit"));
		govuk_filled(html, "value", button->value);
		govuk_filled(html, "name", button->name);
		govuk_flag(html, "disabled", button->is_disabled);
		if (button->is_disabled)
			html_attribute(html, "aria-disabled", TEXT("true"));
		govuk_state(html, "data-prevent-double-click", button->prevent_double_click);
	}
	button_face(html, button);
}
