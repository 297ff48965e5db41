/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs with every member that their types have: a context that lacks one is not of its type. */
#include "analysis/check.h"

static dmn_value complete(struct arena *arena, dmn_value value, const struct type *type)
{
	if (type == NULL || type->kind != TYPE_CONTEXT || value.kind != DMN_CONTEXT)
		return value;
	const struct dmn_context *given = value.as.context;
	struct dmn_context *whole = context_new(arena, given->count + type->member_count);
	whole->count = given->count;
	for (size_t i = 0; i < given->count; i++)
		whole->entries[i] = given->entries[i];
	for (size_t m = 0; m < type->member_count; m++) {
		struct text name = type->members[m].name;
		size_t at = 0;
		while (at < given->count && !text_equal(given->entries[at].name, name))
			at++;
		if (at == given->count)
			whole->entries[whole->count++] =
				(struct context_entry){ name, value_null() };
		else
			whole->entries[at].value =
				complete(arena, whole->entries[at].value, type->members[m].type);
	}
	return value_context(whole);
}

static const struct type *type_of(const struct element *asked, struct text name)
{
	for (size_t i = 0; i < asked->parameter_count; i++)
		if (text_equal(asked->parameters[i].name, name))
			return asked->parameters[i].type;
	for (size_t i = 0; i < asked->requirements.count; i++)
		if (text_equal(asked->requirements.at[i].name, name))
			return asked->requirements.at[i].element->type;
	return NULL;
}

dmn_value inputs_complete(struct arena *arena, const struct element *asked, dmn_value inputs)
{
	size_t count = dmn_context_count(inputs);
	struct dmn_context *whole = context_new(arena, count);
	for (size_t i = 0; i < count; i++) {
		whole->entries[i] = inputs.as.context->entries[i];
		whole->entries[i].value = complete(arena, whole->entries[i].value,
						   type_of(asked, whole->entries[i].name));
	}
	return value_context(whole);
}
