/* SPDX-License-Identifier: Apache-2.0 */
/* Makes the rows of the tables, column by column. */
#include "synth/spec.h"

#include "base/civil.h"
#include "synth/random.h"

#include <stdlib.h>

enum {
	DAY_MINUTES = 24 * 60
};

struct making {
	struct spec *spec;
	struct table *table;
	struct column *column;
	uint64_t seed;
	struct random random;
	uint32_t *rows; /* that come to the way being made */
	uint64_t count;
	unsigned char *taken; /* by row: an earlier way has made it */
};

/* The rows that no earlier way has taken and whose `when` holds. */
static void gather(struct making *making, const struct way *way)
{
	making->count = 0;
	for (uint64_t row = 0; row < making->table->rows; row++) {
		if (making->taken[row] || !tests_hold(making->spec, making->table, row, way->when))
			continue;
		making->taken[row] = 1;
		making->rows[making->count++] = (uint32_t)row;
	}
}

static void set_word(struct cell *cell, uint32_t word)
{
	*cell = (struct cell){ .value = (int32_t)word, .kind = word == 0 ? CELL_EMPTY : CELL_WORD };
}

static void make_deal(struct making *making, const struct way *way)
{
	struct deal deal = { .count = way->count, .sum = making->count };
	deal.left = arena_new_array(making->spec->arena, uint64_t, way->count);
	random_scale(way->totals, way->count, making->count, deal.left);
	for (uint64_t i = 0; i < making->count; i++)
		set_word(&making->column->cells[making->rows[i]],
			 way->words[deal_next(&deal, &making->random)]);
}

static void make_part(struct making *making, const struct way *way, struct cell *cell,
		      const struct cell *from)
{
	if (from->kind != CELL_WORD)
		return;
	struct text rest = making->spec->word_texts.at[from->value], part = rest;
	for (int64_t i = 0; i < way->low; i++)
		part = text_cut(rest, '/', &rest);
	set_word(cell, spec_intern(making->spec, part));
}

/* The number that a few digits make; 0 when there is anything else. */
static int digits(struct text text)
{
	int value = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		value = value * 10 + (text.at[i] - '0');
	}
	return value;
}

static void make_in_month(struct making *making, struct cell *cell, const struct cell *from)
{
	if (from->kind != CELL_WORD)
		return;
	struct text month = making->spec->word_texts.at[from->value];
	if (month.length != 7)
		return;
	struct civil civil = { .year = digits(text_slice(month, 0, 4)),
			       .month = digits(text_slice(month, 5, 7)),
			       .day = 1 };
	if (!civil_is_valid(civil))
		return;
	uint64_t length = (uint64_t)civil_month_length(civil.year, civil.month);
	cell->kind = CELL_DAY;
	cell->value =
		(int32_t)(civil_to_days(civil) + (int64_t)random_below(&making->random, length));
}

static int64_t in_span(struct making *making, const struct way *way)
{
	uint64_t span = (uint64_t)(way->high < way->low ? 0 : way->high - way->low);
	return way->low + (int64_t)random_below(&making->random, span + 1);
}

/* A day counts from its midnight. */
static void make_minutes(struct making *making, const struct way *way, struct cell *cell,
			 const struct cell *from)
{
	if (from->kind != CELL_DAY && from->kind != CELL_MINUTE)
		return;
	int64_t since = from->kind == CELL_DAY ? from->value * (int64_t)DAY_MINUTES : from->value;
	*cell = (struct cell){ (int32_t)(since + in_span(making, way)), 0, CELL_MINUTE };
}

static void make_cell(struct making *making, const struct way *way, uint32_t row)
{
	struct cell *cell = &making->column->cells[row];
	const struct cell *from = NULL;
	if (way->kind == WAY_COPY || way->kind == WAY_PART || way->kind == WAY_AFTER ||
	    way->kind == WAY_IN_MONTH || way->kind == WAY_MINUTES)
		from = cell_at(making->spec, making->table, row, way->from);
	switch (way->kind) {
	case WAY_FIXED: set_word(cell, way->words[0]); break;
	case WAY_COPY: *cell = *from; break;
	case WAY_PART: make_part(making, way, cell, from); break;
	case WAY_MINUTES: make_minutes(making, way, cell, from); break;
	case WAY_IN_MONTH: make_in_month(making, cell, from); break;
	case WAY_DATE: *cell = (struct cell){ (int32_t)in_span(making, way), 0, CELL_DAY }; break;
	case WAY_AFTER:
		if (from->kind == CELL_DAY)
			*cell = (struct cell){ (int32_t)(from->value + in_span(making, way)), 0,
					       CELL_DAY };
		break;
	default:
		*cell = (struct cell){ (int32_t)row, way->index,
				       way->kind == WAY_NAME ? CELL_NAME : CELL_SERIAL };
	}
}

/* ---- parents ----------------------------------------------------------- */

