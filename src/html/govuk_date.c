/* SPDX-License-Identifier: Apache-2.0 */
/* A date in three fields. */
#include "html/govuk_internal.h"

static bool has_class(struct text classes, struct text class_name)
{
	return text_find(classes, class_name, 0) != SIZE_MAX;
}

static bool is_wrong(const struct govuk_date_item *item)
{
	return item->error == GOVUK_ON || has_class(item->classes, TEXT("govuk-input--error"));
}

static struct text capitalised(struct html *html, struct text name)
{
	struct builder out = builder_new(html->out.arena);
	for (size_t i = 0; i < name.length; i++) {
		char byte = name.at[i];
		if (i == 0 && byte >= 'a' && byte <= 'z')
			byte = (char)(byte - 'a' + 'A');
		else if (i != 0 && byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		builder_add_byte(&out, byte);
	}
	return builder_text(&out);
}

static struct text item_classes(struct html *html, const struct govuk_date_input *date,
				const struct govuk_date_item *item, bool is_any_wrong)
{
	bool is_error = is_wrong(item) ||
			(item->error != GOVUK_OFF && govuk_is_error(&date->error) && !is_any_wrong);
	bool is_year = text_is(item->name, "year") ||
		       (date->year.name.length != 0 && text_equal(item->name, date->year.name));
	struct text classes = TEXT("govuk-date-input__input");
	if (is_error && !has_class(item->classes, TEXT("govuk-input--error")))
		classes = govuk_ids(html, classes, TEXT("govuk-input--error"));
	if (!has_class(item->classes, TEXT("govuk-input--width-")))
		classes = govuk_ids(html, classes,
				    is_year ? TEXT("govuk-input--width-4")
					    : TEXT("govuk-input--width-2"));
	return govuk_ids(html, classes, item->classes);
}

static void date_item(struct html *html, const struct govuk_date_input *date,
		      const struct govuk_date_item *item, bool is_any_wrong)
{
	struct text name = item->name, id = item->id;
	if (date->name_prefix.length != 0)
		name = govuk_join(html, govuk_join(html, date->name_prefix, TEXT("-")), name);
	if (id.length == 0)
		id = govuk_join(html, govuk_join(html, date->id, TEXT("-")), item->name);
	html_begin(html, "div");
	html_class(html, "govuk-date-input__item", (struct text){ 0 });
	govuk_input(html, &(struct govuk_input){
				  .label = { .text = item->label.length != 0
							     ? item->label
							     : capitalised(html, item->name),
					     .classes = TEXT("govuk-date-input__label") },
				  .id = id,
				  .name = name,
				  .value = item->value,
				  .classes = item_classes(html, date, item, is_any_wrong),
				  .input_mode = govuk_or(item->input_mode, "numeric"),
				  .autocomplete = item->autocomplete,
				  .pattern = item->pattern,
				  .attributes = item->attributes });
	html_end(html);
}

static void date_items(struct html *html, const struct govuk_date_input *date)
{
	struct govuk_date_item usual[] = { date->day, date->month, date->year };
	usual[0].name = govuk_or(date->day.name, "day");
	usual[1].name = govuk_or(date->month.name, "month");
	usual[2].name = govuk_or(date->year.name, "year");
	const struct govuk_date_item *items = date->item_count != 0 ? date->items : usual;
	size_t count = date->item_count != 0 ? date->item_count : 3;
	bool is_any_wrong = false;
	for (size_t i = 0; i < count; i++)
		is_any_wrong = is_any_wrong || is_wrong(&items[i]);
	govuk_open(html, "div", "govuk-date-input", date->classes, date->attributes);
	govuk_filled(html, "id", date->id);
	html_put(html, date->group.before);
	for (size_t i = 0; i < count; i++)
		if (!items[i].is_left_out)
			date_item(html, date, &items[i], is_any_wrong);
	html_put(html, date->group.after);
	html_end(html);
}

void govuk_date_input(struct html *html, const struct govuk_date_input *date)
{
	struct govuk_field field = {
		.hint = &date->hint,
		.error = &date->error,
		.group = &date->group,
		.id = date->id,
	};
	govuk_group_begin(html, &date->group, govuk_is_error(&date->error));
	if (date->fieldset != NULL) {
		struct govuk_fieldset fieldset = *date->fieldset;
		field.described_by = fieldset.described_by;
		fieldset.described_by = govuk_describe_ids(html, &field);
		/* Some screen readers tell the description of a group alone. */
		fieldset.role = TEXT("group");
		govuk_fieldset_begin(html, &fieldset);
	}
	govuk_describe(html, &field);
	date_items(html, date);
	if (date->fieldset != NULL)
		govuk_fieldset_end(html);
	html_end(html);
}
