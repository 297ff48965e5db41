/* SPDX-License-Identifier: Apache-2.0 */
/* Names as a text of the main file would call its elements: its own by name, imported ones by
 * "import.name", or by bare name where only one file has it. */
#include "dmn/model.h"

struct naming {
	struct arena *arena;
	struct map found; /* name -> element */
};

static void add(struct naming *naming, struct text name, const struct element *element)
{
	if (!map_has(&naming->found, name))
		map_put(&naming->found, name, (void *)(uintptr_t)element);
}

static void add_qualified(struct naming *naming, const struct dmn_model *model,
			  const struct import *import)
{
	for (size_t i = 0; i < model->elements.count; i++) {
		const struct element *element = model->elements.at[i];
		if (element->file == import->file)
			add(naming,
			    text_format(naming->arena, "%.*s.%.*s", TEXT_ARG(import->name),
					TEXT_ARG(element->name)),
			    element);
	}
}

void model_name_elements(struct dmn_model *model)
{
	struct naming naming = { .arena = model->arena, .found = map_new(model->arena) };
	const struct model_file *main_file = model->files.at[0];
	for (size_t i = 0; i < model->elements.count; i++)
		if (model->elements.at[i]->file == main_file)
			add(&naming, model->elements.at[i]->name, model->elements.at[i]);
	for (size_t i = 0; i < model->elements.count; i++)
		add(&naming, model->elements.at[i]->name, model->elements.at[i]);
	for (size_t i = 0; i < main_file->imports.count; i++)
		add_qualified(&naming, model, &main_file->imports.at[i]);
	size_t count = naming.found.count;
	struct text *texts = arena_new_array(model->arena, struct text, count);
	model->named = arena_new_array(model->arena, const struct element *, count);
	for (size_t i = 0; i < count; i++) {
		texts[i] = naming.found.entries[i].key;
		model->named[i] = naming.found.entries[i].value;
	}
	model->names = intern_new(model->arena, texts, count);
	for (size_t i = 0; i < model->elements.count; i++)
		model->elements.at[i]->name_c = text_c(model->arena, model->elements.at[i]->name);
}

const struct element *model_element_named(const struct dmn_model *model, struct text name)
{
	if (model->names.slots == NULL)
		return NULL;
	int32_t number = intern_find(&model->names, name);
	return number == INTERN_NONE ? NULL : model->named[number];
}
