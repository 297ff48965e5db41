/* SPDX-License-Identifier: Apache-2.0 */
/* The form's judgements, as a person sets them. */
#include "app/item.h"

#include "base/builder.h"
#include "format/json.h"

static struct text set_value(const struct judgement *judgement, struct text name)
{
	for (size_t i = 0; i < judgement->set_count; i++) {
		struct text value;
		if (text_equal(text_cut(text_from(judgement->sets[i]), '=', &value), name))
			return text_trim(value);
	}
	return TEXT("");
}

bool item_settings_whole(const struct pack_form *form, const struct judgement *judgement)
{
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++) {
			const struct pack_judgement *wanted = &form->sections[s].judgements[j];
			if (wanted->required && set_value(judgement, wanted->name).length == 0)
				return false;
		}
	return true;
}

static bool is_judgement(const struct pack_form *form, struct text name, struct text value)
{
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++) {
			const struct pack_judgement *known = &form->sections[s].judgements[j];
			if (text_equal(known->name, name))
				return known->codes == NULL || value.length == 0 ||
				       pack_find_code(known->codes, value) != NULL;
		}
	return false;
}

bool item_settings_known(const struct pack_form *form, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->set_count; i++) {
		struct text value;
		struct text other;
		struct text name = text_cut(text_from(judgement->sets[i]), '=', &value);
		if (!is_judgement(form, name, text_trim(value)))
			return false;
		for (size_t k = 0; k < i; k++)
			if (text_equal(text_cut(text_from(judgement->sets[k]), '=', &other), name))
				return false;
	}
	return true;
}

struct text item_judgements(struct arena *arena, const struct judgement *judgement)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '{');
	for (size_t i = 0; i < judgement->set_count; i++) {
		struct text value;
		struct text name = text_cut(text_from(judgement->sets[i]), '=', &value);
		builder_add_c(&out, i == 0 ? "" : ",");
		json_write_string(&out, name);
		builder_add_byte(&out, ':');
		json_write_string(&out, text_trim(value));
	}
	builder_add_byte(&out, '}');
	return builder_text(&out);
}
