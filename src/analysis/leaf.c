/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/leaf.h"

#include "feel/lexer.h"
#include "feel/number.h"

/* ---- inputs without a type ----------------------------------------------------- */

/* What texts read of an input: paths from it. */
struct reading {
	struct arena *arena;
	struct text root;
	struct subjects reads;
};

static void read_text(void *user, const struct site *here, const struct expression *expression,
		      bool is_cell)
{
	struct reading *reading = user;
	struct arena_mark mark = arena_mark(reading->arena);
	struct subjects reads = { 0 };
	size_t before = reading->reads.count;
	(void)here, (void)is_cell;
	shape_subjects(reading->arena, expression->root, &reads);
	for (size_t i = 0; i < reads.count; i++)
		if (reads.at[i].path_count != 0 && lexer_same_name(reads.at[i].root, reading->root))
			list_push(reading->arena, &reading->reads, reads.at[i]);
	if (reading->reads.count == before)
		arena_rewind(reading->arena, mark);
}

static void read_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, read_text, user);
}

static bool begins_with(const struct subject *subject, const struct subject *prefix, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!text_equal(subject->path[i], prefix->path[i]))
			return false;
	return subject->path_count > count;
}

/* A context of the members that are read below the first `depth` names of `prefix`; NULL: none is.
 */
static const struct type *type_as_read(const struct reading *reading, const struct subject *prefix,
				       size_t depth)
{
	struct {
		LIST_OF(struct type_member);
	} members = { 0 };
	for (size_t i = 0; i < reading->reads.count && depth < LEAF_DEPTH_MOST; i++) {
		const struct subject *subject = &reading->reads.at[i];
		if (!begins_with(subject, prefix, depth))
			continue;
		size_t m = 0;
		while (m < members.count && !text_equal(members.at[m].name, subject->path[depth]))
			m++;
		if (m < members.count)
			continue;
		list_push(reading->arena, &members,
			  (struct type_member){ subject->path[depth],
						type_as_read(reading, subject, depth + 1) });
	}
	if (members.count == 0)
		return NULL;
	struct type *type = arena_new_one(reading->arena, struct type);
	*type = (struct type){ .kind = TYPE_CONTEXT,
			       .members = members.at,
			       .member_count = members.count };
	return type;
}

static const struct type *type_of_input(struct checking *checking, const struct element *input,
					const bool *seen)
{
	struct reading reading = { .arena = checking->arena, .root = input->name };
	if (input->type != NULL && input->type->kind != TYPE_ANY)
		return input->type;
	for (size_t i = 0; i < checking->model->elements.count; i++)
		if (seen[i])
			site_walk(checking->model, checking->model->elements.at[i], read_boxed,
				  &reading);
	const struct type *type =
		type_as_read(&reading, &(struct subject){ .root = input->name }, 0);
	return type != NULL ? type : input->type;
}

/* ---- from types to leaves --------------------------------------------------- */

struct finding_leaves {
	struct checking *checking;
	struct leaves *out;
	const struct element *input;
	const struct type *root_type;
	struct text path[LEAF_DEPTH_MOST];
};

static bool names_null(const struct type *type)
{
	for (; type != NULL; type = type->base)
		for (size_t i = 0; type->constraint != NULL && i < type->constraint->item_count;
		     i++) {
			const struct node *given = type->constraint->items[i]->items[0];
			if (given->kind == NODE_LITERAL && given->value.kind == DMN_NULL)
				return true;
		}
	return false;
}

static void add_leaf(struct finding_leaves *finding, struct text root, size_t depth,
		     const struct type *type)
{
	struct arena *arena = finding->checking->arena;
	struct leaves *out = finding->out;
	if (out->count == LEAVES_MOST) {
		out->is_beyond = true;
		return;
	}
	struct subject subject = { .root = root,
				   .path = arena_copy(arena, finding->path,
						      (depth + 1) * sizeof *finding->path),
				   .path_count = depth };
	out->at[out->count++] = (struct leaf){ .name = subject_name(arena, &subject),
					       .type = type,
					       .input = finding->input,
					       .root_type = finding->root_type,
					       .root = root,
					       .path = subject.path,
					       .path_count = depth,
					       .allows_null = names_null(type) };
}

static void add_of_type(struct finding_leaves *finding, struct text root, size_t depth,
			const struct type *type)
{
	if (depth + 1 >= LEAF_DEPTH_MOST || (type != NULL && type->kind >= TYPE_RANGE)) {
		finding->out->is_beyond = true;
		return;
	}
	if (type != NULL && type->kind == TYPE_LIST) {
		finding->path[depth] = TEXT("1");
		add_of_type(finding, root, depth + 1, type->item);
		return;
	}
	if (type == NULL || type->kind != TYPE_CONTEXT) {
		add_leaf(finding, root, depth, type);
		return;
	}
	for (size_t i = 0; i < type->member_count; i++) {
		finding->path[depth] = type->members[i].name;
		add_of_type(finding, root, depth + 1, type->members[i].type);
	}
}

/* ---- constants to try ---------------------------------------------------------- */

