/* SPDX-License-Identifier: Apache-2.0 */
/* Which rules hold over each atom, by asking the evaluator about its sample; and the atoms that are
 * alike for all rules, as classes. */
#include "analysis/grid_internal.h"

#include "analysis/sample.h"

#include <string.h>

struct filling {
	struct grid_making *making;
	struct grid *grid;
	struct dimension *dimension;
	const struct grid_column *column;
	rule_set *may, *must; /* atom by atom, grid->words each */
	unsigned char *asks;  /* atom by atom: is its sample asked about, for this cell */
	unsigned char *truth; /* atom by atom, for this cell */
};

/* A run for one evaluation, whose memory is then forgotten. */
static struct run run_once(struct grid_making *making)
{
	arena_reset(making->scratch);
	return run_new(making->scratch, &making->grid->site->model->host);
}

static bool is_outside_allowed(struct run *run, const struct table_input *input, dmn_value value)
{
	struct frame frame = { .slots = &value };
	return input->allowed != NULL && value.kind != DMN_NULL &&
	       evaluate_tests(run, input->allowed, value, &frame) != TERNARY_TRUE;
}

/* What the column sees where its dimension has the atom's sample; false: the table gives null. */
static bool column_value(struct grid_making *making, size_t column, const struct atom *atom,
			 dmn_value *out)
{
	struct grid *grid = making->grid;
	const struct table_input *input = &grid->table->inputs[column];
	const struct grid_column *own = &grid->columns[column];
	struct run *run = &making->run;
	*out = atom->sample;
	if (!own->is_identity)
		*out = evaluate(run, input->value.root,
				site_frame(making->arena, grid->site,
					   &grid->dimensions[own->dimension].subject,
					   atom->sample));
	dmn_value bound = type_bind(run, *out, input->type, "the input");
	bool is_refused = bound.kind == DMN_NULL && out->kind != DMN_NULL;
	*out = bound;
	return !is_refused && (own->is_unclear || !is_outside_allowed(run, input, bound));
}

/* The values that the column sees, and which atoms are thereby ruled out. */
static void fill_values(struct grid_making *making, size_t column)
{
	struct grid_column *own = &making->grid->columns[column];
	struct dimension *dimension = &making->grid->dimensions[own->dimension];
	size_t count = dimension->domain.atom_count;
	dmn_value *values = arena_new_array(making->arena, dmn_value, count);
	own->values = values;
	for (size_t i = 0; i < count; i++) {
		const struct atom *atom = &dimension->domain.atoms[i];
		values[i] = atom->sample;
		if (atom->sample.kind == DMN_CONTEXT)
			continue;
		if (!column_value(making, column, atom, &values[i]))
			dimension->declared[i] = 0;
		if (dimension->type != NULL && atom->sample.kind != DMN_NULL &&
		    type_bind(&making->run, atom->sample, dimension->type, "the input").kind ==
			    DMN_NULL)
			dimension->declared[i] = 0;
		making->run.problems.count = 0;
	}
}

/* What the decision asked never gives cannot come. */
static void keep_given(struct dimension *dimension)
{
	const struct domain *domain = &dimension->domain;
	if (!dimension->is_known)
		return;
	memset(dimension->allowed, 0, domain->atom_count);
	dimension->allowed[domain->atom_count - 1] = 1; /* null */
	for (size_t i = 0; i < dimension->given.count; i++) {
		size_t segment, cut;
		if (!domain_find(domain, dimension->given.at[i], &segment, &cut))
			continue;
		size_t atom = domain_point(domain, segment, cut);
		dimension->allowed[atom] = dimension->declared[atom];
	}
}

/* ---- one cell ---------------------------------------------------------- */

static void ask_at(struct filling *filling, dmn_value constant)
{
	const struct domain *domain = &filling->dimension->domain;
	size_t segment, cut;
	if (!domain_find(domain, constant, &segment, &cut))
		return;
	size_t atom = domain_point(domain, segment, cut);
	filling->asks[atom] = 1;
	if (domain->segments[segment].is_ordered && atom + 1 < domain->atom_count)
		filling->asks[atom + 1] = 1;
}

/* The atoms whose samples must be asked about: between them the truth does not change. */
static void choose_samples(struct filling *filling, const struct constants *constants)
{
	const struct domain *domain = &filling->dimension->domain;
	bool asks_all = !filling->column->is_identity;
	memset(filling->asks, asks_all, domain->atom_count);
	for (size_t i = 0; i < domain->segment_count; i++)
		if (domain->segments[i].atom_count != 0)
			filling->asks[domain->segments[i].first_atom] = 1;
	for (size_t i = 0; i < domain->atom_count; i++)
		if (domain->atoms[i].sort != ATOM_NAMED ||
		    domain->atoms[i].sample.kind == DMN_BOOLEAN)
			filling->asks[i] = 1;
	for (size_t i = 0; i < constants->count; i++) {
		dmn_value begin, end, constant = constants->at[i];
		ask_at(filling, constant);
		if ((constant.kind != DMN_TIME && constant.kind != DMN_DATE_TIME) ||
		    !sample_second(&filling->making->run, constant, &begin, &end))
			continue;
		ask_at(filling, begin);
		ask_at(filling, end);
	}
}

