/* SPDX-License-Identifier: Apache-2.0 */
#include "dmn/table_index.h"

#include "feel/number.h"

#include <stdlib.h>
#include <string.h>

enum {
	CLASS_WORDS_MOST = 4 * 1024 * 1024,
	RULES_LEAST = 2
};

/* The values of a column fall into classes: below the first cut point, on it, between it and the
 * next, and so on: 2n + 1 of them, numbered in order. On cut point k is class 2k + 1. */
struct column {
	bool is_indexed;
	enum dmn_kind kind;
	dmn_value *cuts; /* sorted, each once */
	size_t cut_count;
	rule_word *sets;    /* class by class */
	rule_word *perhaps; /* rules whose cell is no literal */
	bool has_perhaps;
};

struct table_index {
	size_t words;
	struct column columns[];
};

static bool literal_of(const struct node *node, dmn_value *out)
{
	if (node->kind != NODE_LITERAL || node->value.kind == DMN_NULL)
		return false;
	*out = node->value;
	return node->value.kind <= DMN_DATE || node->value.kind == DMN_DAYS_DURATION ||
	       node->value.kind == DMN_MONTHS_DURATION;
}

static int compare_cuts(const void *a, const void *b)
{
	const dmn_value *left = a;
	const dmn_value *right = b;
	if (left->kind == DMN_BOOLEAN)
		return left->as.boolean - right->as.boolean;
	return value_compare(*left, *right);
}

struct cut_list {
	LIST_OF(dmn_value);
};

/* The literal ends of one test; false when it has any other part. */
static bool test_ends(const struct node *test, dmn_value ends[2], size_t *count)
{
	const struct node *value = test->items[0];
	*count = 1;
	if (test->kind == NODE_TEST_COMPARE)
		return literal_of(value, &ends[0]) &&
		       (ends[0].kind != DMN_BOOLEAN || test->operation <= TEST_NOT_EQUAL);
	if (test->uses_question)
		return false;
	if (value->kind == NODE_RANGE && !value->is_range) {
		*count = 2;
		return literal_of(value->items[0], &ends[0]) &&
		       literal_of(value->items[1], &ends[1]) && ends[0].kind == ends[1].kind &&
		       ends[0].kind != DMN_BOOLEAN;
	}
	return literal_of(value, &ends[0]);
}

/* Are all tests of the cell literals of this kind? With DMN_NULL any kind, which is set. */
static bool is_literal_cell(const struct node *cell, enum dmn_kind *kind)
{
	if (cell == NULL)
		return false;
	for (size_t i = 0; i < cell->item_count; i++) {
		dmn_value ends[2];
		size_t count;
		if (!test_ends(cell->items[i], ends, &count))
			return false;
		if (*kind == DMN_NULL)
			*kind = ends[0].kind;
		if (ends[0].kind != *kind)
			return false;
	}
	return true;
}

static void collect_cuts(struct arena *arena, const struct node *cell, struct cut_list *cuts)
{
	for (size_t i = 0; i < cell->item_count; i++) {
		dmn_value ends[2];
		size_t count;
		if (!test_ends(cell->items[i], ends, &count))
			continue;
		for (size_t e = 0; e < count; e++)
			list_push(arena, cuts, ends[e]);
	}
}

static void sort_cuts(struct column *column, const struct cut_list *cuts)
{
	if (cuts->count != 0)
		qsort(cuts->at, cuts->count, sizeof *cuts->at, compare_cuts);
	column->cuts = cuts->at;
	for (size_t i = 0; i < cuts->count; i++)
		if (i == 0 || compare_cuts(&cuts->at[i], &column->cuts[column->cut_count - 1]) != 0)
			column->cuts[column->cut_count++] = cuts->at[i];
}

static size_t class_of(const struct column *column, dmn_value value)
{
	size_t low = 0;
	size_t high = column->cut_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare_cuts(&value, &column->cuts[middle]);
		if (order == 0)
			return middle * 2 + 1;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low * 2;
}

struct span {
	size_t from;
	size_t to; /* inclusive; from > to: nothing */
};

