/* SPDX-License-Identifier: Apache-2.0 */
/* An impact as it is kept and told, and what the other version is not given. */
#include "app/impact_internal.h"

#include "base/builder.h"
#include "format/json.h"

static const struct pack_input *input_called(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->decision.input_count; i++)
		if (text_equal(pack->decision.inputs[i].name, name))
			return &pack->decision.inputs[i];
	return NULL;
}

static void find_in(struct measuring *it, const struct pack_record *record,
		    const struct pack_record *given)
{
	struct arena *arena = it->caseload->arena;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		const struct pack_field *had = pack_find_field(given, field->name);
		if (field->engine && (had == NULL || !had->engine))
			list_push(arena, &it->out->lacking,
				  text_format(arena, "%.*s.%.*s", TEXT_ARG(record->name),
					      TEXT_ARG(field->name)));
	}
}

void impact_find_lacking(struct measuring *it)
{
	const struct pack_decision *decision = &it->other->decision;
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct pack_input *input = &decision->inputs[i];
		const struct pack_input *given = input_called(it->caseload->pack, input->name);
		if (given == NULL || !text_equal(given->record->name, input->record->name))
			list_push(it->caseload->arena, &it->out->lacking, input->name);
		else
			find_in(it, input->record, given->record);
	}
}

static void member(struct builder *out, const char *name, struct text value)
{
	builder_add_format(out, "%s\"%s\":", out->at[out->length - 1] == '{' ? "" : ",", name);
	json_write_string(out, value);
}

static void number(struct builder *out, const char *name, int64_t value)
{
	builder_add_format(out, "%s\"%s\":%lld", out->at[out->length - 1] == '{' ? "" : ",", name,
			   (long long)value);
}

static bool is_few(int64_t count)
{
	return count != 0 && count < IMPACT_SMALLEST;
}

bool impact_tells(const struct impact_group *group)
{
	return !is_few(group->cases) && !is_few(group->changed) &&
	       !is_few(group->cases - group->changed);
}

struct text impact_sentence(const struct impact_group *group)
{
	const struct pack_code *code = pack_find_code(group->field->codes, group->code);
	return code != NULL ? code->sentence : group->code;
}

static void group_number(struct builder *out, const struct impact_group *group)
{
	if (is_few(group->cases))
		builder_add_c(out, ",\"cases\":null,\"changed\":null}");
	else if (!impact_tells(group))
		builder_add_format(out, ",\"cases\":%lld,\"changed\":null}",
				   (long long)group->cases);
	else
		builder_add_format(out, ",\"cases\":%lld,\"changed\":%lld}",
				   (long long)group->cases, (long long)group->changed);
}

static void add_lists(struct builder *out, const struct impact *it)
{
	builder_add_c(out, ",\"outcomes\":[");
	for (size_t i = 0; i < it->outcomes.count; i++) {
		builder_add_c(out, i == 0 ? "{" : ",{");
		member(out, "from", it->outcomes.at[i].from);
		member(out, "to", it->outcomes.at[i].to);
		number(out, "count", it->outcomes.at[i].count);
		builder_add_byte(out, '}');
	}
	builder_add_c(out, "],\"rules\":[");
	for (size_t i = 0; i < it->rules.count; i++) {
		builder_add_c(out, i == 0 ? "{" : ",{");
		member(out, "table", it->rules.at[i].table);
		member(out, "name", it->rules.at[i].name);
		member(out, "note", it->rules.at[i].note);
		number(out, "rule", it->rules.at[i].rule);
		number(out, "count", it->rules.at[i].count);
		builder_add_byte(out, '}');
	}
	builder_add_c(out, "],\"groups\":[");
	for (size_t i = 0; i < it->groups.count; i++) {
		builder_add_c(out, i == 0 ? "{" : ",{");
		member(out, "field", it->groups.at[i].field->label);
		member(out, "code", it->groups.at[i].code);
		member(out, "sentence", impact_sentence(&it->groups.at[i]));
		group_number(out, &it->groups.at[i]);
	}
	builder_add_c(out, "],\"lacking\":[");
	for (size_t i = 0; i < it->lacking.count; i++) {
		builder_add_c(out, i == 0 ? "" : ",");
		json_write_string(out, it->lacking.at[i]);
	}
	builder_add_byte(out, ']');
}

struct text impact_json(struct arena *arena, const struct impact *impact)
{
	struct builder out = builder_new(arena);
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(impact->as_of, day);
	builder_add_byte(&out, '{');
	member(&out, "base", impact->base);
	member(&out, "version", impact->other);
	member(&out, "as_of", text_from(day));
	number(&out, "cases", impact->cases);
	number(&out, "changed", impact->changed);
	number(&out, "harsher", impact->harsher);
	number(&out, "milder", impact->milder);
	number(&out, "enter", impact->enter);
	number(&out, "leave", impact->leave);
	impact_add_effect(&out, impact);
	add_lists(&out, impact);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}