/* What stands anywhere behind the element, but for cells about an input itself: those count for
 * that input alone. */
struct pool {
	struct checking *checking;
	struct run *run;
	struct constants constants;
};

/* Does it compare a text by order? */
static bool orders_text(const struct node *node)
{
	bool has_order = (node->kind >= NODE_LESS && node->kind <= NODE_MORE_EQUAL) ||
			 node->kind == NODE_BETWEEN || node->kind == NODE_RANGE;
	for (size_t i = 0; has_order && i < node->item_count; i++)
		if (node->items[i]->kind == NODE_LITERAL &&
		    node->items[i]->value.kind == DMN_STRING)
			return true;
	return false;
}

static void add_constants(struct pool *pool, const struct node *node)
{
	pool->constants.has_order = pool->constants.has_order || orders_text(node);
	if (shape_is_constant(node)) {
		dmn_value value = shape_constant(pool->run, node);
		if (value.kind != DMN_NULL && value.kind <= DMN_MONTHS_DURATION)
			list_push(pool->run->arena, &pool->constants, value);
		pool->run->problems.count = 0;
	}
	for (size_t i = 0; i < node->item_count; i++)
		add_constants(pool, node->items[i]);
}

static void add_text(void *user, const struct site *here, const struct expression *expression,
		     bool is_cell)
{
	(void)here;
	if (!is_cell && expression->root != NULL)
		add_constants(user, expression->root);
}

static void add_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, add_text, user);
}

static void add_cuts(struct run *run, struct constants *out, const struct domain *domain)
{
	for (size_t s = 0; s < domain->segment_count; s++)
		out->has_order = out->has_order || (domain->segments[s].kind == DMN_STRING &&
						    domain->segments[s].is_ordered);
	for (size_t s = 0; s < domain->segment_count; s++)
		for (size_t i = 0; i < domain->segments[s].cut_count; i++)
			list_push(run->arena, out, domain->segments[s].cuts[i]);
}

/* Is the dimension about the leaf itself? */
static bool is_about(const struct grid *grid, const struct dimension *dimension,
		     const struct leaves *leaves, const struct leaf *leaf)
{
	const struct subject *subject = &dimension->subject;
	if (!dimension->is_leaf || subject->path_count != leaf->path_count)
		return false;
	if (leaf->input != NULL ? dimension->source != leaf->input
				: dimension->source != NULL || !dimension->is_input ||
					  grid->site->element != leaves->element ||
					  !text_equal(subject->root, leaf->root))
		return false;
	for (size_t i = 0; i < leaf->path_count; i++)
		if (!text_equal(subject->path[i], leaf->path[i]))
			return false;
	return true;
}

static struct leaf *leaf_of(const struct grid *grid, const struct dimension *dimension,
			    struct leaves *leaves)
{
	for (size_t i = 0; i < leaves->count; i++)
		if (is_about(grid, dimension, leaves, &leaves->at[i]))
			return &leaves->at[i];
	return NULL;
}

static bool allows_null(const struct grid *grid, size_t d)
{
	for (size_t i = 0; i < grid->table->input_count; i++) {
		const struct type only = { .constraint = grid->table->inputs[i].allowed };
		if (grid->columns[i].dimension == d && grid->columns[i].is_identity &&
		    names_null(&only))
			return true;
	}
	return false;
}

static void add_grid(struct pool *pool, const struct grid *grid, struct leaves *leaves,
		     struct constants *own)
{
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		struct leaf *leaf = leaf_of(grid, dimension, leaves);
		struct constants *to = leaf != NULL ? &own[leaf - leaves->at] : &pool->constants;
		add_cuts(pool->run, to, &dimension->domain);
		if (leaf != NULL)
			leaf->allows_null = leaf->allows_null || allows_null(grid, d);
	}
}

/* ---- values --------------------------------------------------------------------- */

static void add_value(struct run *run, struct leaf *leaf, dmn_value value)
{
	if (value.kind == DMN_CONTEXT || value.kind == DMN_NULL ||
	    (leaf->type != NULL && type_bind(run, value, leaf->type, "").kind == DMN_NULL))
		return;
	run->problems.count = 0;
	leaf->values[leaf->value_count++] = value;
}

static void read_constraints(struct run *run, const struct type *type, struct constants *out)
{
	struct shape shape = {
		.arena = run->arena, .run = run, .subject = subject_question(), .constants = out
	};
	for (; type != NULL; type = type->base)
		if (type->constraint != NULL)
			(void)shape_tests(&shape, type->constraint);
}

/* What is computed from a number is far from the constants themselves. */
static void add_far(struct run *run, struct leaf *leaf, const struct constants *constants)
{
	enum {
		FAR = 1000
	};
	dmn_value low = value_integer(0), high = value_integer(0);
	for (size_t i = 0; i < constants->count; i++) {
		dmn_value value = constants->at[i];
		low = value_compare(value, low) == -1 ? value : low;
		high = value_compare(value, high) == 1 ? value : high;
	}
	add_value(run, leaf, number_subtract(run->arena, low, value_integer(FAR)));
	add_value(run, leaf, number_add(run->arena, high, value_integer(FAR)));
}

