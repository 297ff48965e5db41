/* SPDX-License-Identifier: Apache-2.0 */
/* The conditions that are asked of one record type as a DMN model: an input data for each type
 * that one of them names, a decision for each condition. */
#include "base/builder.h"
#include "pack/condition.h"
#include "pack/pack.h"

/* FEEL's name of a field's type. */
static const char *feel_type(enum pack_type type)
{
	switch (type) {
	case PACK_TYPE_INTEGER: return "number";
	case PACK_TYPE_CODE: return "string";
	case PACK_TYPE_DATE_TIME: return "date and time";
	default: return pack_type_word(type);
	}
}

static bool names(const struct pack *pack, struct text text, const struct pack_record *wanted)
{
	const struct pack_record *record;
	struct text member;
	size_t at = 0;
	while (pack_condition_next(pack, text, &at, &record, &member))
		if (record == wanted)
			return true;
	return false;
}

static bool is_named(const struct pack *pack, const struct pack_record *about,
		     const struct pack_record *record)
{
	if (pack_sight(about, record) == PACK_SIGHT_NONE)
		return false;
	for (size_t i = 0; i < pack->condition_count; i++)
		if (pack->conditions[i]->about == about &&
		    names(pack, pack->conditions[i]->text, record))
			return true;
	return false;
}

static void add_component(struct builder *out, struct text name, const char *type)
{
	builder_add_c(out, "<itemComponent name=\"");
	builder_add_xml(out, name);
	builder_add_c(out, "\"><typeRef>");
	builder_add_c(out, type);
	builder_add_c(out, "</typeRef></itemComponent>");
}

static void add_clock_type(struct builder *out)
{
	builder_add_c(out, "<itemDefinition name=\"clock_of_record\">");
	add_component(out, TEXT("due"), "date and time");
	add_component(out, TEXT("passed"), "boolean");
	add_component(out, TEXT("paused"), "boolean");
	add_component(out, TEXT("over"), "days and time duration");
	builder_add_c(out, "</itemDefinition>");
}

static void add_type(struct builder *out, const struct pack *pack, const struct pack_record *record)
{
	builder_add_c(out, "<itemDefinition name=\"record_");
	builder_add_xml(out, record->name);
	builder_add_c(out, "\">");
	for (size_t i = 0; i < record->field_count; i++) {
		if (!record->fields[i].engine)
			continue;
		add_component(out, record->fields[i].name, feel_type(record->fields[i].type));
	}
	bool clocks = pack_conditions_see_clocks(pack); /* else nobody gives them */
	for (size_t i = 0; clocks && i < pack->clock_count; i++)
		if (pack->clocks[i].of == record)
			add_component(out, pack->clocks[i].name, "clock_of_record");
	builder_add_c(out, "</itemDefinition><itemDefinition name=\"list_");
	builder_add_xml(out, record->name);
	builder_add_c(out, "\" isCollection=\"true\"><typeRef>record_");
	builder_add_xml(out, record->name);
	builder_add_c(out, "</typeRef></itemDefinition>");
}

static void add_input(struct builder *out, struct text name, const char *kind, struct text type)
{
	builder_add_c(out, "<inputData id=\"i_");
	builder_add_xml(out, name);
	builder_add_c(out, "\" name=\"");
	builder_add_xml(out, name);
	builder_add_c(out, "\"><variable name=\"");
	builder_add_xml(out, name);
	builder_add_c(out, "\" typeRef=\"");
	builder_add_c(out, kind);
	builder_add_xml(out, type);
	builder_add_c(out, "\"/></inputData>");
}

static void require(struct builder *out, const char *input)
{
	builder_add_c(out, "<informationRequirement><requiredInput href=\"#i_");
	builder_add_c(out, input);
	builder_add_c(out, "\"/></informationRequirement>");
}

static void add_decision(struct builder *out, const struct pack *pack,
			 const struct pack_condition *condition)
{
	builder_add_c(out, "<decision name=\"");
	builder_add_xml(out, condition->name);
	builder_add_c(out, "\"><variable name=\"");
	builder_add_xml(out, condition->name);
	builder_add_c(out, "\" typeRef=\"Any\"/>");
	for (size_t i = 0; i < pack->record_count; i++)
		if (pack_sight(condition->about, &pack->records[i]) != PACK_SIGHT_NONE &&
		    names(pack, condition->text, &pack->records[i]))
			require(out, text_c(out->arena, pack->records[i].name));
	require(out, "As_of");
	if (condition->of_step)
		require(out, "form");
	builder_add_c(out, "<literalExpression><text>");
	builder_add_xml(out, condition->text);
	builder_add_c(out, "</text></literalExpression></decision>");
}

struct text pack_condition_model(struct arena *arena, const struct pack *pack,
				 const struct pack_record *about)
{
	struct builder out = builder_new(arena);
	size_t count = 0;
	builder_add_c(&out, "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
			    "name=\"conditions\" namespace=\"urn:conditions\">");
	add_clock_type(&out);
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		if (!is_named(pack, about, record))
			continue;
		bool one = pack_sight(about, record) == PACK_SIGHT_ONE;
		add_type(&out, pack, record);
		add_input(&out, record->name, one ? "record_" : "list_", record->name);
	}
	builder_add_c(&out, "<inputData id=\"i_As_of\" name=\"As of\"><variable name=\"As of\" "
			    "typeRef=\"date\"/></inputData>"
			    "<inputData id=\"i_form\" name=\"form\"><variable name=\"form\" "
			    "typeRef=\"Any\"/></inputData>");
	for (size_t i = 0; i < pack->condition_count; i++) {
		if (pack->conditions[i]->about != about)
			continue;
		add_decision(&out, pack, pack->conditions[i]);
		count++;
	}
	builder_add_c(&out, "</definitions>");
	return count != 0 ? builder_text(&out) : TEXT("");
}
