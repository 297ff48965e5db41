/* SPDX-License-Identifier: Apache-2.0 */
/* A table prepared for columns: the sets of its index, in the whole numbers of the columns. */
#include "dmn/batch_internal.h"
#include "dmn/table_index_internal.h"

#include "feel/number.h"

#include <stdlib.h>

enum {
	SCALE_MOST = 9,
	RULES_LOOKED_AT = UINT16_MAX
};

/* ---- values ---------------------------------------------------------------- */

static dmn_value value_of(const struct dmn_column *given, enum dmn_kind kind, int32_t value)
{
	if (value == DMN_COLUMN_NULL)
		return value_null();
	if (given->texts != NULL)
		return value < 0 || (size_t)value >= given->text_count
			       ? value_null()
			       : value_string(text_from(given->texts[value]));
	if (kind == DMN_DATE)
		return value_date(value);
	if (kind == DMN_BOOLEAN)
		return value_boolean(value != 0);
	return (dmn_value){ .kind = DMN_NUMBER,
			    .exponent = (int16_t)(value == 0 ? 0 : -(int)given->scale),
			    .as.integer = value };
}

static uint32_t set_of(const struct dmn_batch *batch, size_t i, int32_t value)
{
	const struct table_index *index = batch->table->index;
	const rule_word *perhaps;
	rule_word alive = ~(rule_word)0;
	const struct rule_set *set = table_index_look(
		index, i, value_of(&batch->given[i], batch->kinds[i], value), &perhaps);
	table_index_narrow(index, set, &alive);
	return (uint32_t)alive;
}

/* ---- breaks ---------------------------------------------------------------- */

struct break_list {
	LIST_OF(int32_t);
};

static void add_break(struct arena *arena, struct break_list *breaks, int64_t at)
{
	if (at > INT32_MIN + 1 && at <= INT32_MAX)
		list_push(arena, breaks, (int32_t)at);
}

/* A cut point in the numbers of the given column, rounded down. */
static bool whole_cut(const struct dmn_column *given, dmn_value cut, int64_t *out)
{
	*out = cut.as.integer;
	if (cut.kind == DMN_BOOLEAN)
		*out = cut.as.boolean;
	if (cut.kind != DMN_NUMBER)
		return true;
	const struct column as_given = { .kind = DMN_NUMBER, .scale = (int)given->scale };
	bool is_exact;
	return table_column_key(&as_given, cut, out, &is_exact);
}

static int compare_breaks(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
	return (left > right) - (left < right);
}

/* The set may change on a cut point and after it; for texts, from each to the next. */
static bool find_breaks(const struct dmn_batch *batch, size_t i, struct break_list *breaks)
{
	const struct column *column = &batch->table->index->columns[i];
	const struct dmn_column *given = &batch->given[i];
	for (size_t t = 0; given->texts != NULL && t <= given->text_count; t++)
		add_break(batch->arena, breaks, (int64_t)t);
	for (size_t c = 0; given->texts == NULL && c < column->cut_count; c++) {
		int64_t at;
		if (!whole_cut(given, column->cuts[c], &at))
			return false;
		add_break(batch->arena, breaks, at);
		add_break(batch->arena, breaks, at + 1);
	}
	if (breaks->count != 0)
		qsort(breaks->at, breaks->count, sizeof *breaks->at, compare_breaks);
	return true;
}

static void set_near(const struct dmn_batch *batch, size_t i, struct batch_column *column)
{
	if (column->break_count == 0)
		return;
	int64_t low = (int64_t)column->breaks[0] - 1;
	int64_t high = column->breaks[column->break_count - 1];
	if (high - low > BATCH_NEAR_MOST)
		return;
	uint32_t *near = arena_new_array(batch->arena, uint32_t, (size_t)(high - low) + 8);
	column->low = (int32_t)low;
	column->high = (int32_t)high;
	for (int64_t value = low; value <= high; value++)
		near[value - low] = set_of(batch, i, (int32_t)value);
	column->near = near;
}

static bool set_column(const struct dmn_batch *batch, size_t i, struct batch_column *column)
{
	struct break_list breaks = { 0 };
	if (!find_breaks(batch, i, &breaks))
		return false;
	int32_t *kept = arena_new_array(batch->arena, int32_t, breaks.count + 1);
	uint32_t *sets = arena_new_array(batch->arena, uint32_t, breaks.count + 9);
	column->null_set = set_of(batch, i, DMN_COLUMN_NULL);
	sets[0] = set_of(batch, i, breaks.count != 0 ? breaks.at[0] - 1 : 0);
	for (size_t b = 0; b < breaks.count; b++) {
		uint32_t set = set_of(batch, i, breaks.at[b]);
		if (set == sets[column->break_count])
			continue;
		kept[column->break_count++] = breaks.at[b];
		sets[column->break_count] = set;
	}
	column->breaks = kept;
	column->sets = sets;
	set_near(batch, i, column);
	return true;
}

/* ---- making ---------------------------------------------------------------- */

/* The given column of the table's column i, by the input that its slot requires; NULL when there is
 * none of the right kind. */
static const struct dmn_column *find_given(const struct element *decision,
					   const struct dmn_model *model, size_t i,
					   const struct dmn_column *columns, size_t count)
{
	const struct table_input *input = &decision->whole->inputs[i];
	const struct element *element = decision->requirements.at[input->slot - 1].element;
	for (size_t c = 0; c < count; c++) {
		if (model_element_named(model, text_from(columns[c].input)) != element)
			continue;
		enum dmn_kind kind = decision->whole->index->columns[i].kind;
		bool is_text = columns[c].texts != NULL;
		bool fits = kind == DMN_NULL || is_text == (kind == DMN_STRING);
		return fits && kind <= DMN_DATE && columns[c].scale <= SCALE_MOST ? &columns[c]
										  : NULL;
	}
	return NULL;
}

