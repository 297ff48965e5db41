/* SPDX-License-Identifier: Apache-2.0 */
/* Item definitions to types (DMN 1.5 7.3.2). A definition may refer to itself through a component.
 */
#include "dmn/model.h"

static struct named_type *find_named(const struct model_file *file, struct text name)
{
	const size_t *position = map_get(&file->type_index, name);
	return position != NULL ? &file->types.at[*position - 1] : NULL;
}

static bool is_of_import(const struct import *import, struct text name, struct text *rest)
{
	*rest = name;
	if (import->file == NULL || import->name.length == 0)
		return import->file != NULL;
	if (!text_starts(name, import->name) || name.length <= import->name.length ||
	    name.at[import->name.length] != '.')
		return false;
	*rest = text_slice(name, import->name.length + 1, name.length);
	return true;
}

/* A definition of this file, or of an import under that import's name; *owner is its file. */
static struct named_type *find_definition(const struct model_file *file, struct text name,
					  const struct model_file **owner)
{
	struct named_type *found = find_named(file, name);
	*owner = file;
	for (size_t i = 0; i < file->imports.count && found == NULL; i++) {
		struct text rest;
		*owner = file->imports.at[i].file;
		if (is_of_import(&file->imports.at[i], name, &rest))
			found = find_named(*owner, rest);
	}
	return found;
}

/* For the parser: the file being compiled is the vocabulary's user. */
static const struct type *find_type(void *user, struct text name)
{
	const struct model_file *file = user;
	const struct model_file *owner;
	if (file == NULL)
		return NULL;
	struct named_type *found = find_definition(file, name, &owner);
	return found != NULL ? found->type : NULL;
}

/* DMN 1.1 wrote QNames: "feel:string", "ns1:tAge". No type's own name has a colon. */
static bool cut_prefix(struct text *name)
{
	size_t colon = text_find(*name, TEXT(":"), 0);
	if (colon == SIZE_MAX || text_find(*name, TEXT("<"), 0) != SIZE_MAX)
		return false;
	*name = text_slice(*name, colon + 1, name->length);
	return true;
}

/* As find_definition, for a name as an attribute or element has it: a prefix may stand for any of
 * the imports. */
static struct named_type *find_referred(const struct model_file *file, struct text name,
					const struct model_file **owner)
{
	bool had_prefix = cut_prefix(&name);
	struct named_type *found = find_definition(file, name, owner);
	for (size_t i = 0; i < file->imports.count && had_prefix && found == NULL; i++) {
		*owner = file->imports.at[i].file;
		found = *owner != NULL ? find_named(*owner, name) : NULL;
	}
	return found;
}

/* A type in FEEL's words, which some tools write where the name of a definition is due. */
static const struct type *written_type(struct dmn_model *model, const struct model_file *file,
				       struct text source)
{
	union {
		const struct model_file *read;
		void *write;
	} user = { .read = file };
	model->vocabulary.user = user.write;
	model->run.place = (struct place){ .file = file->file, .source = source };
	return parse_type(&model->run, &model->vocabulary, source);
}

const struct type *model_type(struct dmn_model *model, const struct model_file *file,
			      struct text type_ref, const char *where, unsigned line)
{
	const struct model_file *owner;
	struct text name = text_trim(type_ref);
	if (name.length == 0)
		return NULL;
	const struct named_type *found = find_referred(file, name, &owner);
	if (found != NULL)
		return found->type;
	(void)cut_prefix(&name);
	const struct type *type = type_builtin(name);
	if (type == NULL && text_find(name, TEXT("<"), 0) != SIZE_MAX)
		return written_type(model, file, name);
	if (type == NULL)
		model_problem(model, file, where, line, PROBLEM_MODEL,
			      "there is no type called '%.*s'", TEXT_ARG(name));
	return type;
}

static const struct type *definition_type(struct dmn_model *model, struct model_file *file,
					  const struct xml_element *source, struct type *into);

static void fill_components(struct dmn_model *model, struct model_file *file,
			    const struct xml_element *source, struct type *type)
{
	size_t count = 0;
	for (const struct xml_element *c = xml_child(source, "itemComponent"); c != NULL;
	     c = xml_next(c, "itemComponent"))
		count++;
	struct type_member *members = arena_new_array(model->arena, struct type_member, count);
	size_t i = 0;
	for (const struct xml_element *c = xml_child(source, "itemComponent"); c != NULL;
	     c = xml_next(c, "itemComponent"), i++) {
		members[i].name = xml_attribute(c, "name");
		members[i].type = definition_type(model, file, c, NULL);
	}
	type->kind = TYPE_CONTEXT;
	type->members = members;
	type->member_count = count;
}

