/* SPDX-License-Identifier: Apache-2.0 */
/* Values in the making. */
#include "app/person_internal.h"

void value_member(struct value_members *members, const char *name, dmn_value value)
{
	list_push(members->arena, &members->names, name);
	list_push(members->arena, &members->values, value);
}

void value_member_text(struct value_members *members, const char *name, struct text text)
{
	value_member(members, name, dmn_string(members->arena, text.at, text.length));
}

dmn_value value_of_members(const struct value_members *members)
{
	return dmn_context(members->arena, members->names.at, members->values.at,
			   members->names.count);
}

dmn_value value_of_list(struct arena *arena, const struct value_list *list)
{
	return dmn_list(arena, list->at, list->count);
}
