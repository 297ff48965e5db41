/* SPDX-License-Identifier: Apache-2.0 */
/* Imports, requirements and services: hrefs to elements, and the names by which texts call them. */
#include "dmn/model.h"

static const struct model_file *file_of_namespace(const struct dmn_model *model, struct text uri)
{
	for (size_t i = 0; i < model->files.count; i++)
		if (text_equal(model->files.at[i]->namespace_uri, uri))
			return model->files.at[i];
	return NULL;
}

static void link_imports(struct dmn_model *model, struct model_file *file)
{
	for (size_t i = 0; i < file->imports.count; i++) {
		struct import *import = &file->imports.at[i];
		import->file = file_of_namespace(model, import->namespace_uri);
		if (import->file == NULL)
			model_problem(model, file, "", import->line, PROBLEM_REFERENCE,
				      "the import '%.*s' of namespace '%.*s' is not among the "
				      "files given",
				      TEXT_ARG(import->name), TEXT_ARG(import->namespace_uri));
	}
}

/* What an href ("#id", "namespace#id", or a bare id) points at, or NULL. */
static struct element *find_href(const struct dmn_model *model, const struct model_file *file,
				 struct text href)
{
	size_t hash = text_find(href, TEXT("#"), 0);
	if (hash == SIZE_MAX)
		return map_get(&file->elements_by_id, href);
	struct text uri = text_slice(href, 0, hash);
	struct text id = text_slice(href, hash + 1, href.length);
	const struct model_file *target = uri.length == 0 ? file : file_of_namespace(model, uri);
	struct element *found = target != NULL ? map_get(&target->elements_by_id, id) : NULL;
	return found;
}

/* The import of `file` that holds the target: directly, or through what it imports itself. */
static const struct import *import_of(const struct model_file *file,
				      const struct model_file *target)
{
	for (size_t i = 0; i < file->imports.count; i++)
		if (file->imports.at[i].file == target)
			return &file->imports.at[i];
	return NULL;
}

/* The name by which a text of `file` calls the element. */
static struct text calling_name(struct dmn_model *model, const struct model_file *file,
				const struct element *element, struct text name)
{
	if (element->file == file)
		return name;
	const struct import *import = import_of(file, element->file);
	if (import == NULL || import->name.length == 0)
		return name;
	return text_format(model->arena, "%.*s.%.*s", TEXT_ARG(import->name), TEXT_ARG(name));
}

static void add_requirement(struct dmn_model *model, struct element *element, struct text href,
			    unsigned line)
{
	struct element *target = find_href(model, element->file, href);
	if (target == NULL) {
		model_problem(model, element->file, text_c(model->arena, element->name), line,
			      PROBLEM_REFERENCE, "the requirement '%.*s' points at nothing",
			      TEXT_ARG(href));
		return;
	}
	struct requirement requirement = { calling_name(model, element->file, target, target->name),
					   target };
	list_push(model->arena, &element->requirements, requirement);
	if (target->variable_name.length == 0)
		return;
	/* The two names should be one (6.3.7); where they are not, texts may use either. */
	requirement.name = calling_name(model, element->file, target, target->variable_name);
	list_push(model->arena, &element->requirements, requirement);
}

static void link_requirements(struct dmn_model *model, struct element *element)
{
	static const char *const kinds[] = { "informationRequirement", "knowledgeRequirement" };
	static const char *const targets[] = { "requiredInput", "requiredDecision",
					       "requiredKnowledge" };
	/* A function may call itself (kit folder 0088 of the non-compliant part). */
	if (element->kind == DMN_ELEMENT_BKM)
		list_push(model->arena, &element->requirements,
			  (struct requirement){ element->name, element });
	for (size_t i = 0; i < 2; i++)
		for (const struct xml_element *r = xml_child(element->source, kinds[i]); r != NULL;
		     r = xml_next(r, kinds[i]))
			for (size_t t = 0; t < 3; t++) {
				const struct xml_element *target = xml_child(r, targets[t]);
				if (target != NULL)
					add_requirement(model, element,
							xml_attribute(target, "href"),
							target->line);
			}
}

static void link_service_part(struct dmn_model *model, struct element *service, const char *name,
			      struct element_list *list)
{
	for (const struct xml_element *part = xml_child(service->source, name); part != NULL;
	     part = xml_next(part, name)) {
		struct element *found =
			find_href(model, service->file, xml_attribute(part, "href"));
		if (found != NULL)
			list_push(model->arena, list, found);
		else
			model_problem(model, service->file, text_c(model->arena, service->name),
				      part->line, PROBLEM_REFERENCE, "%s '%.*s' points at nothing",
				      name, TEXT_ARG(xml_attribute(part, "href")));
	}
}

static void link_service(struct dmn_model *model, struct element *service)
{
	link_service_part(model, service, "outputDecision", &service->outputs);
	link_service_part(model, service, "encapsulatedDecision", &service->encapsulated);
	link_service_part(model, service, "inputDecision", &service->input_decisions);
	link_service_part(model, service, "inputData", &service->input_data);
	if (service->outputs.count == 0)
		model_warning(model, service->file, text_c(model->arena, service->name),
			      service->source->line, PROBLEM_MODEL,
			      "the decision service has no output decision");
}

void model_link(struct dmn_model *model)
{
	for (size_t i = 0; i < model->files.count; i++)
		link_imports(model, model->files.at[i]);
	for (size_t i = 0; i < model->elements.count; i++) {
		struct element *element = model->elements.at[i];
		if (element->kind == DMN_ELEMENT_SERVICE)
			link_service(model, element);
		else if (element->kind != DMN_ELEMENT_INPUT_DATA)
			link_requirements(model, element);
	}
}
