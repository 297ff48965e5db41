/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/site.h"

#include "feel/lexer.h"

struct walk {
	site_visit *visit;
	void *user;
	struct site here;
};

static void walk_boxed(struct walk *walk, const struct boxed *boxed);

static void walk_parts(struct walk *walk, const struct boxed *boxed, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < boxed->part_count; i++)
		walk_boxed(walk, boxed->parts[i]);
}

/* The parts that stand inside a frame of their own. */
static void walk_inside(struct walk *walk, const struct boxed *boxed, enum level_kind kind,
			size_t from, size_t to)
{
	if (walk->here.level_count == LEVELS_MOST)
		return;
	walk->here.levels[walk->here.level_count++] = (struct level){ kind, boxed };
	walk_parts(walk, boxed, from, to);
	walk->here.level_count--;
}

static void walk_boxed(struct walk *walk, const struct boxed *boxed)
{
	if (boxed == NULL)
		return;
	walk->here.table = boxed->table;
	walk->visit(walk->user, &walk->here, boxed);
	walk->here.number += boxed->kind == BOXED_TABLE;
	switch (boxed->kind) {
	case BOXED_CONTEXT: walk_inside(walk, boxed, LEVEL_ENTRIES, 0, boxed->part_count); return;
	case BOXED_FUNCTION:
		if (boxed->language == LANGUAGE_FEEL)
			walk_inside(walk, boxed, LEVEL_PARAMETERS, 0, 1);
		return;
	case BOXED_FILTER:
		walk_parts(walk, boxed, 0, 1);
		walk_inside(walk, boxed, LEVEL_OTHER, 1, 2);
		return;
	case BOXED_FOR:
	case BOXED_SOME:
	case BOXED_EVERY: walk_inside(walk, boxed, LEVEL_OTHER, 0, 2); return;
	default: walk_parts(walk, boxed, 0, boxed->part_count); return;
	}
}

void site_walk(const struct dmn_model *model, const struct element *element, site_visit *visit,
	       void *user)
{
	struct walk walk = { .visit = visit, .user = user };
	walk.here = (struct site){ .model = model, .element = element };
	walk.here.levels[walk.here.level_count++] = (struct level){ LEVEL_REQUIREMENTS, NULL };
	walk_boxed(&walk, element->logic);
}

static void table_texts(const struct site *here, site_text_visit *visit, void *user)
{
	const struct table *table = here->table;
	for (size_t i = 0; i < table->input_count; i++)
		visit(user, here, &table->inputs[i].value, false);
	for (size_t o = 0; o < table->output_count; o++)
		visit(user, here, &table->outputs[o].fallback, false);
	for (size_t r = 0; r < table->rule_count; r++) {
		for (size_t i = 0; i < table->input_count; i++)
			visit(user, here, &table->rules[r].tests[i], true);
		for (size_t o = 0; o < table->output_count; o++)
			visit(user, here, &table->rules[r].outputs[o], false);
	}
}

void site_texts(const struct site *here, const struct boxed *boxed, site_text_visit *visit,
		void *user)
{
	if (boxed->kind == BOXED_TABLE)
		table_texts(here, visit, user);
	else
		visit(user, here, &boxed->expression, false);
}

struct gathering {
	struct arena *arena;
	struct sites *out;
};

static void gather_table(void *user, const struct site *here, const struct boxed *boxed)
{
	struct gathering *gathering = user;
	if (boxed->kind == BOXED_TABLE)
		list_push(gathering->arena, gathering->out, *here);
}

void sites_of(struct arena *arena, const struct dmn_model *model, struct sites *out)
{
	struct gathering gathering = { arena, out };
	for (size_t i = 0; i < model->elements.count; i++)
		site_walk(model, model->elements.at[i], gather_table, &gathering);
}

static const struct level *level_of(const struct site *site, unsigned depth)
{
	return depth < site->level_count ? &site->levels[site->level_count - 1 - depth] : NULL;
}

