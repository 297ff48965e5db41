/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/upstream.h"

enum {
	FOLLOWED_MOST = 48, /* one from another: what is deeper is not known */
	WORK_MOST = 50000   /* texts: what takes more is not known either */
};

struct following {
	struct run *run;
	struct given_values *out;
	const struct element *service; /* whose call is followed: its inputs can be anything */
	unsigned left, work_left;
};

/* A member of a value; the value itself where `count` is 0. */
struct member {
	const struct text *path;
	size_t count;
};

static struct member within(struct member member)
{
	return (struct member){ member.path + 1, member.count - 1 };
}

static bool of_boxed(struct following *following, const struct site *site,
		     const struct boxed *boxed, struct member member);
static bool of_node(struct following *following, const struct site *site, const struct node *node,
		    unsigned deeper, struct member member);

/* ---- types bind ------------------------------------------------------------ */

static const struct type *type_of_member(const struct type *type, struct member member)
{
	for (; type != NULL && member.count != 0; member = within(member)) {
		const struct type *found = NULL;
		for (size_t i = 0; type->kind == TYPE_CONTEXT && i < type->member_count; i++)
			if (text_equal(type->members[i].name, member.path[0]))
				found = type->members[i].type;
		type = found;
	}
	return type;
}

/* What was found from `from` on, as bound to the type: what is refused becomes null. */
static bool bind(struct following *following, size_t from, const struct type *type,
		 struct member member)
{
	struct given_values *out = following->out;
	size_t count = out->count;
	type = type_of_member(type, member);
	out->count = from;
	for (size_t i = from; i < count; i++) {
		dmn_value value = out->at[i];
		if (type != NULL)
			value = type_bind(following->run, value, type, "the output");
		if (value.kind > DMN_MONTHS_DURATION)
			return false;
		if (value.kind != DMN_NULL)
			out->at[out->count++] = value;
	}
	return true;
}

/* ---- elements --------------------------------------------------------------- */

static struct site site_of(const struct site *from, const struct element *element)
{
	struct site site = { .model = from->model, .element = element, .level_count = 1 };
	site.levels[0] = (struct level){ LEVEL_REQUIREMENTS, NULL };
	return site;
}

static bool has(const struct element_list *list, const struct element *element)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i] == element)
			return true;
	return false;
}

static bool of_decision(struct following *following, const struct site *from,
			const struct element *element, struct member member)
{
	size_t before = following->out->count;
	struct site site = site_of(from, element);
	bool is_given =
		following->service != NULL && has(&following->service->input_decisions, element);
	return element->kind == DMN_ELEMENT_DECISION && !is_given &&
	       of_boxed(following, &site, element->logic, member) &&
	       bind(following, before, element->type, member);
}

static bool of_service(struct following *following, const struct site *from,
		       const struct element *service, struct member member)
{
	const struct element *outer = following->service;
	bool is_known = false;
	following->service = service;
	for (size_t i = 0; i < service->outputs.count && !is_known; i++) {
		const struct element *output = service->outputs.at[i];
		if (service->outputs.count == 1)
			is_known = of_decision(following, from, output, member);
		else if (member.count != 0 && text_equal(output->name, member.path[0]))
			is_known = of_decision(following, from, output, within(member));
	}
	following->service = outer;
	return is_known;
}

static bool inside(struct site *site, enum level_kind kind, const struct boxed *boxed)
{
	if (site->level_count == LEVELS_MOST)
		return false;
	site->levels[site->level_count++] = (struct level){ kind, boxed };
	return true;
}

static bool of_function(struct following *following, struct site site, const struct boxed *boxed,
			struct member member)
{
	size_t before = following->out->count;
	return boxed != NULL && boxed->kind == BOXED_FUNCTION && boxed->language == LANGUAGE_FEEL &&
	       inside(&site, LEVEL_PARAMETERS, boxed) &&
	       of_boxed(following, &site, boxed->parts[0], member) &&
	       bind(following, before, boxed->types[0], member);
}

