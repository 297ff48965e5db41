/* SPDX-License-Identifier: Apache-2.0 */
/* What concerns elements and not one table: inputs that nothing uses, circles, and what the texts
 * name and do. */
#include "analysis/check.h"

#include "analysis/kinds.h"
#include "base/builder.h"
#include "feel/lexer.h"
#include "feel/value_print.h"

#include <string.h>

/* ---- what is required and not used --------------------------------------- */

struct usage {
	struct checking *checking;
	const struct element *element;
	bool *is_used; /* requirement by requirement */
};

static void use_names(struct usage *usage, const struct node *node)
{
	if (node->kind == NODE_VARIABLE || node->kind == NODE_DYNAMIC)
		for (size_t i = 0; i < usage->element->requirements.count; i++)
			if (lexer_same_name(usage->element->requirements.at[i].name, node->text))
				usage->is_used[i] = true;
	for (size_t i = 0; i < node->item_count; i++)
		use_names(usage, node->items[i]);
}

static void use_text(void *user, const struct site *here, const struct expression *expression,
		     bool is_cell)
{
	struct usage *usage = user;
	(void)here;
	(void)is_cell;
	if (expression->root != NULL)
		use_names(usage, expression->root);
	/* What did not parse may use anything. */
	for (size_t i = 0; expression->trouble != NULL && i < usage->element->requirements.count;
	     i++)
		usage->is_used[i] = true;
}

static void use_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	struct usage *usage = user;
	site_texts(here, boxed, use_text, user);
	for (size_t i = 0; boxed->kind == BOXED_FUNCTION && boxed->language != LANGUAGE_FEEL &&
			   i < usage->element->requirements.count;
	     i++)
		usage->is_used[i] = true;
}

static void check_requirements(struct checking *checking, const struct element *element)
{
	struct arena_mark mark = arena_mark(checking->arena);
	size_t before = checking->findings.count, count = element->requirements.count;
	struct usage usage = { checking, element,
			       arena_new_array(checking->arena, bool, count + 1) };
	if (element->logic == NULL)
		return;
	site_walk(checking->model, element, use_boxed, &usage);
	for (size_t i = 0; i < count; i++)
		if (!usage.is_used[i] && element->requirements.at[i].element != element)
			checking_add(checking, FINDING_INPUT,
				     "'%.*s' is required and used in no text",
				     TEXT_ARG(element->requirements.at[i].name));
	if (checking->findings.count == before)
		arena_rewind(checking->arena, mark);
}

static void mark_list(bool *seen, const struct element_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		seen[list->at[i]->index] = true;
}

static void check_unused(struct checking *checking)
{
	const struct dmn_model *model = checking->model;
	bool *seen = arena_new_array(checking->arena, bool, model->elements.count + 1);
	for (size_t i = 0; i < model->elements.count; i++) {
		const struct element *element = model->elements.at[i];
		for (size_t r = 0; r < element->requirements.count; r++)
			seen[element->requirements.at[r].element->index] = true;
		mark_list(seen, &element->input_data);
	}
	for (size_t i = 0; i < model->elements.count; i++) {
		checking->element = model->elements.at[i];
		bool is_own = checking->element->file == model->files.at[0];
		if (checking->element->kind == DMN_ELEMENT_INPUT_DATA && is_own && !seen[i])
			checking_add(checking, FINDING_INPUT, "no element requires '%.*s'",
				     TEXT_ARG(checking->element->name));
	}
	checking->element = NULL;
}

/* ---- circles -------------------------------------------------------------- */

/* The way from an element back to itself by requirements, breadth first: `from` of each element is
 * the one that led to it. False: there is none. */
static bool find_circle(struct checking *checking, const struct element *start, size_t *from)
{
	const struct dmn_model *model = checking->model;
	size_t count = model->elements.count, head = 0, tail = 0;
	size_t *queue = arena_new_array(checking->work, size_t, count + 1);
	memset(from, 0xFF, count * sizeof *from);
	queue[tail++] = start->index;
	while (head < tail) {
		const struct element *at = model->elements.at[queue[head++]];
		for (size_t i = 0; i < at->requirements.count; i++) {
			size_t next = at->requirements.at[i].element->index;
			if (from[next] != SIZE_MAX)
				continue;
			from[next] = at->index;
			if (next == start->index)
				return true;
			queue[tail++] = next;
		}
	}
	return false;
}

