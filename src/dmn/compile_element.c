/* SPDX-License-Identifier: Apache-2.0 */
/* The logic of every element, each after those that it requires. */
#include "dmn/compile_internal.h"
#include "dmn/table_index.h"

static struct scope root_scope(struct dmn_model *model, const struct element *element)
{
	struct scope scope = { 0 };
	for (size_t i = 0; i < element->requirements.count; i++)
		scope_add(&model->vocabulary, &scope, element->requirements.at[i].name);
	return scope;
}

static void compile_bkm(struct compiler *compiler, struct element *element,
			const struct scope *root)
{
	const struct xml_element *logic = xml_child(element->source, "encapsulatedLogic");
	if (logic == NULL)
		return;
	element->logic = compile_function(compiler, root, logic);
	element->parameters = element->logic->parameters;
	element->parameter_count = element->logic->parameter_count;
	element->result = element->logic->types[0];
	if (element->result == NULL)
		element->result = compile_result_of(element->type);
}

static void add_parameters(struct element *service, const struct element_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct parameter *parameter = &service->parameters[service->parameter_count++];
		parameter->name = list->at[i]->name;
		parameter->type = list->at[i]->type;
	}
}

static void compile_service(struct dmn_model *model, struct element *service)
{
	service->parameters =
		arena_new_array(model->arena, struct parameter,
				service->input_data.count + service->input_decisions.count);
	add_parameters(service, &service->input_data);
	add_parameters(service, &service->input_decisions);
	if (service->type != NULL)
		service->result =
			service->type->kind == TYPE_FUNCTION ? service->type->item : service->type;
}

/* Made once, since an input may be asked for by every evaluation and never matter. */
static const struct dmn_problem *missing_input(struct dmn_model *model,
					       const struct element *element)
{
	size_t count = model->run.problems.count;
	model_warning(model, element->file, text_c(model->arena, element->name),
		      element->source->line, PROBLEM_INPUT, "the input '%.*s' was not given",
		      TEXT_ARG(element->name));
	const struct dmn_problem *missing =
		model->run.problems.count > count ? model->run.problems.at[count] : NULL;
	model->run.problems.count = count;
	return missing;
}

/* Is the decision no more than a table that its index answers, every answer of the types asked for?
 */
static const struct table *whole_table(const struct element *element)
{
	const struct boxed *logic = element->logic;
	if (logic == NULL || logic->kind != BOXED_TABLE || logic->trouble != NULL ||
	    !logic->table->is_whole || element->requirements.count > TABLE_SLOTS_MOST)
		return NULL;
	const struct table *table = logic->table;
	for (size_t r = 0; r < table->rule_count; r++)
		if (!type_is_plainly(table->rules[r].answer, logic->type) ||
		    !type_is_plainly(table->rules[r].answer, element->type))
			return NULL;
	return table;
}

static const unsigned *whole_inputs(struct arena *arena, const struct element *element)
{
	const struct table *table = element->whole;
	unsigned *at = arena_new_array(arena, unsigned, table->input_count);
	for (size_t i = 0; i < table->input_count; i++)
		at[i] = (unsigned)element->requirements.at[table->slots[i]].element->index;
	return at;
}

static void compile_element(struct dmn_model *model, struct element *element)
{
	struct compiler compiler = { .model = model, .element = element };
	struct scope root = root_scope(model, element);
	struct scope *kept = arena_copy(model->arena, &root, sizeof root);
	if (element->kind == DMN_ELEMENT_INPUT_DATA)
		element->missing = missing_input(model, element);
	else if (element->kind == DMN_ELEMENT_SERVICE)
		compile_service(model, element);
	else if (element->kind == DMN_ELEMENT_BKM)
		compile_bkm(&compiler, element, kept);
	else if (element->kind == DMN_ELEMENT_DECISION) {
		element->logic = compile_boxed(&compiler, kept, compile_inner(element->source));
		compile_settle_result(element->logic, &element->type);
		element->whole = whole_table(element);
		if (element->whole != NULL)
			element->whole_at = whole_inputs(model->arena, element);
	}
	element->plain_kinds = type_plain_kinds(element->type);
}

/* One element on the way down its requirements. */
struct visit {
	struct element *element;
	size_t next; /* requirement to look at */
};

/* The elements, each after those that it requires, where that can be: keys of contexts become known
 * while texts are parsed. Without recursion, since a chain may be as long as the file. */
static struct element **in_order(struct dmn_model *model)
{
	size_t count = model->elements.count, found = 0;
	struct element **order = arena_new_array(model->arena, struct element *, count);
	struct visit *stack = arena_new_array(model->arena, struct visit, count);
	bool *seen = arena_new_array(model->arena, bool, count);
	for (size_t i = 0; i < count; i++) {
		size_t depth = 0;
		if (!seen[i])
			stack[depth++] = (struct visit){ .element = model->elements.at[i] };
		seen[i] = true;
		while (depth != 0) {
			struct visit *top = &stack[depth - 1];
			if (top->next == top->element->requirements.count) {
				order[found++] = top->element;
				depth--;
				continue;
			}
			struct element *required =
				top->element->requirements.at[top->next++].element;
			if (!seen[required->index])
				stack[depth++] = (struct visit){ .element = required };
			seen[required->index] = true;
		}
	}
	return order;
}

/* A text may need a key that another requirer's text makes: what did not parse is tried once more
 * when all have been read. */
void model_compile_logic(struct dmn_model *model)
{
	struct element **order = in_order(model);
	size_t count = model->elements.count, again_count = 0;
	struct element **again = arena_new_array(model->arena, struct element *, count);
	for (size_t i = 0; i < count; i++) {
		size_t problems = model->run.problems.count;
		compile_element(model, order[i]);
		if (model->run.problems.count != problems)
			again[again_count++] = order[i];
		model->run.problems.count = problems;
	}
	for (size_t i = 0; i < again_count; i++)
		compile_element(model, again[i]);
}