/* What a call of the business knowledge model or service gives, whatever its arguments. */
static bool of_call(struct following *following, const struct site *from,
		    const struct element *element, struct member member)
{
	size_t before = following->out->count;
	bool is_known = false;
	if (element->kind == DMN_ELEMENT_BKM)
		is_known = of_function(following, site_of(from, element), element->logic, member);
	else if (element->kind == DMN_ELEMENT_SERVICE)
		is_known = of_service(following, from, element, member);
	return is_known && bind(following, before, element->result, member);
}

/* ---- names -------------------------------------------------------------------- */

/* The level that a variable is of; NULL: it is of a scope in the text itself. */
static const struct level *level_of(const struct site *site, const struct node *variable,
				    unsigned deeper)
{
	if (variable->kind != NODE_VARIABLE || variable->depth < deeper ||
	    variable->depth - deeper >= site->level_count)
		return NULL;
	return &site->levels[site->level_count - 1 - (variable->depth - deeper)];
}

static const struct element *required(const struct site *site, const struct node *variable,
				      unsigned deeper)
{
	struct subject subject = { .depth = variable->depth - deeper,
				   .index = variable->index,
				   .root = variable->text };
	return site_source(site, &subject);
}

/* The site of the level itself: entries of a context see those before them. */
static struct site site_at(const struct site *site, const struct level *level)
{
	struct site outer = *site;
	outer.level_count = (size_t)(level - site->levels) + 1;
	return outer;
}

static bool of_variable(struct following *following, const struct site *site,
			const struct node *node, unsigned deeper, struct member member)
{
	const struct level *level = level_of(site, node, deeper);
	size_t before = following->out->count;
	if (level == NULL)
		return false;
	if (level->kind == LEVEL_REQUIREMENTS) {
		const struct element *element = required(site, node, deeper);
		return element != NULL && of_decision(following, site, element, member);
	}
	if (level->kind != LEVEL_ENTRIES || node->index >= level->boxed->part_count)
		return false;
	struct site inner = site_at(site, level);
	return of_boxed(following, &inner, level->boxed->parts[node->index], member) &&
	       bind(following, before, level->boxed->types[node->index], member);
}

static bool of_called(struct following *following, const struct site *site,
		      const struct node *callee, unsigned deeper, struct member member)
{
	const struct level *level = level_of(site, callee, deeper);
	if (level == NULL)
		return false;
	if (level->kind == LEVEL_REQUIREMENTS) {
		const struct element *element = required(site, callee, deeper);
		return element != NULL && of_call(following, site, element, member);
	}
	return level->kind == LEVEL_ENTRIES && callee->index < level->boxed->part_count &&
	       of_function(following, site_at(site, level), level->boxed->parts[callee->index],
			   member);
}

/* ---- texts --------------------------------------------------------------------- */

static bool of_entry(struct following *following, const struct site *site, const struct node *node,
		     unsigned deeper, struct member member)
{
	for (size_t i = node->item_count; i-- > 0 && member.count != 0;)
		if (text_equal(node->names[i], member.path[0]))
			return of_node(following, site, node->items[i], deeper + 1, within(member));
	return false;
}

static bool of_path(struct following *following, const struct site *site, const struct node *node,
		    unsigned deeper, struct member member)
{
	struct text *path = arena_new_array(following->run->arena, struct text, member.count + 1);
	path[0] = node->text;
	for (size_t i = 0; i < member.count; i++)
		path[i + 1] = member.path[i];
	return of_node(following, site, node->items[0], deeper,
		       (struct member){ path, member.count + 1 });
}

static bool of_constant(struct following *following, const struct node *node)
{
	dmn_value value = shape_constant(following->run, node);
	following->run->problems.count = 0;
	if (value.kind > DMN_MONTHS_DURATION)
		return false;
	if (value.kind != DMN_NULL)
		list_push(following->run->arena, following->out, value);
	return true;
}

/* A constant, one of several by conditions, or what a name or a call stands for. */
static bool of_node(struct following *following, const struct site *site, const struct node *node,
		    unsigned deeper, struct member member)
{
	if (node == NULL || following->left == 0 || following->work_left == 0)
		return false;
	following->work_left--;
	if (member.count == 0 && shape_is_constant(node))
		return of_constant(following, node);
	bool is_known = false;
	following->left--;
	switch ((enum node_kind)node->kind) {
	case NODE_IF:
		is_known = of_node(following, site, node->items[1], deeper, member) &&
			   of_node(following, site, node->items[2], deeper, member);
		break;
	case NODE_VARIABLE: is_known = of_variable(following, site, node, deeper, member); break;
	case NODE_PATH: is_known = of_path(following, site, node, deeper, member); break;
	case NODE_CONTEXT: is_known = of_entry(following, site, node, deeper, member); break;
	case NODE_CALL:
		is_known = of_called(following, site, node->items[0], deeper, member);
		break;
	default: break;
	}
	following->left++;
	return is_known;
}