static void tell_circle(struct checking *checking, const struct element *start, const size_t *from,
			bool *is_told)
{
	const struct dmn_model *model = checking->model;
	size_t *way = arena_new_array(checking->work, size_t, model->elements.count + 1);
	size_t count = 0, at = start->index;
	do {
		at = from[at];
		is_told[at] = true;
		way[count++] = at;
	} while (at != start->index);
	struct builder words = builder_new(checking->arena);
	while (count-- > 0)
		builder_add_format(&words, "%s'%.*s'", words.length == 0 ? "" : ", which requires ",
				   TEXT_ARG(model->elements.at[way[count]]->name));
	checking_add(checking, FINDING_CYCLE,
		     "a circle of requirements: %.*s, which requires '%.*s'",
		     TEXT_ARG(builder_text(&words)), TEXT_ARG(start->name));
}

static void check_circles(struct checking *checking)
{
	const struct dmn_model *model = checking->model;
	size_t count = model->elements.count;
	bool *is_told = arena_new_array(checking->arena, bool, count + 1);
	size_t *from = arena_new_array(checking->arena, size_t, count + 1);
	struct budget given = budget_part(&checking->budget, 4), budget = given;
	for (size_t i = 0; i < count && budget_take(&budget, count); i++) {
		const struct element *element = model->elements.at[i];
		if (element->kind != DMN_ELEMENT_DECISION || is_told[i])
			continue;
		arena_reset(checking->work);
		checking->element = element;
		if (find_circle(checking, element, from))
			tell_circle(checking, element, from, is_told);
	}
	checking->element = NULL;
	budget_settle(&checking->budget, &given, &budget);
	if (!budget.is_spent)
		return;
	checking->summary.is_whole = false;
	checking_add(checking, FINDING_STOPPED,
		     "the model is too large to look for all circles of requirements");
}

/* ---- names and types in texts --------------------------------------------- */

static struct text excerpt_of(const struct expression *expression)
{
	return value_excerpt(text_trim(expression->place.source));
}

/* Where an item is filtered any name may be one of its members'. */
static void check_names(struct checking *checking, const struct expression *expression,
			const struct node *node)
{
	if (node->kind == NODE_DYNAMIC && node->depth == NO_DEPTH && node->builtin == NULL)
		checking_add(checking, FINDING_NAME,
			     "there is nothing called '%.*s' in scope of %.*s",
			     TEXT_ARG(node->text), TEXT_ARG(excerpt_of(expression)));
	size_t count = node->kind == NODE_FILTER ? 1 : node->item_count;
	for (size_t i = 0; i < count; i++)
		check_names(checking, expression, node->items[i]);
}

static bool is_in_filter(const struct site *here)
{
	for (size_t i = 0; i < here->level_count; i++)
		if (here->levels[i].kind == LEVEL_OTHER &&
		    here->levels[i].boxed->kind == BOXED_FILTER)
			return true;
	return false;
}

static void check_text(void *user, const struct site *here, const struct expression *expression,
		       bool is_cell)
{
	struct checking *checking = user;
	struct kind_clash clash = { 0 };
	if (expression->root == NULL)
		return;
	arena_reset(checking->work);
	if (!is_in_filter(here))
		check_names(checking, expression, expression->root);
	if (kinds_clash(checking->work, here, expression->root, is_cell, &clash))
		checking_add(checking, FINDING_KIND,
			     "%s never has a meaning for %s and %s, in %.*s", clash.operation,
			     clash.left, clash.right, TEXT_ARG(excerpt_of(expression)));
}

static void check_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, check_text, user);
}

/* What the compiler found: its own words. */
static void copy_problems(struct checking *checking)
{
	const struct dmn_problem *problem;
	for (size_t i = 0; (problem = dmn_model_problem(checking->model, i)) != NULL; i++) {
		struct dmn_finding finding = { .code = problem->code,
					       .weight = problem->severity == DMN_ERROR
								 ? DMN_CHECK_ERROR
								 : DMN_CHECK_WARNING,
					       .message = problem->message,
					       .remedy = problem->remedy,
					       .file = problem->file,
					       .decision = problem->element,
					       .table = "",
					       .column_name = "",
					       .proposal = "" };
		if (problem->expression[0] != '\0')
			finding.message = text_c(
				checking->arena,
				text_format(
					checking->arena, "%s, in %.*s", problem->message,
					TEXT_ARG(value_excerpt(text_from(problem->expression)))));
		list_push(checking->arena, &checking->findings, finding);
	}
}

void check_model(struct checking *checking)
{
	copy_problems(checking);
	check_unused(checking);
	check_circles(checking);
	for (size_t i = 0; i < checking->model->elements.count; i++) {
		checking->element = checking->model->elements.at[i];
		if (checking->element->kind == DMN_ELEMENT_INPUT_DATA)
			continue;
		check_requirements(checking, checking->element);
		site_walk(checking->model, checking->element, check_boxed, checking);
	}
	checking->element = NULL;
}
