/* SPDX-License-Identifier: Apache-2.0 */
/* Finding the leaves, and making inputs with one of them changed. */
#include "explain/leaf.h"

enum {
	LEAVES_MOST = 2000,
	PLACES_MOST = 20000, /* a type may hold itself, many times */
	DEPTH_MOST = 8
};

/* ---- which inputs what is asked can see --------------------------------- */

struct reach {
	const struct dmn_model *model;
	bool *is_seen; /* by element index */
};

static void reach(struct reach *walk, const struct element *element);

static void reach_list(struct reach *walk, const struct element_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		reach(walk, list->at[i]);
}

static void reach(struct reach *walk, const struct element *element)
{
	if (walk->is_seen[element->index])
		return;
	walk->is_seen[element->index] = true;
	for (size_t i = 0; i < element->requirements.count; i++)
		reach(walk, element->requirements.at[i].element);
	reach_list(walk, &element->outputs);
}

static bool is_input(const struct reach *walk, const struct element *asked,
		     const struct element *element)
{
	for (size_t i = 0; i < asked->input_decisions.count; i++)
		if (asked->input_decisions.at[i] == element)
			return true;
	return element->kind == DMN_ELEMENT_INPUT_DATA && walk->is_seen[element->index];
}

/* ---- leaves ---------------------------------------------------------------- */

struct visit {
	struct explain *explain;
	struct leaf_set *set;
	size_t input;
	struct path_step steps[DEPTH_MOST];
	size_t depth;
};

static bool has_prefix(struct text whole, struct text head)
{
	if (head.length == 0 || !text_starts(whole, head))
		return false;
	return whole.length == head.length || whole.at[head.length] == '.' ||
	       whole.at[head.length] == '[';
}

static bool is_fixed(const struct explain *explain, const struct leaf *leaf)
{
	for (size_t i = 0; i < explain->options.fixed_count; i++) {
		struct text fixed = text_trim(text_from(explain->options.fixed[i]));
		if (has_prefix(leaf->path, fixed) || has_prefix(leaf->plain, fixed))
			return true;
	}
	return false;
}

static void add_leaf(struct visit *visit, const struct type *type, dmn_value value,
		     struct text path, struct text plain)
{
	struct leaf_set *set = visit->set;
	struct leaf leaf = {
		.input = visit->input, .path = path, .plain = plain, .type = type, .value = value
	};
	if (is_fixed(visit->explain, &leaf)) {
		set->fixed_count++;
		return;
	}
	if (set->leaves.count >= LEAVES_MOST) {
		set->is_cut = true;
		return;
	}
	leaf.steps = arena_copy(set->arena, visit->steps, visit->depth * sizeof *visit->steps);
	leaf.step_count = visit->depth;
	list_push(set->arena, &set->leaves, leaf);
}

static void visit(struct visit *walk, const struct type *type, dmn_value value, struct text path,
		  struct text plain);

static void visit_entry(struct visit *walk, struct text name, const struct type *type,
			dmn_value value, struct text path, struct text plain)
{
	struct arena *arena = walk->set->arena;
	walk->steps[walk->depth++] = (struct path_step){ .name = name };
	visit(walk, type, value, text_format(arena, "%.*s.%.*s", TEXT_ARG(path), TEXT_ARG(name)),
	      text_format(arena, "%.*s.%.*s", TEXT_ARG(plain), TEXT_ARG(name)));
	walk->depth--;
}

static bool is_member(const struct type *type, struct text name)
{
	for (size_t i = 0; type != NULL && i < type->member_count; i++)
		if (text_equal(type->members[i].name, name))
			return true;
	return false;
}

/* The entries that the type declares, whether they are there or not, then the others. */
static void visit_context(struct visit *walk, const struct type *type, dmn_value value,
			  struct text path, struct text plain)
{
	const struct dmn_context *context = value.kind == DMN_CONTEXT ? value.as.context : NULL;
	for (size_t i = 0; type != NULL && i < type->member_count; i++) {
		const struct type_member *member = &type->members[i];
		const dmn_value *found =
			context != NULL ? context_find(context, member->name) : NULL;
		visit_entry(walk, member->name, member->type, found != NULL ? *found : value_null(),
			    path, plain);
	}
	for (size_t i = 0; context != NULL && i < context->count; i++)
		if (!is_member(type, context->entries[i].name))
			visit_entry(walk, context->entries[i].name, NULL, context->entries[i].value,
				    path, plain);
}

static void visit_list(struct visit *walk, const struct type *type, dmn_value list,
		       struct text path, struct text plain)
{
	for (size_t i = 0; i < list.count; i++) {
		walk->steps[walk->depth++] = (struct path_step){ .index = i, .is_item = true };
		visit(walk, type, list.as.items[i],
		      text_format(walk->set->arena, "%.*s[%zu]", TEXT_ARG(path), i + 1), plain);
		walk->depth--;
	}
}

