/* SPDX-License-Identifier: Apache-2.0 */
/* What components share: defaults, optional attributes, the group around a field. */
#include "html/govuk_internal.h"

#include "base/ensure.h"

#include <string.h>

struct text govuk_or(struct text given, const char *otherwise)
{
	return given.length != 0 ? given : text_from(otherwise);
}

struct text govuk_join(struct html *html, struct text head, struct text tail)
{
	struct builder joined = builder_new(html->out.arena);
	builder_add(&joined, head);
	builder_add(&joined, tail);
	return builder_text(&joined);
}

struct text govuk_ids(struct html *html, struct text ids, struct text more)
{
	if (ids.length == 0 || more.length == 0)
		return ids.length == 0 ? more : ids;
	return govuk_join(html, govuk_join(html, ids, TEXT(" ")), more);
}

void govuk_given(struct html *html, const char *name, struct text value)
{
	if (value.at != NULL)
		html_attribute(html, name, value);
}

void govuk_filled(struct html *html, const char *name, struct text value)
{
	if (value.length != 0)
		html_attribute(html, name, value);
}

void govuk_number(struct html *html, const char *name, unsigned value)
{
	if (value != 0)
		html_attribute(html, name, text_format(html->out.arena, "%u", value));
}

void govuk_flag(struct html *html, const char *name, bool holds)
{
	if (holds)
		html_attribute_bare(html, name);
}

void govuk_state(struct html *html, const char *name, enum govuk_switch value)
{
	if (value != GOVUK_UNSET)
		html_attribute(html, name, value == GOVUK_ON ? TEXT("true") : TEXT("false"));
}

bool govuk_has(struct text text, struct html_part part)
{
	return text.length != 0 || part.markup.length != 0;
}

void govuk_open(struct html *html, const char *name, const char *class_name, struct text classes,
		struct html_attributes attributes)
{
	html_begin(html, name);
	html_class(html, class_name, classes);
	html_attributes(html, attributes);
}

const char *govuk_heading_name(unsigned level, unsigned otherwise)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
	unsigned known = level != 0 ? level : otherwise;
	ensure(known >= 1 && known <= 6);
	return names[known - 1];
}

struct html_attributes govuk_attributes_join(struct html *html, struct html_attributes head,
					     struct html_attributes tail)
{
	size_t count = head.count + tail.count;
	struct html_attribute *joined =
		arena_alloc(html->out.arena, (count + 1) * sizeof joined[0]);
	if (head.count != 0)
		memcpy(joined, head.at, head.count * sizeof joined[0]);
	if (tail.count != 0)
		memcpy(joined + head.count, tail.at, tail.count * sizeof joined[0]);
	return (struct html_attributes){ .at = joined, .count = count };
}

void govuk_icon(struct html *html, const struct govuk_icon *icon)
{
	html_begin(html, "svg");
	html_class(html, icon->class_name, (struct text){ 0 });
	html_attribute(html, "xmlns", TEXT("http://www.w3.org/2000/svg"));
	html_attribute(html, "width", text_from(icon->width));
	html_attribute(html, "height", text_from(icon->height));
	html_attribute(html, "viewBox", text_from(icon->view_box));
	html_attribute(html, "aria-hidden", TEXT("true"));
	html_attribute(html, "focusable", TEXT("false"));
	html_begin(html, "path");
	govuk_filled(html, "fill", text_from(icon->fill));
	html_attribute(html, "d", text_from(icon->path));
	html_end(html);
	html_end(html);
}

bool govuk_is_error(const struct govuk_error_message *error)
{
	return govuk_has(error->text, error->html);
}

void govuk_group_begin(struct html *html, const struct govuk_form_group *group, bool is_error)
{
	html_begin(html, "div");
	html_class_begin(html, "govuk-form-group");
	html_class_add(html, is_error, "govuk-form-group--error");
	html_class_more(html, group->classes);
	html_class_end(html);
	html_attributes(html, group->attributes);
}

struct text govuk_describe_ids(struct html *html, const struct govuk_field *field)
{
	struct text ids = field->described_by;
	if (govuk_has(field->hint->text, field->hint->html))
		ids = govuk_ids(html, ids, govuk_join(html, field->id, TEXT("-hint")));
	if (govuk_is_error(field->error))
		ids = govuk_ids(html, ids, govuk_join(html, field->id, TEXT("-error")));
	return ids;
}

void govuk_describe(struct html *html, const struct govuk_field *field)
{
	if (govuk_has(field->hint->text, field->hint->html)) {
		struct govuk_hint hint = *field->hint;
		hint.id = govuk_join(html, field->id, TEXT("-hint"));
		govuk_hint(html, &hint);
	}
	if (govuk_is_error(field->error)) {
		struct govuk_error_message error = *field->error;
		error.id = govuk_join(html, field->id, TEXT("-error"));
		govuk_error_message(html, &error);
	}
}

void govuk_field_begin(struct html *html, struct govuk_field *field)
{
	govuk_group_begin(html, field->group, govuk_is_error(field->error));
	struct govuk_label label = *field->label;
	label.for_id = field->id;
	govuk_label(html, &label);
	govuk_describe(html, field);
	field->described_by = govuk_describe_ids(html, field);
	if (!field->is_before_inside)
		html_put(html, field->group->before);
}

void govuk_field_end(struct html *html, const struct govuk_field *field)
{
	if (!field->is_before_inside)
		html_put(html, field->group->after);
	html_end(html);
}

void govuk_words_add(struct govuk_words *list, const char *name, struct text value)
{
	if (value.length != 0 && list->count < sizeof list->at / sizeof list->at[0])
		list->at[list->count++] = (struct html_attribute){ .name = name, .value = value };
}

void govuk_words_add_number(struct govuk_words *list, const char *name, unsigned value)
{
	if (value != 0)
		govuk_words_add(list, name, text_format(list->html->out.arena, "%u", value));
}

void govuk_words_add_plurals(struct govuk_words *list, const char *name,
			     struct govuk_plurals plurals)
{
	struct arena *arena = list->html->out.arena;
	for (size_t i = 0; i < plurals.count; i++)
		govuk_words_add(
			list, text_c(arena, text_format(arena, "%s.%s", name, plurals.at[i].rule)),
			plurals.at[i].text);
}