struct making {
	struct arena *arena;
	struct dmn_batch *batch;
	const struct dmn_model *model;
	const struct element *decision;
	const struct dmn_column *columns;
	size_t count;
	bool is_made;
};

/* Are the values what their inputs' types take, so that row by row they would be bound as they are?
 */
static bool is_typed_plainly(const struct element *decision, size_t i,
			     const struct dmn_batch *batch)
{
	const struct table_input *input = &decision->whole->inputs[i];
	const struct element *element = decision->requirements.at[input->slot - 1].element;
	dmn_value value = value_of(&batch->given[i], batch->kinds[i], 0);
	return type_is_plainly(value, element->type) && type_is_plainly(value, input->type);
}

static void run_making(void *user)
{
	struct making *making = user;
	struct dmn_batch *batch = arena_new_one(making->arena, struct dmn_batch);
	making->batch = batch;
	batch->arena = making->arena;
	batch->table = making->decision->whole;
	batch->is_first = batch->table->policy == HIT_FIRST;
	size_t count = making->decision->whole->input_count;
	struct dmn_column *given = arena_new_array(batch->arena, struct dmn_column, count);
	enum dmn_kind *kinds = arena_new_array(batch->arena, enum dmn_kind, count);
	unsigned *order = arena_new_array(batch->arena, unsigned, count);
	batch->given = given;
	batch->kinds = kinds;
	batch->order = order;
	batch->column_count = count;
	struct batch_column *columns = arena_new_array(batch->arena, struct batch_column, count);
	bool is_wide = batch->table->rule_count <= BATCH_RULES_MOST;
	for (size_t i = 0; i < count; i++) {
		const struct dmn_column *found = find_given(making->decision, making->model, i,
							    making->columns, making->count);
		if (found == NULL)
			return;
		given[i] = *found;
		kinds[i] = batch->table->index->columns[i].kind;
		order[i] = (unsigned)(found - making->columns);
		if (!is_typed_plainly(making->decision, i, batch))
			return;
		is_wide = is_wide && set_column(batch, i, &columns[i]);
	}
	batch->columns = is_wide ? columns : NULL;
	making->is_made = true;
}

struct dmn_batch *dmn_batch_new(const struct dmn_model *model, struct arena *arena,
				const char *decision, const struct dmn_column *columns,
				size_t count)
{
	const struct element *element = model_element_named(model, text_from(decision));
	if (element == NULL || element->whole == NULL ||
	    element->whole->rule_count > RULES_LOOKED_AT)
		return NULL;
	struct making making = { .arena = arena,
				 .model = model,
				 .decision = element,
				 .columns = columns,
				 .count = count };
	if (boundary_run(arena, run_making, &making, NULL) != STATUS_OK || !making.is_made)
		return NULL;
	return making.batch;
}

/* ---- running ---------------------------------------------------------------- */

static uint16_t rule_of_row(const struct dmn_batch *batch, const struct dmn_column *columns,
			    size_t row)
{
	const struct table *table = batch->table;
	dmn_value slots[TABLE_SLOTS_MOST] = { 0 };
	unsigned rule;
	for (size_t i = 0; i < batch->column_count; i++)
		slots[table->slots[i]] = value_of(&batch->given[i], batch->kinds[i],
						  columns[batch->order[i]].values[row]);
	return table_index_answer(table, slots, table->slots, &rule) ? (uint16_t)(rule + 1) : 0;
}

static void run_block(const struct dmn_batch *batch, const struct batch_kernel *kernel,
		      const struct dmn_column *columns, size_t first, size_t count, uint16_t *rules)
{
	uint32_t alive[BATCH_ROWS];
	uint32_t every = batch->table->rule_count == BATCH_RULES_MOST
				 ? UINT32_MAX
				 : ((uint32_t)1 << batch->table->rule_count) - 1;
	for (size_t i = 0; i < count; i++)
		alive[i] = every;
	for (size_t c = 0; c < batch->column_count; c++)
		kernel->meet(&batch->columns[c], columns[batch->order[c]].values + first, count,
			     alive);
	kernel->rules(alive, count, batch->is_first, rules);
}

void batch_run_with(const struct dmn_batch *batch, const struct batch_kernel *kernel,
		    const struct dmn_column *columns, size_t row_count, uint16_t *rules)
{
	for (size_t row = 0; row < row_count && batch->columns == NULL; row++)
		rules[row] = rule_of_row(batch, columns, row);
	for (size_t first = 0; first < row_count && batch->columns != NULL; first += BATCH_ROWS) {
		size_t left = row_count - first;
		run_block(batch, kernel, columns, first, left < BATCH_ROWS ? left : BATCH_ROWS,
			  rules + first);
	}
}

void dmn_batch_run(const struct dmn_batch *batch, const struct dmn_column *columns,
		   size_t row_count, uint16_t *rules)
{
	batch_run_with(batch, batch_kernel(true), columns, row_count, rules);
}

dmn_value dmn_batch_answer(const struct dmn_batch *batch, unsigned rule)
{
	return rule == 0 || rule > batch->table->rule_count ? value_null()
							    : batch->table->rules[rule - 1].answer;
}
