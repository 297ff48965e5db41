/* SPDX-License-Identifier: Apache-2.0 */
/* Models at the public door: every entry runs inside a boundary, so that no lack of memory leaves
 * the library but as a result. */
#include "dmn/model.h"

#include "feel/evaluate.h"

#include <stdlib.h>

struct dmn_model *dmn_model_new(const struct dmn_host *host)
{
	struct arena *arena = arena_new(0);
	struct dmn_model *model = calloc(1, sizeof *model);
	if (arena == NULL || model == NULL) {
		arena_free(arena);
		free(model);
		return NULL;
	}
	model->arena = arena;
	model->host = run_host(host);
	model->run = run_new(arena, &model->host);
	return model;
}

void dmn_model_free(struct dmn_model *model)
{
	if (model == NULL)
		return;
	arena_free(model->arena);
	free(model);
}

static const struct table *table_of(const struct element *element)
{
	const struct boxed *logic = element->logic;
	if (logic != NULL && element->kind == DMN_ELEMENT_BKM)
		logic = logic->parts[0];
	return logic != NULL ? logic->table : NULL;
}

static const char *const *notes_of(struct arena *arena, const struct table *table)
{
	const char **notes = arena_new_array(arena, const char *, table->rule_count + 1);
	for (size_t i = 0; i < table->rule_count; i++)
		notes[i] = table->rules[i].note;
	return notes;
}

/* What the door tells of an element. Texts of a model are views into its XML; those that go out are
 * NUL-ended, and made once, since threads that share the model may ask for them. */
static struct dmn_element described(struct arena *arena, const struct element *element)
{
	const struct table *table = table_of(element);
	return (struct dmn_element){
		.kind = element->kind,
		.name = text_c(arena, element->name),
		.namespace_uri = text_c(arena, element->file->namespace_uri),
		.type = text_c(arena, element->type_name),
		.description = text_c(arena, xml_child_text(element->source, "description")),
		.question = text_c(arena, xml_child_text(element->source, "question")),
		.rule_count = table != NULL ? (unsigned)table->rule_count : 0,
		.table = table != NULL ? text_c(arena, table->id) : "",
		.notes = table != NULL ? notes_of(arena, table) : NULL,
	};
}

static void describe(struct dmn_model *model)
{
	size_t count = model->elements.count;
	struct dmn_element *list = arena_new_array(model->arena, struct dmn_element, count);
	for (size_t i = 0; i < count; i++)
		list[i] = described(model->arena, model->elements.at[i]);
	model_name_elements(model);
	model->described = list;
	model->described_count = count;
	model->name = text_c(model->arena, model->files.at[0]->name);
}

struct adding {
	struct dmn_model *model;
	const char *file;
	struct text xml;
	bool is_added;
};

static void run_adding(void *user)
{
	struct adding *adding = user;
	struct dmn_model *model = adding->model;
	struct error error;
	if (model->vocabulary.arena == NULL)
		model->vocabulary = vocabulary_new(model->arena);
	/* Names and texts point into the bytes, so the model keeps a copy. */
	struct text xml = text_copy(model->arena, adding->xml);
	adding->is_added = model_load_file(model, adding->file, xml, &error) == STATUS_OK;
	if (adding->is_added) {
		describe(model);
		return;
	}
	struct model_file place = { .file = text_c(model->arena, text_from(adding->file)) };
	model_problem(model, &place, "", error.row, PROBLEM_XML, "%s", error.message);
}

bool dmn_model_add(struct dmn_model *model, const char *file, const char *xml, size_t size)
{
	struct adding adding = { .model = model, .file = file, .xml = { xml, size } };
	if (model->is_compiled ||
	    boundary_run(model->arena, run_adding, &adding, NULL) != STATUS_OK)
		return false;
	return adding.is_added;
}

static void run_compiling(void *user)
{
	struct dmn_model *model = user;
	model_link(model);
	model_compile_types(model);
	model_compile_logic(model);
	describe(model);
	model->is_compiled = true;
}

bool dmn_model_compile(struct dmn_model *model)
{
	if (model->is_compiled || model->files.count == 0)
		return model->is_compiled;
	return boundary_run(model->arena, run_compiling, model, NULL) == STATUS_OK;
}

const struct dmn_problem *dmn_model_problem(const struct dmn_model *model, size_t index)
{
	return index < model->run.problems.count ? model->run.problems.at[index] : NULL;
}

const char *dmn_model_name(const struct dmn_model *model)
{
	return model->name != NULL ? model->name : "";
}

bool dmn_model_element(const struct dmn_model *model, size_t index, struct dmn_element *out)
{
	if (index >= model->described_count)
		return false;
	*out = model->described[index];
	return true;
}