/* ---- boxed expressions ----------------------------------------------------------- */

static size_t output_at(const struct table *table, struct member member)
{
	if (table->output_count == 1)
		return 0;
	for (size_t o = 0; member.count != 0 && o < table->output_count; o++)
		if (text_equal(table->outputs[o].name, member.path[0]))
			return o;
	return SIZE_MAX;
}

static bool of_table(struct following *following, const struct site *site,
		     const struct table *table, struct member member)
{
	size_t o = output_at(table, member), before = following->out->count;
	if (o == SIZE_MAX || table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	    table->policy == HIT_OUTPUT_ORDER)
		return false;
	if (table->output_count != 1)
		member = within(member);
	for (size_t r = 0; r < table->rule_count; r++)
		if (!of_node(following, site, table->rules[r].outputs[o].root, 0, member))
			return false;
	if (table->outputs[o].fallback.root != NULL &&
	    !of_node(following, site, table->outputs[o].fallback.root, 0, member))
		return false;
	return bind(following, before, table->outputs[o].type, member);
}

static bool of_context(struct following *following, struct site site, const struct boxed *boxed,
		       struct member member)
{
	size_t before = following->out->count, last = boxed->part_count;
	if (!inside(&site, LEVEL_ENTRIES, boxed))
		return false;
	if (last != 0 && boxed->names[last - 1].length == 0)
		return of_boxed(following, &site, boxed->parts[last - 1], member) &&
		       bind(following, before, boxed->types[last - 1], member);
	for (size_t i = 0; i < boxed->part_count && member.count != 0; i++)
		if (text_equal(boxed->names[i], member.path[0]))
			return of_boxed(following, &site, boxed->parts[i], within(member)) &&
			       bind(following, before, boxed->types[i], within(member));
	return false;
}

static bool of_kind(struct following *following, const struct site *site, const struct boxed *boxed,
		    struct member member)
{
	switch (boxed->kind) {
	case BOXED_TABLE: return of_table(following, site, boxed->table, member);
	case BOXED_LITERAL: return of_node(following, site, boxed->expression.root, 0, member);
	case BOXED_CONDITIONAL:
		return of_boxed(following, site, boxed->parts[1], member) &&
		       of_boxed(following, site, boxed->parts[2], member);
	case BOXED_CONTEXT: return of_context(following, *site, boxed, member);
	case BOXED_INVOCATION:
		return boxed->expression.root != NULL &&
		       of_called(following, site, boxed->expression.root, 0, member);
	default: return false;
	}
}

static bool of_boxed(struct following *following, const struct site *site,
		     const struct boxed *boxed, struct member member)
{
	size_t before = following->out->count;
	if (boxed == NULL || following->left == 0)
		return false;
	following->left--;
	bool is_known = of_kind(following, site, boxed, member) &&
			bind(following, before, boxed->type, member);
	following->left++;
	return is_known;
}

/* ---- the door ---------------------------------------------------------------------- */

bool upstream_of_text(struct run *run, const struct site *site, const struct node *root,
		      struct given_values *out)
{
	struct following following = {
		.run = run, .out = out, .left = FOLLOWED_MOST, .work_left = WORK_MOST
	};
	return of_node(&following, site, root, 0, (struct member){ NULL, 0 });
}

bool upstream_values(struct run *run, const struct site *site, const struct subject *subject,
		     struct given_values *out)
{
	struct following following = {
		.run = run, .out = out, .left = FOLLOWED_MOST, .work_left = WORK_MOST
	};
	struct node variable = { .kind = NODE_VARIABLE,
				 .depth = (uint16_t)subject->depth,
				 .index = (uint16_t)subject->index,
				 .text = subject->root };
	return of_variable(&following, site, &variable, 0,
			   (struct member){ subject->path, subject->path_count });
}