static bool holds(struct filling *filling, const struct expression *cell, size_t atom)
{
	struct run run = run_once(filling->making);
	dmn_value value = filling->column->values[atom];
	struct frame frame = { .slots = &value };
	return evaluate_tests(&run, cell->root, value, &frame) == TERNARY_TRUE;
}

/* Of texts that are not in order, those not asked about are like any other. */
static void copy_other(struct filling *filling, const struct segment *segment)
{
	size_t end = segment->first_atom + segment->atom_count;
	for (size_t i = segment->first_atom; i < end; i++)
		if (!filling->asks[i])
			filling->truth[i] = filling->truth[end - 1];
}

static void ask(struct filling *filling, const struct expression *cell,
		const struct constants *constants)
{
	const struct domain *domain = &filling->dimension->domain;
	choose_samples(filling, constants);
	for (size_t i = 0; i < domain->atom_count; i++) {
		if (filling->asks[i])
			filling->truth[i] = holds(filling, cell, i);
		else
			filling->truth[i] = filling->truth[i - 1];
	}
	for (size_t i = 0; i < domain->segment_count; i++)
		if (domain->segments[i].kind == DMN_STRING && !domain->segments[i].is_ordered)
			copy_other(filling, &domain->segments[i]);
}

static void record(struct filling *filling, size_t rule, struct grid_cell *cell)
{
	const struct dimension *dimension = filling->dimension;
	bool is_ever = false, is_allowed = false;
	for (size_t i = 0; i < dimension->domain.atom_count; i++) {
		is_ever = is_ever || filling->truth[i];
		is_allowed = is_allowed || (filling->truth[i] && dimension->allowed[i]);
		if (filling->truth[i])
			continue;
		set_remove(filling->may + i * filling->grid->words, rule);
		set_remove(filling->must + i * filling->grid->words, rule);
	}
	cell->is_never = !is_ever;
	cell->is_out = is_ever && !is_allowed;
}

static void fill_cell(struct filling *filling, size_t rule, size_t column)
{
	struct grid *grid = filling->grid;
	struct grid_cell *cell = &grid->cells[rule * grid->table->input_count + column];
	const struct domain *domain = &filling->dimension->domain;
	if (cell->is_any)
		return;
	if (!cell->is_opaque && domain->is_unclear && cell->constants->count != 0)
		cell->is_opaque = true;
	if (!cell->is_opaque) {
		ask(filling, &grid->table->rules[rule].tests[column], cell->constants);
		record(filling, rule, cell);
		return;
	}
	grid->is_opaque[rule] = true;
	for (size_t i = 0; i < domain->atom_count; i++)
		set_remove(filling->must + i * grid->words, rule);
}

/* ---- classes ----------------------------------------------------------- */

static enum atom_sort sort_of(const struct dimension *dimension, size_t atom)
{
	enum atom_sort sort = dimension->domain.atoms[atom].sort;
	return sort == ATOM_NULL && dimension->names_null ? ATOM_NAMED : sort;
}

static size_t find_class(const struct filling *filling, size_t atom, const size_t *buckets,
			 size_t bucket, const size_t *next)
{
	const struct dimension *dimension = filling->dimension;
	size_t size = filling->grid->words * sizeof(rule_set);
	for (size_t c = buckets[bucket]; c != SIZE_MAX; c = next[c]) {
		const struct class_of_values *found = &dimension->classes[c];
		size_t first = found->first;
		if (found->sort == sort_of(dimension, atom) &&
		    (dimension->domain.atoms[first].sort == ATOM_NULL) ==
			    (dimension->domain.atoms[atom].sort == ATOM_NULL) &&
		    memcmp(found->may, filling->may + atom * filling->grid->words, size) == 0 &&
		    memcmp(found->must, filling->must + atom * filling->grid->words, size) == 0)
			return c;
	}
	return SIZE_MAX;
}

