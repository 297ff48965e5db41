/* SPDX-License-Identifier: Apache-2.0 */
/* A table's cells to sets of rules, column by column. */
#include "dmn/table_index_internal.h"

#include "feel/evaluate.h"

#include <stdlib.h>

enum {
	CLASS_WORDS_MOST = 4 * 1024 * 1024,
	RULES_LEAST = 2,
	WORDS_WITHOUT_SUMMARY = 4,
	NEAR_MOST = 2000
};

static bool literal_of(const struct node *node, dmn_value *out)
{
	if (node->kind != NODE_LITERAL || node->value.kind == DMN_NULL)
		return false;
	*out = node->value;
	return node->value.kind <= DMN_DATE || node->value.kind == DMN_DAYS_DURATION ||
	       node->value.kind == DMN_MONTHS_DURATION;
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
		qsort(cuts->at, cuts->count, sizeof *cuts->at, table_column_order);
	column->cuts = cuts->at;
	for (size_t i = 0; i < cuts->count; i++)
		if (i == 0 ||
		    table_column_order(&cuts->at[i], &column->cuts[column->cut_count - 1]) != 0)
			column->cuts[column->cut_count++] = cuts->at[i];
}

static bool is_equality(const struct node *test)
{
	const struct node *value = test->items[0];
	if (test->kind == NODE_TEST_COMPARE)
		return test->operation <= TEST_NOT_EQUAL;
	return value->kind != NODE_RANGE;
}

static bool is_equality_cell(const struct node *cell)
{
	for (size_t i = 0; i < cell->item_count; i++)
		if (!is_equality(cell->items[i]))
			return false;
	return true;
}

static bool set_keys(struct arena *arena, struct column *column)
{
	bool is_exact;
	for (size_t i = 0; i < column->cut_count && column->kind == DMN_NUMBER; i++)
		if (column->cuts[i].exponent < -column->scale)
			column->scale = -column->cuts[i].exponent;
	column->keys = arena_new_array(arena, int64_t, column->cut_count + 1);
	for (size_t i = 0; i < column->cut_count; i++)
		if (!table_column_key(column, column->cuts[i], &column->keys[i], &is_exact) ||
		    !is_exact)
			return false;
	return true;
}

/* Where all cut points are near each other, each key from the one before the first to the one after
 * the last has its class in a table. */
static void set_near(struct arena *arena, struct column *column)
{
	int64_t least = column->keys[0], most = column->keys[column->cut_count - 1];
	if (least == INT64_MIN || most == INT64_MAX || (uint64_t)most - (uint64_t)least > NEAR_MOST)
		return;
	column->first = least - 1;
	column->near_count = (size_t)((uint64_t)most - (uint64_t)least) + 3;
	column->near = arena_new_array(arena, uint16_t, column->near_count);
	size_t cut = 0;
	for (size_t i = 0; i < column->near_count; i++) {
		int64_t key = column->first + (int64_t)i;
		bool is_on = cut < column->cut_count && column->keys[cut] == key;
		column->near[i] = (uint16_t)(cut * 2 + is_on);
		cut += is_on;
	}
}

static void choose_look(struct arena *arena, struct column *column, bool is_equality_only)
{
	bool is_whole = column->kind == DMN_NUMBER || column->kind == DMN_DATE ||
			column->kind == DMN_MONTHS_DURATION;
	if (column->cuts == NULL || column->cut_count == 0)
		return;
	if (is_whole && set_keys(arena, column)) {
		column->look = LOOK_KEYS;
		set_near(arena, column);
	}
	if (column->kind != DMN_STRING || !is_equality_only)
		return;
	struct text *texts = arena_new_array(arena, struct text, column->cut_count);
	for (size_t i = 0; i < column->cut_count; i++)
		texts[i] = value_text(column->cuts[i]);
	column->texts = intern_new(arena, texts, column->cut_count);
	column->look = LOOK_TEXTS;
}

