/* SPDX-License-Identifier: Apache-2.0 */
/* JSON and forms have no dates: where a type declares one, its text is read. */
#include "feel/temporal.h"
#include "feel/type.h"

static dmn_value read_temporal(struct run *run, dmn_value value, enum dmn_kind kind)
{
	dmn_value read = value;
	struct text text = value_text(value);
	bool is_read = false;
	if (kind == DMN_DATE)
		is_read = temporal_parse_date(text, &read);
	else if (kind == DMN_TIME)
		is_read = temporal_parse_time(run, text, &read);
	else if (kind == DMN_DATE_TIME)
		is_read = temporal_parse_date_time(run, text, &read);
	else if (kind == DMN_DAYS_DURATION || kind == DMN_MONTHS_DURATION)
		is_read = temporal_parse_duration(text, &read);
	return is_read && read.kind == kind ? read : value;
}

static dmn_value read_items(struct run *run, dmn_value list, const struct type *item)
{
	dmn_value *items = arena_new_array(run->arena, dmn_value, list.count);
	for (size_t i = 0; i < list.count; i++)
		items[i] = type_read_texts(run, list.as.items[i], item);
	return value_list(items, list.count);
}

static const struct type *member_type(const struct type *type, struct text name)
{
	for (size_t i = 0; i < type->member_count; i++)
		if (text_equal(type->members[i].name, name))
			return type->members[i].type;
	return NULL;
}

static dmn_value read_members(struct run *run, dmn_value value, const struct type *type)
{
	const struct dmn_context *given = value.as.context;
	struct dmn_context *made = context_new(run->arena, given->count);
	for (size_t i = 0; i < given->count; i++) {
		const struct context_entry *entry = &given->entries[i];
		const struct type *member = member_type(type, entry->name);
		made->entries[i] = *entry;
		made->entries[i].value = type_read_texts(run, entry->value, member);
	}
	return value_context(made);
}

static dmn_value read_texts(struct run *run, dmn_value value, const struct type *type)
{
	if (type->kind == TYPE_SIMPLE && value.kind == DMN_STRING)
		return read_temporal(run, value, type->simple);
	if (type->kind == TYPE_LIST && value.kind == DMN_LIST)
		return read_items(run, value, type->item);
	if (type->kind == TYPE_LIST)
		return type_read_texts(run, value, type->item);
	if (type->kind == TYPE_CONTEXT && value.kind == DMN_CONTEXT)
		return read_members(run, value, type);
	return value;
}

dmn_value type_read_texts(struct run *run, dmn_value value, const struct type *type)
{
	if (type == NULL)
		return value;
	run_step(run, 1);
	run_deeper(run);
	dmn_value read = read_texts(run, value, type);
	run->depth_left++;
	return read;
}