static void make_classes(struct filling *filling)
{
	struct arena *arena = filling->making->arena;
	struct dimension *dimension = filling->dimension;
	size_t count = dimension->domain.atom_count, words = filling->grid->words;
	size_t *buckets = arena_alloc(arena, count * sizeof *buckets);
	size_t *next = arena_alloc(arena, count * sizeof *next);
	memset(buckets, 0xFF, count * sizeof *buckets);
	dimension->classes = arena_new_array(arena, struct class_of_values, count);
	for (size_t i = 0; i < count; i++) {
		dimension->class_of[i] = SIZE_MAX;
		if (!dimension->allowed[i])
			continue;
		const rule_set *may = filling->may + i * words;
		size_t bucket = (size_t)hash_bytes(may, words * sizeof *may) % count;
		size_t c = find_class(filling, i, buckets, bucket, next);
		if (c == SIZE_MAX) {
			c = dimension->class_count++;
			dimension->classes[c] =
				(struct class_of_values){ i, sort_of(dimension, i), may,
							  filling->must + i * words };
			next[c] = buckets[bucket];
			buckets[bucket] = c;
		}
		dimension->class_of[i] = c;
	}
}

/* ---- runs -------------------------------------------------------------- */

struct run_list {
	LIST_OF(struct run_of_atoms);
};
struct end_list {
	LIST_OF(uint32_t);
};

/* Where the rules that hold change from one atom to the next, runs begin and end. */
static void make_runs(struct filling *filling)
{
	struct arena *arena = filling->making->arena;
	struct dimension *dimension = filling->dimension;
	size_t words = filling->grid->words, count = dimension->domain.atom_count;
	struct run_list runs = { 0 };
	struct end_list ends = { 0 };
	rule_set *none = arena_new_array(arena, rule_set, words + 1);
	uint32_t *open = arena_new_array(arena, uint32_t, words * RULES_IN_SET + 1);
	for (size_t i = 0; i <= count; i++) {
		const rule_set *before = i == 0 ? none : filling->may + (i - 1) * words;
		const rule_set *here = i == count ? none : filling->may + i * words;
		for (size_t w = 0; w < words; w++)
			for (rule_set left = before[w] ^ here[w]; left != 0; left &= left - 1) {
				unsigned bit = (unsigned)__builtin_ctzll(left);
				uint32_t rule = (uint32_t)(w * RULES_IN_SET + bit);
				if ((here[w] >> bit & 1U) != 0) {
					open[rule] = (uint32_t)runs.count;
					list_push(arena, &runs,
						  (struct run_of_atoms){ (uint32_t)i, 0, rule });
				} else {
					runs.at[open[rule]].end = (uint32_t)i;
					list_push(arena, &ends, open[rule]);
				}
			}
	}
	dimension->runs = runs.at;
	dimension->by_end = ends.at;
	dimension->run_count = runs.count;
}

/* Every rule, for each atom. */
static rule_set *all_rules(struct arena *arena, size_t atoms, size_t words, size_t rules)
{
	rule_set *sets = arena_alloc(arena, (atoms * words + 1) * sizeof *sets);
	memset(sets, 0xFF, atoms * words * sizeof *sets);
	for (size_t atom = 0; atom < atoms && rules % RULES_IN_SET != 0; atom++)
		sets[atom * words + words - 1] = ((rule_set)1 << rules % RULES_IN_SET) - 1;
	return sets;
}

static void fill_dimension(struct grid_making *making, size_t d)
{
	struct grid *grid = making->grid;
	struct dimension *dimension = &grid->dimensions[d];
	size_t count = dimension->domain.atom_count, words = grid->words;
	struct filling filling = { .making = making, .grid = grid, .dimension = dimension };
	filling.may = all_rules(making->arena, count, words, grid->table->rule_count);
	filling.must = all_rules(making->arena, count, words, grid->table->rule_count);
	filling.asks = arena_new_array(making->arena, unsigned char, count);
	filling.truth = arena_new_array(making->arena, unsigned char, count);
	dimension->allowed = arena_new_array(making->arena, unsigned char, count);
	dimension->class_of = arena_new_array(making->arena, size_t, count);
	dimension->declared = arena_new_array(making->arena, unsigned char, count);
	memset(dimension->declared, 1, count);
	for (size_t i = 0; i < grid->table->input_count; i++)
		if (grid->columns[i].dimension == d)
			fill_values(making, i);
	memcpy(dimension->allowed, dimension->declared, count);
	keep_given(dimension);
	for (size_t i = 0; i < grid->table->input_count; i++) {
		filling.column = &grid->columns[i];
		for (size_t rule = 0;
		     grid->columns[i].dimension == d && rule < grid->table->rule_count; rule++)
			fill_cell(&filling, rule, i);
	}
	make_classes(&filling);
	make_runs(&filling);
}

void grid_fill(struct grid_making *making)
{
	for (size_t d = 0; d < making->grid->dimension_count; d++)
		fill_dimension(making, d);
}
