/* SPDX-License-Identifier: Apache-2.0 */
/* Functions written in FEEL, and external ones. */
#include "feel/evaluate_internal.h"
#include "feel/external.h"

typedef dmn_value (*external_call)(struct arena *arena, const dmn_value *arguments, size_t count);

struct external {
	external_call call;
};

static dmn_value call_external(struct run *run, const struct function *self,
			       const dmn_value *arguments, size_t count)
{
	const struct external *external = self->user;
	dmn_value result = external->call(run->arena, arguments, count);
	if (result.kind == DMN_NULL && result.as.problem == NULL)
		return run_fail(run, PROBLEM_EXTERNAL,
				"the external function refused its arguments");
	return result;
}

static dmn_value member(dmn_value context, const char *name)
{
	const dmn_value *found = context.kind == DMN_CONTEXT
					 ? context_find(context.as.context, text_from(name))
					 : NULL;
	return found != NULL ? *found : value_null();
}

dmn_value external_function(struct run *run, dmn_value mapping, const struct parameter *parameters,
			    size_t parameter_count)
{
	dmn_value java = member(mapping, "java");
	dmn_value class_name = member(java, "class");
	dmn_value signature = member(java, "method signature");
	if (class_name.kind != DMN_STRING || signature.kind != DMN_STRING)
		return run_fail(run, PROBLEM_EXTERNAL,
				"an external function names a java class and method signature");
	const char *class_c = text_c(run->arena, value_text(class_name));
	const char *signature_c = text_c(run->arena, value_text(signature));
	external_call call = run->host->external == NULL
				     ? NULL
				     : run->host->external(run->host->user, class_c, signature_c);
	if (call == NULL)
		return run_fail(run, PROBLEM_EXTERNAL, "the host has no function %s.%s", class_c,
				signature_c);
	struct external *external = arena_new_one(run->arena, struct external);
	external->call = call;
	struct function *function = arena_new_one(run->arena, struct function);
	*function = (struct function){ .kind = FUNCTION_NATIVE,
				       .name = value_text(signature),
				       .parameters = parameters,
				       .parameter_count = parameter_count,
				       .call = call_external,
				       .user = external };
	return value_from_function(function);
}

dmn_value evaluate_function(struct run *run, const struct node *node, const struct frame *frame)
{
	if (node->is_external) {
		/* The mapping stands where the body would, so it is read in the body's scope. */
		dmn_value *slots = arena_new_array(run->arena, dmn_value, node->name_count);
		struct frame inner = { .outer = frame, .slots = slots };
		return external_function(run, evaluate(run, node->items[0], &inner),
					 node->parameters, node->name_count);
	}
	struct function *function = arena_new_one(run->arena, struct function);
	*function = (struct function){ .kind = FUNCTION_WRITTEN,
				       .parameters = node->parameters,
				       .parameter_count = node->name_count,
				       .result = node->type,
				       .body = node->items[0],
				       .frame = frame,
				       .place = run->place };
	return value_from_function(function);
}