/* The classes where a test holds: one span, or two for `!=`. */
static size_t spans_of(const struct column *column, const struct node *test, struct span spans[2])
{
	size_t last = column->cut_count * 2;
	dmn_value ends[2];
	size_t count;
	test_ends(test, ends, &count);
	size_t at = class_of(column, ends[0]);
	spans[0] = (struct span){ at, at };
	if (count == 2) {
		const struct node *range = test->items[0];
		spans[0].from = at + !range->low_closed;
		spans[0].to = class_of(column, ends[1]) - !range->high_closed;
		return 1;
	}
	if (test->kind != NODE_TEST_COMPARE || test->operation == TEST_EQUAL)
		return 1;
	if (test->operation == TEST_LESS || test->operation == TEST_LESS_EQUAL)
		spans[0] = (struct span){ 0, at - (test->operation == TEST_LESS) };
	else
		spans[0] = (struct span){ at + (test->operation != TEST_MORE_EQUAL), last };
	if (test->operation != TEST_NOT_EQUAL)
		return 1;
	spans[1] = (struct span){ 0, at - 1 };
	return 2;
}

static void set_cell(struct column *column, size_t words, size_t rule, const struct node *cell,
		     unsigned char *holds)
{
	size_t classes = column->cut_count * 2 + 1;
	memset(holds, cell->item_count == 0, classes);
	for (size_t i = 0; i < cell->item_count; i++) {
		struct span spans[2];
		size_t count = spans_of(column, cell->items[i], spans);
		for (size_t s = 0; s < count; s++)
			if (spans[s].from <= spans[s].to)
				memset(holds + spans[s].from, 1, spans[s].to - spans[s].from + 1);
	}
	rule_word bit = (rule_word)1 << rule % RULES_IN_WORD;
	for (size_t c = 0; c < classes; c++)
		if (holds[c] != cell->is_negated)
			column->sets[c * words + rule / RULES_IN_WORD] |= bit;
}

static void fill_column(struct arena *arena, const struct table *table, size_t input, size_t words,
			struct column *column)
{
	struct cut_list cuts = { 0 };
	for (size_t r = 0; r < table->rule_count; r++) {
		const struct node *cell = table->rules[r].tests[input].root;
		enum dmn_kind kind = column->kind;
		if (is_literal_cell(cell, &kind)) {
			column->kind = kind;
			collect_cuts(arena, cell, &cuts);
		}
	}
	sort_cuts(column, &cuts);
	size_t classes = column->cut_count * 2 + 1;
	if (column->kind == DMN_NULL || classes * words > CLASS_WORDS_MOST)
		return;
	column->is_indexed = true;
	column->sets = arena_new_array(arena, rule_word, classes * words);
	column->perhaps = arena_new_array(arena, rule_word, words);
	unsigned char *holds = arena_new_array(arena, unsigned char, classes);
	for (size_t r = 0; r < table->rule_count; r++) {
		const struct node *cell = table->rules[r].tests[input].root;
		enum dmn_kind kind = column->kind;
		if (is_literal_cell(cell, &kind)) {
			set_cell(column, words, r, cell, holds);
		} else {
			column->perhaps[r / RULES_IN_WORD] |= (rule_word)1 << r % RULES_IN_WORD;
			column->has_perhaps = true;
		}
	}
}

const struct table_index *table_index_new(struct arena *arena, const struct table *table)
{
	if (table->rule_count < RULES_LEAST || table->input_count == 0)
		return NULL;
	struct table_index *index = arena_alloc_clear(
		arena, 1, sizeof *index + table->input_count * sizeof index->columns[0]);
	index->words = rule_words(table->rule_count);
	for (size_t i = 0; i < table->input_count; i++)
		fill_column(arena, table, i, index->words, &index->columns[i]);
	return index;
}

bool table_index_narrow(const struct table_index *index, size_t column_number, dmn_value value,
			rule_word *alive, const rule_word **perhaps)
{
	const struct column *column = &index->columns[column_number];
	*perhaps = NULL;
	if (!column->is_indexed || value.kind != column->kind)
		return false;
	const rule_word *set = column->sets + class_of(column, value) * index->words;
	for (size_t w = 0; w < index->words; w++)
		alive[w] &= set[w] | column->perhaps[w];
	*perhaps = column->perhaps;
	return !column->has_perhaps;
}
