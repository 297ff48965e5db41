/* SPDX-License-Identifier: Apache-2.0 */
/* Boxes of values in words: `age < 18 and kind = "A"`. */
#include "analysis/check.h"

#include "base/builder.h"
#include "feel/value_print.h"

#include <string.h>

/* The atoms of the box in one dimension. */
static unsigned char *atoms_of(struct arena *arena, const struct dimension *dimension,
			       const unsigned char *in)
{
	size_t count = dimension->domain.atom_count;
	unsigned char *set = arena_new_array(arena, unsigned char, count);
	for (size_t i = 0; i < count; i++)
		set[i] = dimension->class_of[i] != SIZE_MAX && in[dimension->class_of[i]];
	return set;
}

static bool is_everything(const struct dimension *dimension, const unsigned char *in)
{
	for (size_t c = 0; c < dimension->class_count; c++)
		if (!in[c] && dimension->classes[c].sort != ATOM_NULL)
			return false;
	return true;
}

static void add_constraint(struct builder *out, const struct dimension *dimension, struct text cell)
{
	builder_add(out, dimension->name);
	if (cell.at[0] == '<' || cell.at[0] == '>')
		builder_add_format(
			out, text_find(cell, TEXT(", "), 0) == SIZE_MAX ? " %.*s" : " in (%.*s)",
			TEXT_ARG(cell));
	else if (text_is(cell, "!= null"))
		builder_add_format(out, " %.*s", TEXT_ARG(cell));
	else if (text_starts(cell, TEXT("not(")))
		builder_add_format(out, " not in %.*s", (int)cell.length - 3, cell.at + 3);
	else if (text_starts(cell, TEXT("any ")))
		builder_add_format(out, " = %.*s", TEXT_ARG(cell));
	else if (text_find(cell, TEXT(", "), 0) != SIZE_MAX)
		builder_add_format(out, " in (%.*s)", TEXT_ARG(cell));
	else if (cell.at[0] == '[' || cell.at[0] == '(')
		builder_add_format(out, " in %.*s", TEXT_ARG(cell));
	else
		builder_add_format(out, " = %.*s", TEXT_ARG(cell));
}

struct text box_text(struct arena *arena, const struct grid *grid, const struct box *box)
{
	struct builder out = builder_new(arena);
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		if (is_everything(dimension, box->in[d]))
			continue;
		if (out.length != 0)
			builder_add_c(&out, " and ");
		add_constraint(&out, dimension,
			       domain_text(arena, &dimension->domain,
					   atoms_of(arena, dimension, box->in[d]),
					   dimension->allowed, dimension->names_null));
	}
	if (out.length == 0)
		builder_add_c(&out, "any input");
	return builder_text(&out);
}

/* The one value that a column which computes sees all over the box; `-` where it sees several. */
static void add_computed(struct builder *out, const struct grid *grid, size_t column,
			 const unsigned char *set)
{
	const struct grid_column *own = &grid->columns[column];
	const struct domain *domain = &grid->dimensions[own->dimension].domain;
	const dmn_value *value = NULL;
	for (size_t i = 0; i < domain->atom_count; i++) {
		if (!set[i])
			continue;
		if (value != NULL && value_equal(*value, own->values[i]) != TERNARY_TRUE) {
			builder_add_c(out, "-");
			return;
		}
		value = &own->values[i];
	}
	if (value != NULL)
		value_print_literal(out, *value);
}

struct text box_cells(struct arena *arena, const struct grid *grid, const struct box *box,
		      bool minds_null)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < grid->table->input_count; i++) {
		size_t d = grid->columns[i].dimension;
		const struct dimension *dimension = &grid->dimensions[d];
		const unsigned char *set = atoms_of(arena, dimension, box->in[d]);
		if (i != 0)
			builder_add_c(&out, " | ");
		if (grid->columns[i].is_identity)
			builder_add(&out,
				    domain_text(arena, &dimension->domain, set, dimension->allowed,
						minds_null || dimension->names_null));
		else if (is_everything(dimension, box->in[d]))
			builder_add_c(&out, "-");
		else
			add_computed(&out, grid, i, set);
	}
	/* Where values of several kinds come together, words stand for what no cell says. */
	bool has_words = text_find(builder_text(&out), TEXT("any "), 0) != SIZE_MAX;
	return has_words ? TEXT("") : builder_text(&out);
}

/* ---- witnesses ---------------------------------------------------------- */

struct entry_list {
	LIST_OF(struct context_entry);
};

static dmn_value context_of(struct arena *arena, const struct entry_list *entries)
{
	struct dmn_context *context = context_new(arena, entries->count);
	for (size_t i = 0; i < entries->count; i++)
		context->entries[i] = entries->at[i];
	return value_context(context);
}

/* The context with the value put in at the path. */
static dmn_value with_path(struct arena *arena, dmn_value context, const struct text *path,
			   size_t count, dmn_value value)
{
	struct entry_list entries = { 0 };
	bool is_put = false;
	if (count == 0)
		return value;
	for (size_t i = 0; context.kind == DMN_CONTEXT && i < context.as.context->count; i++) {
		struct context_entry entry = context.as.context->entries[i];
		if (text_equal(entry.name, path[0])) {
			entry.value = with_path(arena, entry.value, path + 1, count - 1, value);
			is_put = true;
		}
		list_push(arena, &entries, entry);
	}
	if (!is_put)
		list_push(arena, &entries,
			  (struct context_entry){ path[0], with_path(arena, value_null(), path + 1,
								     count - 1, value) });
	return context_of(arena, &entries);
}

dmn_value point_witness(struct arena *arena, const struct grid *grid, const size_t *point)
{
	dmn_value witness = value_context(context_new(arena, 0));
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		const struct atom *atom = &dimension->domain.atoms[point[d]];
		const struct subject *subject = &dimension->subject;
		struct text *path = arena_new_array(arena, struct text, subject->path_count + 1);
		dmn_value value = atom->sample;
		if (value.kind == DMN_CONTEXT)
			continue;
		path[0] = dimension->is_leaf ? subject->root : dimension->name;
		if (subject->path_count != 0)
			memcpy(path + 1, subject->path, subject->path_count * sizeof *path);
		witness = with_path(arena, witness, path, subject->path_count + 1, value);
	}
	return witness;
}

enum chance box_chance(const struct grid *grid, const struct box *box)
{
	enum chance chance = CHANCE_SURE;
	for (size_t a = 0; a < grid->dimension_count; a++) {
		if (is_everything(&grid->dimensions[a], box->in[a]))
			continue;
		if (!grid->dimensions[a].is_input && !grid->dimensions[a].is_known)
			chance = CHANCE_LIKELY;
	}
	for (size_t a = 0; a < grid->dimension_count; a++)
		for (size_t b = a + 1; b < grid->dimension_count; b++)
			if (!is_everything(&grid->dimensions[a], box->in[a]) &&
			    !is_everything(&grid->dimensions[b], box->in[b]) &&
			    !grid_are_apart(grid, a, b))
				return CHANCE_UNSURE;
	return chance;
}
