/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in two models, element by element: those that are gone or new, their types, what they
 * require, and their logic. */
#include "analysis/diff.h"

#include "base/builder.h"
#include "feel/value_print.h"

/* ---- types ------------------------------------------------------------------ */

/* What a definition says, as one text, without ids. */
static void write_definition(struct builder *out, const struct xml_element *element)
{
	builder_add(out, element->name);
	builder_add_c(out, "(");
	builder_add(out, xml_attribute(element, "name"));
	builder_add_c(out, xml_attribute(element, "isCollection").length != 0 ? "*" : "");
	if (element->first == NULL)
		builder_add(out, text_trim(element->text));
	for (const struct xml_element *c = element->first; c != NULL; c = c->next)
		write_definition(out, c);
	builder_add_c(out, ")");
}

static struct text definition_of(struct arena *arena, const struct named_type *type)
{
	struct builder out = builder_new(arena);
	write_definition(&out, type->source);
	return builder_text(&out);
}

/* Of several types of one name the one at the same place among them, as diff_counterpart. */
static const struct named_type *other_type(const struct dmn_model *from,
					   const struct named_type *type,
					   const struct dmn_model *to)
{
	size_t before = 0;
	bool is_passed = false;
	for (size_t f = 0; f < from->files.count && !is_passed; f++)
		for (size_t i = 0; i < from->files.at[f]->types.count && !is_passed; i++) {
			is_passed = &from->files.at[f]->types.at[i] == type;
			before += !is_passed &&
				  text_equal(from->files.at[f]->types.at[i].name, type->name);
		}
	for (size_t f = 0; f < to->files.count; f++)
		for (size_t i = 0; i < to->files.at[f]->types.count; i++)
			if (text_equal(to->files.at[f]->types.at[i].name, type->name) &&
			    before-- == 0)
				return &to->files.at[f]->types.at[i];
	return NULL;
}

static struct text allowed_of(const struct named_type *type)
{
	const struct xml_element *allowed = xml_child(type->source, "allowedValues");
	if (allowed == NULL)
		allowed = xml_child(type->source, "typeConstraint");
	return allowed == NULL ? TEXT("none") : text_trim(xml_child_text(allowed, "text"));
}

static void diff_type(struct differing *differing, const struct named_type *old,
		      const struct named_type *new)
{
	struct arena *arena = differing->checking.arena;
	if (text_equal(definition_of(arena, old), definition_of(arena, new)))
		return;
	differing->is_undecided = true;
	if (!text_equal(allowed_of(old), allowed_of(new)))
		differing_add(
			differing, DMN_CHANGE_WORDS,
			"the values that the type '%.*s' allows are %.*s, where they were %.*s",
			TEXT_ARG(old->name), TEXT_ARG(value_excerpt(allowed_of(new))),
			TEXT_ARG(value_excerpt(allowed_of(old))));
	else
		differing_add(differing, DMN_CHANGE_WORDS, "the type '%.*s' is defined otherwise",
			      TEXT_ARG(old->name));
}

static void diff_types(struct differing *differing, const struct dmn_model *from,
		       const struct dmn_model *to, bool is_back)
{
	for (size_t f = 0; f < from->files.count; f++)
		for (size_t i = 0; i < from->files.at[f]->types.count; i++) {
			const struct named_type *type = &from->files.at[f]->types.at[i];
			const struct named_type *other = other_type(from, type, to);
			if (other == NULL)
				differing_add(differing, DMN_CHANGE_WORDS, "the type '%.*s' is %s",
					      TEXT_ARG(type->name), is_back ? "new" : "gone");
			else if (!is_back)
				diff_type(differing, type, other);
		}
}

/* ---- logic ------------------------------------------------------------------ */

/* The logic of an element, flat: its tables and its texts in order, and how it is built. */
struct flat {
	struct arena *arena;
	struct sites tables;
	struct {
		LIST_OF(const struct expression *);
	} texts;
	struct builder build;
};

static void flatten_text(void *user, const struct site *here, const struct expression *expression,
			 bool is_cell)
{
	struct flat *flat = user;
	(void)here;
	(void)is_cell;
	list_push(flat->arena, &flat->texts, expression);
}

static void flatten(void *user, const struct site *here, const struct boxed *boxed)
{
	struct flat *flat = user;
	builder_add_format(&flat->build, "%d(", (int)boxed->kind);
	size_t names = boxed->names == NULL	? 0
		       : boxed->name_count != 0 ? boxed->name_count
						: boxed->part_count;
	for (size_t i = 0; i < names; i++)
		builder_add_format(&flat->build, "%.*s,", TEXT_ARG(boxed->names[i]));
	for (size_t i = 0; i < boxed->parameter_count; i++)
		builder_add_format(&flat->build, "%.*s,", TEXT_ARG(boxed->parameters[i].name));
	builder_add_format(&flat->build, "%zu)", boxed->part_count);
	if (boxed->kind == BOXED_TABLE)
		list_push(flat->arena, &flat->tables, *here);
	else
		site_texts(here, boxed, flatten_text, flat);
}