struct candidate {
	int32_t since;
	uint32_t row;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static struct candidate *gather_candidates(struct making *making, const struct way *way,
					   uint64_t *count)
{
	const struct table *parent = &making->spec->tables[way->parent_table];
	struct candidate *all =
		arena_new_array(making->spec->arena, struct candidate, parent->rows);
	*count = 0;
	for (uint64_t row = 0; row < parent->rows; row++) {
		int32_t since = 0;
		if (!tests_hold(making->spec, parent, row, way->parent_where))
			continue;
		if (way->has_since)
			since = cell_at(making->spec, parent, row, way->since)->value;
		all[(*count)++] = (struct candidate){ since, (uint32_t)row };
	}
	qsort(all, *count, sizeof *all, compare_candidates);
	return all;
}

/* How many candidates begin no later than `by`. */
static uint64_t candidates_by(const struct candidate *all, uint64_t count, int32_t by)
{
	uint64_t low = 0, high = count;
	while (low < high) {
		uint64_t middle = (low + high) / 2;
		if (all[middle].since <= by)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum status make_parents(struct making *making, const struct way *way)
{
	uint64_t count;
	struct candidate *all = gather_candidates(making, way, &count);
	if (count == 0 && making->count > 0)
		return error_set(making->spec->error, STATUS_INVALID,
				 "no row can be the parent of a row of '%.*s'",
				 TEXT_ARG(making->table->name));
	for (uint64_t i = 0; i < making->count; i++) {
		uint32_t row = making->rows[i];
		uint64_t fit = count;
		if (way->has_since)
			fit = candidates_by(
				all, count,
				cell_at(making->spec, making->table, row, way->by)->value);
		/* Nobody is early enough: the earliest. */
		uint64_t pick = fit == 0 ? 0 : random_below(&making->random, fit);
		making->table->parents[row] = all[pick].row;
	}
	return STATUS_OK;
}

/* ---- tables ------------------------------------------------------------ */

static enum status make_column(struct making *making)
{
	struct column *column = making->column;
	struct arena *arena = making->spec->arena;
	column->cells = arena_new_array(arena, struct cell, making->table->rows);
	making->random = random_new(making->seed, making->table->name, column->name);
	struct arena_mark mark = arena_mark(arena);
	making->rows = arena_new_array(arena, uint32_t, making->table->rows);
	making->taken = arena_new_array(arena, unsigned char, making->table->rows);
	enum status status = STATUS_OK;
	bool interns = false;
	for (size_t i = 0; i < column->way_count && status == STATUS_OK; i++) {
		const struct way *way = &column->ways[i];
		gather(making, way);
		interns = interns || way->kind == WAY_PART;
		if (way->kind == WAY_DEAL)
			make_deal(making, way);
		else if (way->kind == WAY_PARENT)
			status = make_parents(making, way);
		else
			for (uint64_t j = 0; j < making->count; j++)
				make_cell(making, way, making->rows[j]);
	}
	if (!interns)
		arena_rewind(arena, mark);
	return status;
}

/* The rows of a table that has one for each row of its parent. */
static void make_each(struct spec *spec, struct table *table)
{
	const struct table *parent = &spec->tables[table->parent_table];
	table->parents = arena_new_array(spec->arena, uint32_t, parent->rows);
	for (uint64_t row = 0; row < parent->rows; row++)
		if (tests_hold(spec, parent, row, table->where))
			table->parents[table->rows++] = (uint32_t)row;
}

static uint64_t in_proportion(uint64_t part, uint64_t of, uint64_t whole)
{
	return (part * whole + of / 2) / of;
}

/* How many rows of a table with a total: as people are to those published, or events are. */
static uint64_t row_count(const struct spec *spec, const struct table *table, uint64_t people,
			  uint64_t events)
{
	const struct table *unit = &spec->tables[spec->unit];
	uint64_t all = 0;
	if (table->has_parent && spec->tables[table->parent_table].rows == 0)
		return 0; /* so few people that there is nothing that it could belong to */
	for (size_t i = 0; i < spec->table_count; i++)
		all += spec->tables[i].is_events ? spec->tables[i].published : 0;
	if (events != 0 && table->is_events && all != 0)
		return in_proportion(table->published, all, events);
	bool scales = table == unit || table->has_parent;
	return scales ? in_proportion(table->published, unit->published, people) : table->published;
}

static enum status make_table(struct spec *spec, struct table *table, uint64_t seed,
			      uint64_t people, uint64_t events)
{
	if (table->has_each) {
		make_each(spec, table);
	} else {
		table->rows = row_count(spec, table, people, events);
		table->parents = arena_new_array(spec->arena, uint32_t, table->rows);
	}
	for (size_t i = 0; i < table->column_count; i++) {
		struct making making = { .spec = spec, .table = table, .seed = seed };
		making.column = &table->columns[i];
		TRY(make_column(&making));
	}
	return STATUS_OK;
}

enum status tables_make(struct spec *spec, uint64_t seed, uint64_t people, uint64_t events)
{
	for (size_t i = 0; i < spec->table_count; i++)
		TRY(make_table(spec, &spec->tables[i], seed, people, events));
	return STATUS_OK;
}