struct span {
	size_t from;
	size_t to; /* not included */
};
struct span_list {
	LIST_OF(struct span);
};

/* The classes where a test holds: one span, or two for `!=`. */
static size_t spans_of(const struct column *column, const struct node *test, struct span spans[2])
{
	size_t end = column->cut_count * 2 + 1;
	dmn_value ends[2];
	size_t count;
	test_ends(test, ends, &count);
	size_t at = table_column_class(column, ends[0]);
	spans[0] = (struct span){ at, at + 1 };
	if (count == 2) {
		const struct node *range = test->items[0];
		spans[0].from = at + !range->low_closed;
		spans[0].to = table_column_class(column, ends[1]) + range->high_closed;
		return 1;
	}
	if (test->kind != NODE_TEST_COMPARE || test->operation == TEST_EQUAL)
		return 1;
	if (test->operation == TEST_LESS || test->operation == TEST_LESS_EQUAL)
		spans[0] = (struct span){ 0, at + (test->operation == TEST_LESS_EQUAL) };
	else
		spans[0] = (struct span){ at + (test->operation != TEST_MORE_EQUAL), end };
	if (test->operation != TEST_NOT_EQUAL)
		return 1;
	spans[1] = (struct span){ 0, at };
	return 2;
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *left = a;
	const struct span *right = b;
	return (left->from > right->from) - (left->from < right->from);
}

/* Where a rule comes into the sets or goes out of them, on the way up through the classes. */
struct turn {
	uint32_t rule;
	uint32_t next; /* in the list of its class, plus one */
};
struct sweep {
	struct arena *arena;
	const struct column *column;
	uint32_t *first; /* of each class, plus one */
	struct {
		LIST_OF(struct turn);
	} turns;
};

static void turn_at(struct sweep *sweep, size_t at, size_t rule)
{
	struct turn turn = { (uint32_t)rule, sweep->first[at] };
	list_push(sweep->arena, &sweep->turns, turn);
	sweep->first[at] = (uint32_t)sweep->turns.count;
}

static void add_cell(struct sweep *sweep, size_t rule, const struct node *cell)
{
	struct span_list spans = { 0 };
	for (size_t i = 0; i < cell->item_count; i++) {
		struct span found[2];
		size_t count = spans_of(sweep->column, cell->items[i], found);
		for (size_t s = 0; s < count; s++)
			if (found[s].from < found[s].to)
				list_push(sweep->arena, &spans, found[s]);
	}
	if (spans.count > 1)
		qsort(spans.at, spans.count, sizeof *spans.at, compare_spans);
	if (cell->item_count == 0 || cell->is_negated)
		turn_at(sweep, 0, rule);
	for (size_t i = 0; i < spans.count;) {
		struct span joined = spans.at[i++];
		for (; i < spans.count && spans.at[i].from <= joined.to; i++)
			if (spans.at[i].to > joined.to)
				joined.to = spans.at[i].to;
		turn_at(sweep, joined.from, rule);
		turn_at(sweep, joined.to, rule);
	}
}

static void put_rule(rule_word *words, size_t rule)
{
	words[rule / RULES_IN_WORD] |= (rule_word)1 << rule % RULES_IN_WORD;
}

static void summarise(const struct table_index *index, rule_word *set)
{
	for (size_t w = 0; w < index->words && index->summary != 0; w++)
		if (set[index->summary + w] != 0)
			put_rule(set, w);
}

static void write_sets(const struct table_index *index, const struct sweep *sweep, size_t classes)
{
	const struct column *column = sweep->column;
	rule_word *now = arena_new_array(sweep->arena, rule_word, index->words);
	for (size_t c = 0; c < classes; c++) {
		for (uint32_t t = sweep->first[c]; t != 0; t = sweep->turns.at[t - 1].next) {
			size_t rule = sweep->turns.at[t - 1].rule;
			now[rule / RULES_IN_WORD] ^= (rule_word)1 << rule % RULES_IN_WORD;
		}
		rule_word *set = column->sets + c * index->stride;
		for (size_t w = 0; w < index->words; w++)
			set[index->summary + w] = now[w] | column->perhaps[w];
		summarise(index, set);
	}
}