static void fill_function(struct dmn_model *model, struct model_file *file,
			  const struct xml_element *source, struct type *type)
{
	size_t count = 0;
	for (const struct xml_element *p = xml_child(source, "parameters"); p != NULL;
	     p = xml_next(p, "parameters"))
		count++;
	struct type_member *members = arena_new_array(model->arena, struct type_member, count);
	size_t i = 0;
	for (const struct xml_element *p = xml_child(source, "parameters"); p != NULL;
	     p = xml_next(p, "parameters"), i++)
		members[i].type = model_type(model, file, xml_attribute(p, "typeRef"), "", p->line);
	type->kind = TYPE_FUNCTION;
	type->members = members;
	type->member_count = count;
	type->item =
		model_type(model, file, xml_attribute(source, "outputTypeRef"), "", source->line);
}

/* allowedValues hold for each item of a collection, a typeConstraint for the whole (7.3.3). */
static void fill_constraint(struct dmn_model *model, struct model_file *file,
			    const struct xml_element *source, const char *kind, struct type *type)
{
	const struct xml_element *constraint = xml_child(source, kind);
	if (constraint == NULL)
		return;
	struct text text = xml_child_text(constraint, "text");
	struct scope scope = { 0 };
	scope_add(&model->vocabulary, &scope, TEXT("?"));
	struct element bearer = { .name = xml_attribute(source, "name"), .file = file };
	type->constraint = model_expression(model, &bearer, &scope, text, true).root;
	type->constraint_text = text;
}

/* A type of its own over another one: the same shape, and what it allows besides. */
static void copy_base(struct type *type, const struct type *base)
{
	if (base == NULL || base == type) {
		type->kind = TYPE_ANY;
		return;
	}
	*type = *base;
	type->name = TEXT("");
	type->constraint = NULL;
	type->base = base->constraint != NULL || base->base != NULL ? base : NULL;
}

/* What a definition says, collections aside. `into` is filled when given; without it a mere
 * reference is the type referred to itself, so that a definition may lead back to itself. */
static const struct type *core_type(struct dmn_model *model, struct model_file *file,
				    const struct xml_element *source, struct type *into)
{
	const struct type *base = NULL;
	bool is_own = xml_child(source, "itemComponent") != NULL ||
		      xml_child(source, "functionItem") != NULL;
	if (!is_own)
		base = model_type(model, file, xml_child_text(source, "typeRef"), "", source->line);
	if (!is_own && base != NULL && into == NULL && xml_child(source, "allowedValues") == NULL)
		return base;
	struct type *type = into != NULL ? into : arena_new_one(model->arena, struct type);
	if (xml_child(source, "itemComponent") != NULL)
		fill_components(model, file, source, type);
	else if (is_own)
		fill_function(model, file, xml_child(source, "functionItem"), type);
	else
		copy_base(type, base);
	fill_constraint(model, file, source, "allowedValues", type);
	return type;
}

/* What one itemDefinition or itemComponent says, into `into` when it has a struct already. */
static const struct type *definition_type(struct dmn_model *model, struct model_file *file,
					  const struct xml_element *source, struct type *into)
{
	bool is_collection = text_is(xml_attribute(source, "isCollection"), "true");
	bool is_constrained = xml_child(source, "typeConstraint") != NULL;
	if (!is_collection && !is_constrained && into == NULL)
		return core_type(model, file, source, NULL);
	struct type *type = into != NULL ? into : arena_new_one(model->arena, struct type);
	if (is_collection) {
		type->kind = TYPE_LIST;
		type->item = core_type(model, file, source, NULL);
	} else {
		core_type(model, file, source, type);
	}
	fill_constraint(model, file, source, "typeConstraint", type);
	if (into != NULL)
		type->name = xml_attribute(source, "name");
	return type;
}

enum {
	CHAIN_MOST = 500
}; /* definitions over definitions */

static void fill_named(struct dmn_model *model, struct model_file *file, struct named_type *named,
		       unsigned depth);

/* A definition over another one copies it, so that one is filled first. */
static void fill_used(struct dmn_model *model, const struct model_file *file,
		      const struct xml_element *source, unsigned depth)
{
	const struct model_file *owner;
	struct named_type *used = find_referred(file, xml_child_text(source, "typeRef"), &owner);
	union {
		const struct model_file *read;
		struct model_file *write;
	} home = { .read = owner };
	if (used != NULL)
		fill_named(model, home.write, used, depth + 1);
	for (const struct xml_element *c = source->first; c != NULL; c = c->next)
		fill_used(model, file, c, depth);
}

static void fill_named(struct dmn_model *model, struct model_file *file, struct named_type *named,
		       unsigned depth)
{
	if (named->is_filled || depth > CHAIN_MOST)
		return;
	named->is_filled = true;
	fill_used(model, file, named->source, depth);
	model->vocabulary.user = file;
	definition_type(model, file, named->source, named->type);
}

void model_compile_types(struct dmn_model *model)
{
	model->vocabulary.find_type = find_type;
	for (size_t f = 0; f < model->files.count; f++) {
		struct model_file *file = model->files.at[f];
		for (size_t i = 0; i < file->types.count; i++)
			fill_named(model, file, &file->types.at[i], 0);
	}
	for (size_t i = 0; i < model->elements.count; i++) {
		struct element *element = model->elements.at[i];
		element->type =
			model_type(model, element->file, element->type_name,
				   text_c(model->arena, element->name), element->source->line);
	}
}
