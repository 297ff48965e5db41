/* SPDX-License-Identifier: Apache-2.0 */
/* Decision services (DMN 1.5 6.2.4, 10.4): called with their input data, then their input
 * decisions; what is encapsulated sees nothing else. */
#include "dmn/instance.h"

static void set(struct instance *instance, const struct element *element, dmn_value value)
{
	instance->values[element->index] = value;
	instance->states[element->index] = VALUE_PRESENT;
}

dmn_value service_call(struct instance *caller, const struct element *service,
		       const dmn_value *arguments)
{
	struct instance *instance = instance_new(caller->evaluation);
	struct arena *arena = caller->evaluation->arena;
	size_t next = 0;
	for (size_t i = 0; i < service->input_data.count; i++)
		set(instance, service->input_data.at[i], arguments[next++]);
	for (size_t i = 0; i < service->input_decisions.count; i++)
		set(instance, service->input_decisions.at[i], arguments[next++]);
	if (service->outputs.count == 1)
		return instance_value(instance, service->outputs.at[0]);
	struct dmn_context *result = context_new(arena, service->outputs.count);
	for (size_t i = 0; i < service->outputs.count; i++)
		result->entries[i] =
			(struct context_entry){ service->outputs.at[i]->name,
						instance_value(instance, service->outputs.at[i]) };
	return value_context(result);
}
