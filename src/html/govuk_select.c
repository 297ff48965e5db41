/* SPDX-License-Identifier: Apache-2.0 */
/* A drop-down list. */
#include "html/govuk_internal.h"

static bool is_selected(const struct govuk_select *select, const struct govuk_option *option)
{
	if (option->selected != GOVUK_UNSET || select->value.length == 0)
		return option->selected == GOVUK_ON;
	struct text value = option->value.at != NULL ? option->value : option->text;
	return text_equal(value, select->value);
}

void govuk_select(struct html *html, const struct govuk_select *select)
{
	struct govuk_field field = {
		.label = &select->label,
		.hint = &select->hint,
		.error = &select->error,
		.group = &select->group,
		.id = select->id.length != 0 ? select->id : select->name,
		.described_by = select->described_by,
	};
	govuk_field_begin(html, &field);
	html_begin(html, "select");
	html_class_begin(html, "govuk-select");
	html_class_more(html, select->classes);
	html_class_add(html, govuk_is_error(&select->error), "govuk-select--error");
	html_class_end(html);
	html_attribute(html, "id", field.id);
	html_attribute(html, "name", select->name);
	govuk_flag(html, "disabled", select->is_disabled);
	govuk_filled(html, "aria-describedby", field.described_by);
	html_attributes(html, select->attributes);
	for (size_t i = 0; i < select->option_count; i++) {
		const struct govuk_option *option = &select->options[i];
		html_begin(html, "option");
		govuk_given(html, "value", option->value);
		govuk_flag(html, "selected", is_selected(select, option));
		govuk_flag(html, "disabled", option->is_disabled);
		html_attributes(html, option->attributes);
		html_text(html, option->text);
		html_end(html);
	}
	html_end(html);
	govuk_field_end(html, &field);
}
