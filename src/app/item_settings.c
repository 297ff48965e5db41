/* SPDX-License-Identifier: Apache-2.0 */
/* What a person sets beside outcome and reasons: the form's judgements, and an answer to each
 * safeguard that came with the recommendation ("safeguard.CODE"). */
#include "app/item.h"

#include "base/builder.h"
#include "format/json.h"

static const struct text prefix = { SAFEGUARD_PREFIX, sizeof SAFEGUARD_PREFIX - 1 };

struct text item_set_value(const struct judgement *judgement, struct text name)
{
	for (size_t i = 0; i < judgement->set_count; i++) {
		struct text value;
		if (text_equal(text_cut(text_from(judgement->sets[i]), '=', &value), name))
			return text_trim(value);
	}
	return TEXT("");
}

dmn_value item_safeguards(const struct item *item)
{
	dmn_value result;
	if (!dmn_from_json(item->caseload.app->arena, item->result.at, item->result.length,
			   &result))
		return dmn_null();
	dmn_value list = evaluate_member(result, "Safeguards");
	return list.kind == DMN_LIST ? list : dmn_null();
}

size_t item_safeguard_count(dmn_value safeguards)
{
	return safeguards.kind == DMN_LIST ? safeguards.count : 0;
}

struct text item_safeguard_code(dmn_value safeguards, size_t at)
{
	return evaluate_text(evaluate_member(dmn_list_at(safeguards, at), "code"));
}

bool item_settings_whole(const struct item *item, const struct judgement *judgement)
{
	const struct pack_form *form = &item->caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++) {
			const struct pack_judgement *wanted = &form->sections[s].judgements[j];
			if (wanted->required && item_set_value(judgement, wanted->name).length == 0)
				return false;
		}
	return true;
}

bool item_settings_safe(const struct item *item, const struct judgement *judgement)
{
	dmn_value safeguards = item_safeguards(item);
	for (size_t i = 0; i < item_safeguard_count(safeguards); i++) {
		struct text name = text_format(item->caseload.app->arena, SAFEGUARD_PREFIX "%.*s",
					       TEXT_ARG(item_safeguard_code(safeguards, i)));
		if (item_set_value(judgement, name).length == 0)
			return false;
	}
	return true;
}

bool item_is_answer(const struct pack_judgement *known, struct text value, int64_t today)
{
	int64_t day;
	if (value.length == 0)
		return true;
	if (known->is_date)
		return clock_parse_day(value, &day, NULL) == STATUS_OK;
	return known->codes == NULL || pack_code_holds(pack_find_code(known->codes, value), today);
}

static bool is_judgement(const struct item *item, struct text name, struct text value)
{
	const struct pack_form *form = &item->caseload.pack->form;
	int64_t today = clock_today(&item->caseload.app->clock);
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++)
			if (text_equal(form->sections[s].judgements[j].name, name))
				return item_is_answer(&form->sections[s].judgements[j], value,
						      today);
	return false;
}

static bool is_safeguard(const struct item *item, struct text name)
{
	dmn_value safeguards = item_safeguards(item);
	if (!text_starts(name, prefix))
		return false;
	struct text code = text_slice(name, prefix.length, name.length);
	for (size_t i = 0; i < item_safeguard_count(safeguards); i++)
		if (text_equal(item_safeguard_code(safeguards, i), code))
			return true;
	return false;
}

bool item_settings_known(const struct item *item, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->set_count; i++) {
		struct text value;
		struct text other;
		struct text name = text_cut(text_from(judgement->sets[i]), '=', &value);
		if (!is_judgement(item, name, text_trim(value)) && !is_safeguard(item, name))
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