static void visit(struct visit *walk, const struct type *type, dmn_value value, struct text path,
		  struct text plain)
{
	bool is_context = type != NULL && type->kind == TYPE_CONTEXT && type->member_count != 0;
	bool is_list = type != NULL && type->kind == TYPE_LIST;
	map_put(&walk->set->prefixes, plain, walk->set);
	walk->set->is_cut = walk->set->is_cut || walk->set->prefixes.count > PLACES_MOST;
	if (walk->set->prefixes.count > PLACES_MOST)
		return;
	if (value.kind == DMN_FUNCTION || value.kind == DMN_RANGE)
		return;
	bool has_parts = value.kind == DMN_LIST || value.kind == DMN_CONTEXT;
	if (walk->depth == DEPTH_MOST && (has_parts || is_context)) {
		/* A type may hold itself; a null of it leaves nothing out. */
		walk->set->is_cut = walk->set->is_cut || has_parts;
		return;
	}
	if (value.kind == DMN_CONTEXT || (value.kind == DMN_NULL && is_context))
		visit_context(walk, is_context ? type : NULL, value, path, plain);
	else if (value.kind == DMN_LIST)
		visit_list(walk, is_list ? type->item : NULL, value, path, plain);
	else if (!is_list)
		add_leaf(walk, type, value, path, plain);
}

/* ---- the inputs --------------------------------------------------------------- */

/* What its type refuses is null to the model; here it stays, so that the part that is refused may
 * be changed. */
static dmn_value bound(struct explain *explain, dmn_value value, const struct type *type)
{
	struct run *run = &explain->evaluation->run;
	struct problem_list kept = run->problems;
	dmn_value read = type_read_texts(run, value, type);
	dmn_value held = type_bind(run, read, type, "the input");
	run->problems = kept;
	return held.kind == DMN_NULL ? read : held;
}

static const struct dmn_context *given_of(const struct explain *explain)
{
	return explain->inputs.kind == DMN_CONTEXT ? explain->inputs.as.context : NULL;
}

/* What was given stays as it was given, but for what is an input of what is asked. */
static void add_given(struct explain *explain, struct leaf_set *out, const struct reach *walk,
		      bool *is_given)
{
	const struct dmn_context *given = given_of(explain);
	for (size_t i = 0; given != NULL && i < given->count; i++) {
		struct input input = { .name = given->entries[i].name,
				       .value = given->entries[i].value };
		const struct element *element = model_element_named(walk->model, input.name);
		if (element != NULL && is_input(walk, explain->element, element)) {
			input.type = element->type;
			input.value = bound(explain, input.value, element->type);
			input.is_leaf = true;
			is_given[element->index] = true;
		}
		list_push(out->arena, &out->inputs, input);
	}
}

/* What could have been given; an imported one only under the name that the host used. */
static void add_missing(struct explain *explain, struct leaf_set *out, const struct reach *walk,
			const bool *is_given)
{
	for (size_t i = 0; i < walk->model->elements.count; i++) {
		const struct element *element = walk->model->elements.at[i];
		if (is_given[i] || !is_input(walk, explain->element, element) ||
		    model_element_named(walk->model, element->name) != element)
			continue;
		struct input input = { .name = element->name,
				       .type = element->type,
				       .is_leaf = true };
		list_push(out->arena, &out->inputs, input);
	}
}

void leaf_find(struct explain *explain, struct leaf_set *out)
{
	*out = (struct leaf_set){ .arena = explain->arena, .prefixes = map_new(explain->arena) };
	struct reach walk = { .model = explain->evaluation->model };
	walk.is_seen = arena_new_array(out->arena, bool, walk.model->elements.count);
	bool *is_given = arena_new_array(out->arena, bool, walk.model->elements.count);
	reach(&walk, explain->element);
	reach_list(&walk, &explain->element->input_data);
	add_given(explain, out, &walk, is_given);
	add_missing(explain, out, &walk, is_given);
	for (size_t i = 0; i < out->inputs.count; i++) {
		const struct input *input = &out->inputs.at[i];
		struct visit walk_in = { .explain = explain, .set = out, .input = i };
		if (input->is_leaf)
			visit(&walk_in, input->type, input->value, input->name, input->name);
	}
}

/* ---- changed inputs ---------------------------------------------------------------- */

static dmn_value replace(struct arena *arena, dmn_value value, const struct path_step *steps,
			 size_t count, dmn_value other);

static dmn_value replace_item(struct arena *arena, dmn_value list, const struct path_step *steps,
			      size_t count, dmn_value other)
{
	dmn_value *items = arena_copy(arena, list.as.items, list.count * sizeof *items);
	items[steps->index] = replace(arena, items[steps->index], steps + 1, count - 1, other);
	return value_list(items, list.count);
}

static dmn_value replace_entry(struct arena *arena, dmn_value value, const struct path_step *steps,
			       size_t count, dmn_value other)
{
	const struct dmn_context *old = value.kind == DMN_CONTEXT ? value.as.context : NULL;
	size_t old_count = old != NULL ? old->count : 0;
	struct dmn_context *made = context_new(arena, old_count + 1);
	bool is_there = false;
	for (size_t i = 0; i < old_count; i++) {
		made->entries[i] = old->entries[i];
		if (!text_equal(old->entries[i].name, steps->name))
			continue;
		is_there = true;
		made->entries[i].value =
			replace(arena, old->entries[i].value, steps + 1, count - 1, other);
	}
	made->count = old_count;
	if (!is_there)
		made->entries[made->count++] =
			(struct context_entry){ steps->name, replace(arena, value_null(), steps + 1,
								     count - 1, other) };
	return value_context(made);
}

static dmn_value replace(struct arena *arena, dmn_value value, const struct path_step *steps,
			 size_t count, dmn_value other)
{
	if (count == 0)
		return other;
	return steps->is_item ? replace_item(arena, value, steps, count, other)
			      : replace_entry(arena, value, steps, count, other);
}

dmn_value leaf_replace(struct arena *arena, dmn_value value, const struct leaf *leaf,
		       dmn_value other)
{
	return replace(arena, value, leaf->steps, leaf->step_count, other);
}
