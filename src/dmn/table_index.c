/* SPDX-License-Identifier: Apache-2.0 */
/* The class of a value, and the AND of the sets of rules. */
#include "dmn/table_index_internal.h"

int table_column_order(const void *a, const void *b)
{
	const dmn_value *left = a;
	const dmn_value *right = b;
	if (left->kind == DMN_BOOLEAN)
		return left->as.boolean - right->as.boolean;
	return value_compare(*left, *right);
}

RARE size_t table_column_class(const struct column *column, dmn_value value)
{
	size_t low = 0;
	size_t high = column->cut_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = table_column_order(&value, &column->cuts[middle]);
		if (order == 0)
			return middle * 2 + 1;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low * 2;
}

bool table_column_key(const struct column *column, dmn_value value, int64_t *key, bool *is_exact)
{
	*key = value.as.integer;
	*is_exact = true;
	if (value.kind != DMN_NUMBER)
		return true;
	int shift = value.exponent + column->scale;
	if ((value.flags & VALUE_BIG) != 0 || shift > NUMBER_TENS_MOST || shift < -NUMBER_TENS_MOST)
		return false;
	if (shift > 0)
		return !__builtin_mul_overflow(*key, number_tens[shift], key);
	if (shift < 0) {
		int64_t rest = *key % number_tens[-shift];
		*key = *key / number_tens[-shift] - (rest < 0);
		*is_exact = rest == 0;
	}
	return true;
}

/* On cut point k is class 2k + 1, above it 2k + 2. */
static inline size_t class_of_key(const struct column *column, int64_t key, bool is_exact)
{
	const int64_t *keys = column->keys;
	size_t below = 0;
	size_t left = column->cut_count;
	for (; left > 1; left -= left / 2) /* without a branch to predict */
		below += left / 2 & -(size_t)(keys[below + left / 2 - 1] <= key);
	below += keys[below] <= key;
	bool is_on = is_exact && below != 0 && keys[below - 1] == key;
	return below * 2 - is_on;
}

/* Of a decimal that is not scaled as the column is. */
RARE static size_t class_of_other(const struct column *column, dmn_value value)
{
	int64_t key;
	bool is_exact;
	if (!table_column_key(column, value, &key, &is_exact))
		return table_column_class(column, value);
	return class_of_key(column, key, is_exact);
}

static inline size_t class_of_whole(const struct column *column, int64_t key)
{
	if (column->near == NULL)
		return class_of_key(column, key, true);
	if (key <= column->first)
		return 0;
	uint64_t at = (uint64_t)key - (uint64_t)column->first;
	return column->near[at < column->near_count ? at : column->near_count - 1];
}

static inline size_t class_of(const struct column *column, dmn_value value)
{
	if (column->look == LOOK_TEXTS) {
		int32_t number = intern_find(&column->texts, value_text(value));
		return number == INTERN_NONE ? 0 : (size_t)number * 2 + 1;
	}
	if (column->look == LOOK_COMPARE)
		return table_column_class(column, value);
	return class_of_other(column, value);
}

/* The set of the value, or NULL where the index does not know. */
static inline const rule_word *set_of(const struct table_index *index, const struct column *column,
				      dmn_value value)
{
	size_t class_number = 0; /* where all cells are `-` there is no other */
	if (column->head == column_head(value))
		class_number = class_of_whole(column, value.as.integer);
	else if (!column->is_indexed)
		return NULL;
	else if (value.kind == DMN_NULL)
		class_number = column->cut_count * 2 + 1;
	else if (value.kind == column->kind)
		class_number = class_of(column, value);
	else if (column->kind != DMN_NULL)
		return NULL;
	return column->sets + class_number * index->stride;
}

static const rule_word *words_of(const struct rule_set *set)
{
	return (const rule_word *)(const void *)set;
}

const struct rule_set *table_index_look(const struct table_index *index, size_t column_number,
					dmn_value value, const rule_word **perhaps)
{
	const struct column *column = &index->columns[column_number];
	*perhaps = column->has_perhaps ? column->perhaps : NULL;
	return (const void *)set_of(index, column, value);
}

void table_index_narrow(const struct table_index *index, const struct rule_set *set,
			rule_word *alive)
{
	const rule_word *words = words_of(set) + index->summary;
	for (size_t w = 0; w < index->words; w++)
		alive[w] &= words[w];
}

/* The AND of one word of all sets. */
static rule_word meet(const struct rule_set *const *sets, size_t set_count, size_t at)
{
	rule_word word = words_of(sets[0])[at];
	for (size_t i = 1; i < set_count; i++)
		word &= words_of(sets[i])[at];
	return word;
}

static size_t take_rules(rule_word word, size_t first, unsigned *out, size_t most)
{
	size_t count = 0;
	for (; word != 0 && count < most; word &= word - 1)
		out[count++] = (unsigned)(first + (size_t)__builtin_ctzll(word));
	return count;
}

size_t table_index_rules(const struct table_index *index, const struct rule_set *const *sets,
			 size_t set_count, unsigned *out, size_t most)
{
	size_t count = 0;
	if (set_count == 0)
		return 0;
	for (size_t w = 0; w < index->words && index->summary == 0 && count < most; w++)
		count += take_rules(meet(sets, set_count, w), w * RULES_IN_WORD, out + count,
				    most - count);
	for (size_t s = 0; s < index->summary && count < most; s++) {
		rule_word left = meet(sets, set_count, s);
		for (; left != 0 && count < most; left &= left - 1) {
			size_t w = s * RULES_IN_WORD + (size_t)__builtin_ctzll(left);
			count += take_rules(meet(sets, set_count, index->summary + w),
					    w * RULES_IN_WORD, out + count, most - count);
		}
	}
	return count;
}

/* The rules of a table whose inputs are known; SIZE_MAX where they must be found another way. */
static size_t rules_at_once(const struct table *table, const dmn_value *values, const unsigned *at,
			    unsigned out[2])
{
	const struct rule_set *sets[TABLE_SLOTS_MOST];
	const struct table_index *index = table->index;
	rule_word first = ~(rule_word)0; /* of all sets; most tables have no other */
	for (size_t i = 0; i < table->input_count; i++) {
		const struct table_input *input = &table->inputs[i];
		dmn_value value = values[at[i]];
		if (!type_plain_holds(input->plain_kinds, value))
			return SIZE_MAX;
		const rule_word *set = set_of(index, &index->columns[i], value);
		if (set == NULL)
			return SIZE_MAX;
		sets[i] = (const void *)set;
		first &= set[0];
	}
	size_t most = table->policy == HIT_FIRST ? 1 : 2;
	return index->stride == 1 && table->input_count != 0
		       ? take_rules(first, 0, out, most)
		       : table_index_rules(index, sets, table->input_count, out, most);
}

bool table_index_is_whole(const struct table *table)
{
	const struct table_index *index = table->index;
	if (index == NULL || !table->is_constant || table->input_count > TABLE_SLOTS_MOST ||
	    table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	    table->policy == HIT_OUTPUT_ORDER)
		return false;
	for (size_t i = 0; i < table->input_count; i++)
		if (table->inputs[i].slot == 0 || table->inputs[i].allowed != NULL ||
		    !index->columns[i].is_indexed || index->columns[i].has_perhaps)
			return false;
	return true;
}

bool table_index_answer(const struct table *table, const dmn_value *values, const unsigned *at,
			unsigned *rule)
{
	unsigned rules[2];
	if (rules_at_once(table, values, at, rules) != 1)
		return false;
	*rule = rules[0];
	return true;
}
