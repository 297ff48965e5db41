/* SPDX-License-Identifier: Apache-2.0 */
/* What concerns elements and not one table: inputs that nothing uses, circles, and what the texts
 * name and do. */
#include "analysis/check.h"

#include "analysis/kinds.h"
#include "base/builder.h"
#include "feel/lexer.h"
#include "feel/value_print.h"

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

/* One element on the way down its requirements. */
struct visit {
	const struct element *element;
	size_t next; /* requirement to look at */
};

enum visited {
	NOT_VISITED,
	ON_THE_WAY,
	VISITED
};

/* From the element on the way that is met again, down to the last one, which requires it. */
static void tell_circle(struct checking *checking, const struct visit *way, size_t depth,
			const struct element *again)
{
	struct builder words = builder_new(checking->arena);
	size_t at = 0;
	while (way[at].element != again)
		at++;
	for (; at < depth; at++)
		builder_add_format(&words, "'%.*s', which requires ",
				   TEXT_ARG(way[at].element->name));
	checking->element = again;
	checking_add(checking, FINDING_CYCLE, "a circle of requirements: %.*s'%.*s'",
		     TEXT_ARG(builder_text(&words)), TEXT_ARG(again->name));
}

/* Without recursion, since a chain may be as long as the file. A business knowledge model may call
 * itself. */
static void walk_down(struct checking *checking, const struct element *start, struct visit *way,
		      unsigned char *visited)
{
	size_t depth = 0;
	way[depth++] = (struct visit){ start, 0 };
	visited[start->index] = ON_THE_WAY;
	while (depth != 0) {
		struct visit *top = &way[depth - 1];
		if (top->next == top->element->requirements.count) {
			visited[top->element->index] = VISITED;
			depth--;
			continue;
		}
		const struct element *next = top->element->requirements.at[top->next++].element;
		if (visited[next->index] == ON_THE_WAY && next->kind == DMN_ELEMENT_DECISION)
			tell_circle(checking, way, depth, next);
		if (visited[next->index] != NOT_VISITED)
			continue;
		visited[next->index] = ON_THE_WAY;
		way[depth++] = (struct visit){ next, 0 };
	}
}

static void check_circles(struct checking *checking)
{
	const struct dmn_model *model = checking->model;
	size_t count = model->elements.count;
	struct visit *way = arena_new_array(checking->work, struct visit, count + 1);
	unsigned char *visited = arena_new_array(checking->work, unsigned char, count + 1);
	for (size_t i = 0; i < count; i++)
		if (visited[i] == NOT_VISITED)
			walk_down(checking, model->elements.at[i], way, visited);
	checking->element = NULL;
}

/* ---- names and types in texts --------------------------------------------- */

static struct text excerpt_of(const struct expression *expression)
{
	return value_excerpt(text_trim(expression->place.source));
}

static void tell_in_text(struct checking *checking, const struct expression *expression,
			 size_t offset, struct dmn_finding *finding)
{
	struct place place = expression->place;
	place.offset = offset;
	finding_text(checking, finding, &place);
}

