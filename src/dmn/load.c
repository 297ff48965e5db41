/* SPDX-License-Identifier: Apache-2.0 */
/* One file's XML to its elements. Nothing is resolved here: see link.c. */
#include "dmn/model.h"

#include "feel/lexer.h"

#include <stdio.h>

/* Namespaces by version, DMN 1.1 to 1.7; an unknown one is read with a warning. */
static const char *const namespaces[] = {
	"http://www.omg.org/spec/DMN/20151101/dmn.xsd",
	"http://www.omg.org/spec/DMN/20180521/MODEL/",
	"https://www.omg.org/spec/DMN/20191111/MODEL/",
	"https://www.omg.org/spec/DMN/20211108/MODEL/",
	"https://www.omg.org/spec/DMN/20230324/MODEL/",
	"https://www.omg.org/spec/DMN/20240513/MODEL/",
	"https://www.omg.org/spec/DMN/",
};

static void report(struct dmn_model *model, const struct model_file *file, const char *element,
		   unsigned line, enum problem_code code, enum dmn_severity severity,
		   const char *message)
{
	struct run *run = &model->run;
	run->place = (struct place){ .file = file != NULL ? file->file : "", .element = element };
	dmn_value null = run_fail(run, code, "%s", message);
	if (null.as.problem == NULL || run->problems.count >= PROBLEMS_KEPT)
		return;
	/* It was made a moment ago, in the model's arena: its line may still be set. */
	struct dmn_problem *copy = arena_copy(model->arena, null.as.problem, sizeof *copy);
	copy->line = line;
	copy->column = 0;
	copy->severity = severity;
	run->problems.at[run->problems.count - 1] = copy;
}

void model_problem(struct dmn_model *model, const struct model_file *file, const char *element,
		   unsigned line, enum problem_code code, const char *format, ...)
{
	char message[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	report(model, file, element, line, code, DMN_ERROR, message);
}

void model_warning(struct dmn_model *model, const struct model_file *file, const char *element,
		   unsigned line, enum problem_code code, const char *format, ...)
{
	char message[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	report(model, file, element, line, code, DMN_WARNING, message);
}

static bool kind_of(struct text name, enum dmn_element_kind *out)
{
	static const struct {
		const char *name;
		enum dmn_element_kind kind;
	} rows[] = { { "inputData", DMN_ELEMENT_INPUT_DATA },
		     { "decision", DMN_ELEMENT_DECISION },
		     { "businessKnowledgeModel", DMN_ELEMENT_BKM },
		     { "decisionService", DMN_ELEMENT_SERVICE } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (text_is(name, rows[i].name)) {
			*out = rows[i].kind;
			return true;
		}
	return false;
}

static void load_element(struct dmn_model *model, struct model_file *file,
			 const struct xml_element *source, enum dmn_element_kind kind)
{
	struct element *element = arena_new_one(model->arena, struct element);
	element->kind = kind;
	element->index = model->elements.count;
	element->id = xml_attribute(source, "id");
	element->name = text_trim(xml_attribute(source, "name"));
	element->file = file;
	element->source = source;
	if (element->name.length == 0)
		model_problem(model, file, text_c(model->arena, element->id), source->line,
			      PROBLEM_MODEL, "a %.*s has no name", TEXT_ARG(source->name));
	const struct xml_element *variable = xml_child(source, "variable");
	if (variable != NULL)
		element->type_name = xml_attribute(variable, "typeRef");
	if (variable != NULL && !lexer_same_name(xml_attribute(variable, "name"), element->name))
		element->variable_name = text_trim(xml_attribute(variable, "name"));
	if (element->type_name.length == 0 && kind == DMN_ELEMENT_INPUT_DATA)
		element->type_name = xml_attribute(source, "typeRef");
	list_push(model->arena, &model->elements, element);
	vocabulary_add(&model->vocabulary, element->name);
	if (element->id.length != 0)
		map_put(&file->elements_by_id, element->id, element);
}

/* Member names anywhere in the file, so that texts with names of several words can be read. */
static void collect_names(struct dmn_model *model, const struct xml_element *element)
{
	static const char *const bearers[] = { "itemComponent",	  "variable",  "column", "output",
					       "formalParameter", "parameter", "binding" };
	for (size_t i = 0; i < sizeof bearers / sizeof *bearers; i++)
		if (text_is(element->name, bearers[i]) && xml_has(element, "name"))
			vocabulary_add(&model->vocabulary, xml_attribute(element, "name"));
	for (const struct xml_element *child = element->first; child != NULL; child = child->next)
		collect_names(model, child);
}

static void load_children(struct dmn_model *model, struct model_file *file)
{
	for (const struct xml_element *child = file->root->first; child != NULL;
	     child = child->next) {
		enum dmn_element_kind kind;
		if (kind_of(child->name, &kind)) {
			load_element(model, file, child, kind);
		} else if (text_is(child->name, "import")) {
			list_push(model->arena, &file->imports,
				  (struct import){ .line = child->line,
						   .name = xml_attribute(child, "name"),
						   .namespace_uri =
							   xml_attribute(child, "namespace") });
		} else if (text_is(child->name, "itemDefinition")) {
			struct named_type named = { .name = xml_attribute(child, "name"),
						    .source = child };
			named.type = arena_new_one(model->arena, struct type);
			list_push(model->arena, &file->types, named);
			size_t position = file->types.count;
			map_put(&file->type_index, named.name,
				arena_copy(model->arena, &position, sizeof position));
		}
	}
}

static bool is_known_namespace(struct text uri)
{
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (text_is(uri, namespaces[i]))
			return true;
	return false;
}

enum status model_load_file(struct dmn_model *model, const char *file_name, struct text xml,
			    struct error *error)
{
	struct xml_element *root;
	TRY(xml_read(model->arena, xml, &root, error));
	if (!text_is(root->name, "definitions"))
		return error_set(error, STATUS_INVALID,
				 "this is no DMN: the root element is '%.*s', not 'definitions'",
				 TEXT_ARG(root->name));
	struct model_file *file = arena_new_one(model->arena, struct model_file);
	file->file = text_c(model->arena, text_from(file_name));
	file->name = xml_attribute(root, "name");
	file->namespace_uri = xml_attribute(root, "namespace");
	file->root = root;
	file->elements_by_id = map_new(model->arena);
	file->type_index = map_new(model->arena);
	if (!is_known_namespace(root->namespace_uri))
		/* A version that is not known yet is no error: what is known of it is read. */
		model_warning(model, file, "", root->line, PROBLEM_MODEL,
			      "the namespace '%.*s' is of no version of DMN known here; it is read "
			      "as 1.6",
			      TEXT_ARG(root->namespace_uri));
	list_push(model->arena, &model->files, file);
	collect_names(model, root);
	load_children(model, file);
	return STATUS_OK;
}
