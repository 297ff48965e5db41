/* SPDX-License-Identifier: Apache-2.0 */
/* Nulls that come from the gap of one decision and reach where another needs a value: a table that
 * has no rule for null, or an operation. */
#include "analysis/check.h"

#include "feel/value_print.h"

/* The inputs for which the element surely gives null, in words; NULL: none known. */
static const char *gap_of(const struct checking *checking, const struct element *element)
{
	if (element == NULL || element->kind != DMN_ELEMENT_DECISION || element->logic == NULL)
		return NULL;
	for (size_t i = 0; i < checking->tables.count; i++)
		if (checking->tables.at[i].grid != NULL &&
		    checking->tables.at[i].grid->table == element->logic->table)
			return checking->tables.at[i].gap;
	return NULL;
}

static bool takes_null(const struct grid *grid, size_t d)
{
	const struct dimension *dimension = &grid->dimensions[d];
	for (size_t c = 0; c < dimension->class_count; c++) {
		if (dimension->domain.atoms[dimension->classes[c].first].sort != ATOM_NULL)
			continue;
		for (size_t w = 0; w < grid->words; w++)
			if (dimension->classes[c].may[w] != 0)
				return true;
	}
	return false;
}

static bool has_default(const struct table *table)
{
	for (size_t o = 0; o < table->output_count; o++)
		if (table->outputs[o].fallback.root != NULL)
			return true;
	return false;
}

static bool collects(const struct table *table)
{
	return table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	       table->policy == HIT_OUTPUT_ORDER;
}

static void check_table(struct checking *checking, const struct grid *grid)
{
	checking->grid = grid;
	checking->element = grid->site->element;
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		const char *gap = dimension->is_leaf ? gap_of(checking, dimension->source) : NULL;
		if (gap == NULL || takes_null(grid, d) || has_default(grid->table))
			continue;
		struct dmn_finding *finding =
			checking_add(checking, FINDING_NULLS,
				     "'%.*s' is null where %s, and no rule takes a null there",
				     TEXT_ARG(dimension->source->name), gap);
		finding_place(checking, finding, SIZE_MAX, dimension->first_column);
		if (collects(grid->table))
			finding->weight = DMN_CHECK_NOTE;
	}
}

/* ---- operations ----------------------------------------------------------- */

struct nulls {
	struct checking *checking;
	const struct expression *expression;
	const struct site *here;
	unsigned deeper;
};

static bool asks_for_null(const struct node *node)
{
	if (node->kind == NODE_LITERAL && node->value.kind == DMN_NULL)
		return true;
	for (size_t i = 0; i < node->item_count; i++)
		if (asks_for_null(node->items[i]))
			return true;
	return false;
}

static bool needs_values(enum node_kind kind)
{
	return kind == NODE_NEGATE || (kind >= NODE_ADD && kind <= NODE_POWER) ||
	       (kind >= NODE_LESS && kind <= NODE_MORE_EQUAL);
}

static void check_operand(const struct nulls *nulls, const struct node *operand)
{
	struct checking *checking = nulls->checking;
	if (operand->kind != NODE_VARIABLE || operand->depth < nulls->deeper)
		return;
	struct subject subject = { .depth = operand->depth - nulls->deeper,
				   .index = operand->index,
				   .root = operand->text };
	const struct element *source = site_source(nulls->here, &subject);
	const char *gap = gap_of(checking, source);
	if (gap != NULL)
		checking_add(checking, FINDING_NULLS,
			     "'%.*s' is null where %s, and %.*s needs a value",
			     TEXT_ARG(source->name), gap,
			     TEXT_ARG(value_excerpt(text_trim(nulls->expression->place.source))));
}

static void check_node(const struct nulls *nulls, const struct node *node)
{
	for (size_t i = 0; i < node->item_count; i++) {
		if (needs_values(node->kind))
			check_operand(nulls, node->items[i]);
		check_node(nulls, node->items[i]);
	}
}

static void check_text(void *user, const struct site *here, const struct expression *expression,
		       bool is_cell)
{
	struct nulls nulls = { user, expression, here, is_cell };
	if (expression->root != NULL && !asks_for_null(expression->root))
		check_node(&nulls, expression->root);
}

static void check_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, check_text, user);
}

void check_nulls(struct checking *checking)
{
	for (size_t i = 0; i < checking->tables.count; i++)
		if (checking->tables.at[i].grid != NULL)
			check_table(checking, checking->tables.at[i].grid);
	checking->grid = NULL;
	for (size_t i = 0; i < checking->model->elements.count; i++) {
		checking->element = checking->model->elements.at[i];
		site_walk(checking->model, checking->element, check_boxed, checking);
	}
	checking->element = NULL;
}