const struct element *site_source(const struct site *site, const struct subject *subject)
{
	const struct level *level = level_of(site, subject->depth);
	size_t count = site->element->requirements.count;
	const struct requirement *required = site->element->requirements.at;
	if (level != NULL && level->kind != LEVEL_REQUIREMENTS)
		return NULL;
	if (subject->index < count && lexer_same_name(required[subject->index].name, subject->root))
		return required[subject->index].element;
	/* From a text with scopes of its own: the depth is not known, the name is. */
	for (size_t i = 0; i < count; i++)
		if (lexer_same_name(required[i].name, subject->root))
			return required[i].element;
	return NULL;
}

static const struct type *root_type(const struct site *site, const struct subject *subject)
{
	const struct level *level = level_of(site, subject->depth);
	const struct element *source = site_source(site, subject);
	if (source != NULL)
		return source->kind <= DMN_ELEMENT_DECISION ? source->type : NULL;
	if (level == NULL || level->kind == LEVEL_REQUIREMENTS || level->kind == LEVEL_OTHER)
		return NULL;
	if (level->kind == LEVEL_PARAMETERS)
		return subject->index < level->boxed->parameter_count
			       ? level->boxed->parameters[subject->index].type
			       : NULL;
	return subject->index < level->boxed->part_count ? level->boxed->types[subject->index]
							 : NULL;
}

static const struct type *member_type(const struct type *type, struct text name)
{
	if (type->kind != TYPE_CONTEXT)
		return NULL;
	for (size_t i = 0; i < type->member_count; i++)
		if (text_equal(type->members[i].name, name))
			return type->members[i].type;
	return NULL;
}

const struct type *site_type(const struct site *site, const struct subject *subject)
{
	const struct type *type = root_type(site, subject);
	for (size_t i = 0; i < subject->path_count && type != NULL; i++)
		type = member_type(type, subject->path[i]);
	return type;
}

static dmn_value along_path(struct arena *arena, const struct subject *subject, dmn_value value)
{
	for (size_t i = subject->path_count; i > 0; i--) {
		struct dmn_context *context = context_new(arena, 1);
		context->entries[0] = (struct context_entry){ subject->path[i - 1], value };
		value = value_context(context);
	}
	return value;
}

static size_t slots_of(const struct site *site, const struct level *level)
{
	size_t count = 2; /* what iterators and filters need */
	if (level->kind == LEVEL_REQUIREMENTS)
		count = site->element->requirements.count;
	else if (level->kind == LEVEL_PARAMETERS)
		count = level->boxed->parameter_count;
	else if (level->kind == LEVEL_ENTRIES)
		count = level->boxed->part_count;
	return count + 1;
}

const struct frame *site_frame(struct arena *arena, const struct site *site,
			       const struct subject *subject, dmn_value value)
{
	struct frame *outer = NULL;
	for (size_t i = 0; i < site->level_count; i++) {
		struct frame *frame = arena_new_one(arena, struct frame);
		size_t count = slots_of(site, &site->levels[i]);
		frame->outer = outer;
		frame->slots = arena_new_array(arena, dmn_value, count);
		if (site->level_count - 1 - i == subject->depth && subject->index < count)
			frame->slots[subject->index] = along_path(arena, subject, value);
		outer = frame;
	}
	return outer;
}

/* Without recursion, since a chain may be as long as the file. */
bool *site_reached(struct arena *arena, const struct dmn_model *model, const struct element *from)
{
	size_t count = model->elements.count, depth = 0;
	bool *seen = arena_new_array(arena, bool, count);
	const struct element **stack = arena_new_array(arena, const struct element *, count);
	stack[depth++] = from;
	seen[from->index] = true;
	while (depth != 0) {
		const struct element *top = stack[--depth];
		for (size_t i = 0; i < top->requirements.count; i++) {
			const struct element *next = top->requirements.at[i].element;
			if (!seen[next->index])
				stack[depth++] = next;
			seen[next->index] = true;
		}
	}
	return seen;
}