/* Null is asked of each cell once and for all: a literal's answer depends on nothing else. */
static void write_null(struct arena *arena, const struct table_index *index,
		       const struct table *table, size_t input, rule_word *set)
{
	static const struct dmn_host no_host = { .size = sizeof no_host };
	struct run run = run_new(arena, &no_host);
	const struct column *column = &index->columns[input];
	for (size_t r = 0; r < table->rule_count; r++) {
		const struct node *cell = table->rules[r].tests[input].root;
		bool is_perhaps =
			(column->perhaps[r / RULES_IN_WORD] >> r % RULES_IN_WORD & 1) != 0;
		if (is_perhaps || evaluate_tests(&run, cell, value_null(), NULL) == TERNARY_TRUE)
			put_rule(set + index->summary, r);
	}
	summarise(index, set);
}

/* The kind that the column's literals are of, and their cut points. */
static bool read_cuts(struct arena *arena, const struct table *table, size_t input,
		      struct column *column)
{
	struct cut_list cuts = { 0 };
	bool is_equality_only = true;
	for (size_t r = 0; r < table->rule_count; r++) {
		const struct node *cell = table->rules[r].tests[input].root;
		enum dmn_kind kind = column->kind;
		if (!is_literal_cell(cell, &kind)) {
			column->has_perhaps = true;
			continue;
		}
		column->kind = kind;
		is_equality_only = is_equality_only && is_equality_cell(cell);
		collect_cuts(arena, cell, &cuts);
	}
	sort_cuts(column, &cuts);
	if (column->kind != DMN_NULL)
		choose_look(arena, column, is_equality_only);
	return column->kind != DMN_NULL || !column->has_perhaps;
}

static void fill_column(struct arena *arena, const struct table *table, size_t input,
			struct table_index *index)
{
	struct column *column = &index->columns[input];
	column->head = COLUMN_NO_HEAD;
	if (!read_cuts(arena, table, input, column))
		return;
	size_t classes = column->cut_count * 2 + 1;
	if ((classes + 1) * index->stride > CLASS_WORDS_MOST)
		return;
	column->is_indexed = true;
	if (column->look ==
	    LOOK_KEYS) /* what is no decimal has no flags, no exponent and no scale */
		column->head = column_head((dmn_value){ .kind = (uint8_t)column->kind,
							.exponent = (int16_t)-column->scale });
	column->sets = arena_new_array(arena, rule_word, (classes + 1) * index->stride);
	column->perhaps = arena_new_array(arena, rule_word, index->words);
	struct sweep sweep = { .arena = arena, .column = column };
	sweep.first = arena_new_array(arena, uint32_t, classes + 1);
	for (size_t r = 0; r < table->rule_count; r++) {
		const struct node *cell = table->rules[r].tests[input].root;
		enum dmn_kind kind = column->kind;
		if (is_literal_cell(cell, &kind))
			add_cell(&sweep, r, cell);
		else
			put_rule(column->perhaps, r);
	}
	write_sets(index, &sweep, classes);
	write_null(arena, index, table, input, column->sets + classes * index->stride);
}

const struct table_index *table_index_new(struct arena *arena, const struct table *table)
{
	if (table->rule_count < RULES_LEAST || table->input_count == 0)
		return NULL;
	struct table_index *index = arena_alloc_clear(
		arena, 1, sizeof *index + table->input_count * sizeof index->columns[0]);
	index->words = rule_words(table->rule_count);
	index->summary = index->words > WORDS_WITHOUT_SUMMARY ? rule_words(index->words) : 0;
	index->stride = index->summary + index->words;
	for (size_t i = 0; i < table->input_count; i++)
		fill_column(arena, table, i, index);
	return index;
}