static struct flat flat_of(struct differing *differing, const struct dmn_model *model,
			   const struct element *element)
{
	struct flat flat = { .arena = differing->checking.arena };
	flat.build = builder_new(flat.arena);
	site_walk(model, element, flatten, &flat);
	return flat;
}

static void diff_texts(struct differing *differing, const struct flat *old, const struct flat *new)
{
	for (size_t i = 0; i < old->texts.count; i++) {
		struct text a = text_trim(old->texts.at[i]->place.source);
		struct text b = text_trim(new->texts.at[i]->place.source);
		if (text_equal(a, b))
			continue;
		differing->is_undecided = true;
		differing_add(differing, DMN_CHANGE_WORDS,
			      "the expression is \"%.*s\", where it was \"%.*s\"",
			      TEXT_ARG(value_excerpt(b)), TEXT_ARG(value_excerpt(a)));
	}
}

static void diff_logic(struct differing *differing)
{
	struct arena *arena = differing->checking.arena;
	struct flat old = flat_of(differing, differing->before, differing->old);
	struct flat new = flat_of(differing, differing->after, differing->new);
	if (!text_equal(builder_text(&old.build), builder_text(&new.build)) ||
	    old.texts.count != new.texts.count || old.tables.count != new.tables.count) {
		differing->is_undecided = true;
		differing_add(differing, DMN_CHANGE_WORDS, "the logic is built otherwise");
		return;
	}
	diff_texts(differing, &old, &new);
	for (size_t i = 0; i < old.tables.count; i++) {
		struct table_match match =
			match_tables(differing, old.tables.at[i].table, new.tables.at[i].table);
		if (diff_table_words(differing, &match))
			diff_table_effects(
				differing,
				arena_copy(arena, &old.tables.at[i], sizeof *old.tables.at),
				arena_copy(arena, &new.tables.at[i], sizeof *new.tables.at),
				&match);
	}
}

/* ---- elements --------------------------------------------------------------- */

static const char *kind_name(const struct element *element)
{
	static const char *const names[] = { "the input", "the decision",
					     "the business knowledge model",
					     "the decision service" };
	return names[element->kind];
}

static bool is_alike(const struct element *a, const struct element *b)
{
	return a->kind == b->kind && text_equal(a->name, b->name);
}

const struct element *diff_counterpart(const struct dmn_model *from, const struct element *element,
				       const struct dmn_model *to)
{
	size_t before = 0; /* how many of that name stand before it */
	for (size_t i = 0; from->elements.at[i] != element; i++)
		before += is_alike(from->elements.at[i], element);
	for (size_t i = 0; i < to->elements.count; i++)
		if (is_alike(to->elements.at[i], element) && before-- == 0)
			return to->elements.at[i];
	return NULL;
}

static bool requires(const struct element *element, struct text name)
{
	for (size_t i = 0; i < element->requirements.count; i++)
		if (text_equal(element->requirements.at[i].name, name))
			return true;
	return false;
}

static void diff_requirements(struct differing *differing, const struct element *from,
			      const struct element *to, const char *what)
{
	for (size_t i = 0; i < from->requirements.count; i++)
		if (!requires(to, from->requirements.at[i].name))
			differing_add(differing, DMN_CHANGE_WORDS, "it requires '%.*s' %s",
				      TEXT_ARG(from->requirements.at[i].name), what);
}

static void diff_element(struct differing *differing)
{
	const struct element *old = differing->old, *new = differing->new;
	if (!text_equal(old->type_name, new->type_name)) {
		differing->is_undecided = true;
		differing_add(differing, DMN_CHANGE_WORDS, "its type is %.*s, where it was %.*s",
			      TEXT_ARG(new->type_name.length != 0 ? new->type_name : TEXT("any")),
			      TEXT_ARG(old->type_name.length != 0 ? old->type_name : TEXT("any")));
	}
	diff_requirements(differing, old, new, "no longer");
	diff_requirements(differing, new, old, "now");
	if (old->logic != NULL && new->logic != NULL)
		diff_logic(differing);
	else if (old->logic != new->logic)
		differing->is_undecided = true;
}

/* Is a new or lost element one that no other asks? Then nothing that was there changes by it. */
static void tell_lone(struct differing *differing, const struct element *element, bool is_new)
{
	differing->old = is_new ? NULL : element;
	differing->new = is_new ? element : NULL;
	differing_add(differing, DMN_CHANGE_WORDS, "%s '%.*s' is %s", kind_name(element),
		      TEXT_ARG(element->name), is_new ? "new" : "gone");
	differing->is_undecided = true;
}

void diff_elements(struct differing *differing)
{
	const struct dmn_model *before = differing->before, *after = differing->after;
	diff_types(differing, before, after, false);
	diff_types(differing, after, before, true);
	for (size_t i = 0; i < before->elements.count; i++) {
		differing->old = before->elements.at[i];
		differing->new = diff_counterpart(before, differing->old, after);
		if (differing->new == NULL)
			tell_lone(differing, differing->old, false);
		else
			diff_element(differing);
	}
	for (size_t i = 0; i < after->elements.count; i++)
		if (diff_counterpart(after, after->elements.at[i], before) == NULL)
			tell_lone(differing, after->elements.at[i], true);
	differing->old = differing->new = NULL;
}