static void add_values(struct run *run, struct leaf *leaf, struct constants *constants,
		       const struct constants *pool)
{
	enum dmn_kind kind = DMN_NULL;
	if (leaf->type != NULL && leaf->type->kind == TYPE_SIMPLE)
		kind = leaf->type->simple;
	read_constraints(run, leaf->type, constants);
	for (size_t i = 0; i < pool->count; i++)
		list_push(run->arena, constants, pool->at[i]);
	if (constants->count == 0)
		list_push(run->arena, constants, value_integer(1));
	constants->has_order = constants->has_order || pool->has_order;
	struct domain domain = domain_new(run, kind, constants);
	leaf->values = arena_new_array(run->arena, dmn_value, domain.atom_count + 3);
	for (size_t i = 0; i < domain.atom_count; i++)
		if (domain.atoms[i].sort != ATOM_NULL)
			add_value(run, leaf, domain.atoms[i].sample);
	if (kind == DMN_NUMBER)
		add_far(run, leaf, constants);
	if (leaf->allows_null)
		leaf->values[leaf->value_count++] = value_null();
}

static void find_values(struct checking *checking, struct leaves *out)
{
	struct run run = run_new(checking->arena, &checking->model->host);
	struct pool pool = { .checking = checking, .run = &run };
	const bool *seen = site_reached(checking->arena, checking->model, out->element);
	struct constants *own = arena_new_array(checking->arena, struct constants, LEAVES_MOST);
	for (size_t i = 0; i < checking->model->elements.count; i++)
		if (seen[i])
			site_walk(checking->model, checking->model->elements.at[i], add_boxed,
				  &pool);
	for (size_t i = 0; i < checking->tables.count; i++) {
		const struct grid *grid = checking->tables.at[i].grid;
		if (grid != NULL && seen[grid->site->element->index])
			add_grid(&pool, grid, out, own);
	}
	for (size_t i = 0; i < out->count; i++) {
		add_values(&run, &out->at[i], &own[i], &pool.constants);
		out->is_beyond = out->is_beyond || out->at[i].value_count == 0;
	}
}

void leaves_find(struct checking *checking, const struct element *element, struct leaves *out)
{
	struct finding_leaves finding = { .checking = checking, .out = out };
	const struct dmn_model *model = checking->model;
	*out = (struct leaves){ .element = element };
	for (size_t i = 0; i < element->parameter_count; i++) {
		finding.root_type = element->parameters[i].type;
		add_of_type(&finding, element->parameters[i].name, 0, finding.root_type);
	}
	const bool *seen = site_reached(checking->arena, model, element);
	for (size_t i = 0; i < model->elements.count; i++) {
		finding.input = model->elements.at[i];
		if (!seen[i] || finding.input->kind != DMN_ELEMENT_INPUT_DATA)
			continue;
		finding.root_type = type_of_input(checking, finding.input, seen);
		add_of_type(&finding, finding.input->name, 0, finding.root_type);
	}
	if (!out->is_beyond)
		find_values(checking, out);
}

/* ---- from leaves to inputs -------------------------------------------------------- */

struct building {
	struct arena *arena;
	const dmn_value *next;
};

static dmn_value build(struct building *building, const struct type *type)
{
	if (type != NULL && type->kind == TYPE_LIST) {
		dmn_value item = build(building, type->item);
		return value_list(arena_copy(building->arena, &item, sizeof item), 1);
	}
	if (type == NULL || type->kind != TYPE_CONTEXT)
		return *building->next++;
	struct dmn_context *context = context_new(building->arena, type->member_count);
	for (size_t i = 0; i < type->member_count; i++)
		context->entries[i] =
			(struct context_entry){ type->members[i].name,
						build(building, type->members[i].type) };
	return value_context(context);
}

dmn_value leaves_inputs(struct arena *arena, const struct leaves *leaves, const dmn_value *chosen)
{
	struct building building = { arena, chosen };
	struct dmn_context *inputs =
		context_new(arena, leaves->count + leaves->element->parameter_count);
	inputs->count = 0;
	while ((size_t)(building.next - chosen) < leaves->count) {
		const struct leaf *leaf = &leaves->at[building.next - chosen];
		inputs->entries[inputs->count++] =
			(struct context_entry){ leaf->root, build(&building, leaf->root_type) };
	}
	return value_context(inputs);
}

void leaves_take(const struct leaves *leaves, dmn_value inputs, dmn_value *chosen)
{
	for (size_t i = 0; i < leaves->count; i++) {
		const struct leaf *leaf = &leaves->at[i];
		const dmn_value *found = inputs.kind == DMN_CONTEXT
						 ? context_find(inputs.as.context, leaf->root)
						 : NULL;
		for (size_t p = 0; found != NULL && p < leaf->path_count; p++)
			found = found->kind == DMN_CONTEXT
					? context_find(found->as.context, leaf->path[p])
					: NULL;
		if (found != NULL && found->kind != DMN_CONTEXT && found->kind != DMN_LIST &&
		    (found->kind != DMN_NULL || leaf->allows_null))
			chosen[i] = *found;
	}
}