/* Where an item is filtered any name may be one of its members'. */
static void check_names(struct checking *checking, const struct expression *expression,
			const struct node *node)
{
	if (node->kind == NODE_DYNAMIC && node->depth == NO_DEPTH && node->builtin == NULL)
		tell_in_text(checking, expression, node->offset,
			     checking_add(checking, FINDING_NAME,
					  "there is nothing called '%.*s' in scope of %.*s",
					  TEXT_ARG(node->text), TEXT_ARG(excerpt_of(expression))));
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

/* ---- tests for values that never come ------------------------------------- */

struct tests {
	struct checking *checking;
	const struct site *here;
	const struct expression *expression;
};

/* Does the text, which is no constant, give this one never? */
static bool is_never(const struct tests *tests, const struct node *tested, dmn_value constant)
{
	struct run run = run_new(tests->checking->work, &tests->checking->model->host);
	struct given_values given = { 0 };
	bool is_name = tested->kind == NODE_VARIABLE || tested->kind == NODE_PATH ||
		       tested->kind == NODE_CALL;
	if (!is_name || constant.kind == DMN_NULL || constant.kind > DMN_MONTHS_DURATION ||
	    shape_is_constant(tested) || !upstream_of_text(&run, tests->here, tested, &given) ||
	    given.count == 0)
		return false;
	for (size_t i = 0; i < given.count; i++)
		if (value_equal(given.at[i], constant) == TERNARY_TRUE)
			return false;
	return true;
}

static void check_test(const struct tests *tests, const struct node *tested,
		       const struct node *constant)
{
	struct checking *checking = tests->checking;
	struct builder shown = builder_new(checking->arena);
	struct subjects reads = { 0 };
	if (constant->kind != NODE_LITERAL || !is_never(tests, tested, constant->value))
		return;
	value_print_literal(&shown, constant->value);
	/* Of a call, what is called. */
	shape_subjects(checking->arena, tested->kind == NODE_CALL ? tested->items[0] : tested,
		       &reads);
	struct text name = reads.count == 1 ? subject_name(checking->arena, &reads.at[0])
					    : excerpt_of(tests->expression);
	tell_in_text(checking, tests->expression, constant->offset,
		     checking_add(checking, FINDING_UPSTREAM,
				  "the text tests for %.*s, which '%.*s' never gives: %.*s",
				  TEXT_ARG(value_excerpt(builder_text(&shown))), TEXT_ARG(name),
				  TEXT_ARG(excerpt_of(tests->expression))));
}

/* What is inside scopes of its own is not followed. */
static void check_tests(const struct tests *tests, const struct node *node)
{
	enum node_kind kind = node->kind;
	if (kind == NODE_FOR || kind == NODE_SOME || kind == NODE_EVERY || kind == NODE_CONTEXT ||
	    kind == NODE_FUNCTION || kind == NODE_FILTER)
		return;
	if (kind == NODE_EQUAL || kind == NODE_NOT_EQUAL) {
		check_test(tests, node->items[0], node->items[1]);
		check_test(tests, node->items[1], node->items[0]);
	}
	for (size_t i = 1; kind == NODE_IN && i < node->item_count; i++)
		if (node->items[i]->kind == NODE_TEST_VALUE)
			check_test(tests, node->items[0], node->items[i]->items[0]);
	for (size_t i = 0; i < node->item_count && (kind != NODE_IN || i == 0); i++)
		check_tests(tests, node->items[i]);
}

static void check_text(void *user, const struct site *here, const struct expression *expression,
		       bool is_cell)
{
	struct checking *checking = user;
	struct kind_clash clash = { 0 };
	struct tests tests = { checking, here, expression };
	if (expression->root == NULL)
		return;
	arena_reset(checking->work);
	if (!is_cell)
		check_tests(&tests, expression->root);
	if (!is_in_filter(here))
		check_names(checking, expression, expression->root);
	if (kinds_clash(checking->work, here, expression->root, is_cell, &clash))
		tell_in_text(checking, expression, clash.offset,
			     checking_add(checking, FINDING_KIND,
					  "%s never has a meaning for %s and %s, in %.*s",
					  clash.operation, clash.left, clash.right,
					  TEXT_ARG(excerpt_of(expression))));
}

static void check_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, check_text, user);
}

static const char *sentence_of(struct checking *checking, const struct dmn_problem *problem)
{
	struct arena *arena = checking->arena;
	struct text message = text_from(problem->message);
	if (problem->expression[0] != '\0')
		message = text_format(
			arena, "%s, in %.*s", problem->message,
			TEXT_ARG(value_excerpt(text_trim(text_from(problem->expression)))));
	return checking_sentence(arena, message);
}

/* What the compiler found: its own words. */
static void copy_problem(struct checking *checking, const struct dmn_problem *problem)
{
	bool is_error = problem->severity == DMN_ERROR;
	struct dmn_finding finding = { .code = problem->code,
				       .weight = is_error ? DMN_CHECK_ERROR : DMN_CHECK_WARNING,
				       .message = sentence_of(checking, problem),
				       .remedy = problem->remedy,
				       .file = problem->file,
				       .decision = problem->element,
				       .table = "",
				       .column_name = "",
				       .expression = problem->expression,
				       .line = problem->line,
				       .position = problem->column,
				       .proposal = "" };
	for (size_t i = 0; i < checking->model->elements.count; i++)
		if (text_is(checking->model->elements.at[i]->name, problem->element))
			finding_rule(checking, &finding, checking->model->elements.at[i], NULL,
				     problem);
	list_push(checking->arena, &checking->findings, finding);
}

static void copy_problems(struct checking *checking)
{
	const struct dmn_problem *problem;
	for (size_t i = 0; (problem = dmn_model_problem(checking->model, i)) != NULL; i++)
		copy_problem(checking, problem);
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
