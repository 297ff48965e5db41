/* SPDX-License-Identifier: Apache-2.0 */
/* The FEEL texts of a pack: what they name is there, and they compile. */
#include "pack/load.h"

#include <string.h>

static enum status check_member(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *record, struct text member)
{
	const struct pack_field *field = pack_find_field(record, member);
	if ((field != NULL && field->engine) ||
	    pack_clock_of(loading->pack, record, member) != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' names %.*s.%.*s, %s", TEXT_ARG(node->text),
		  TEXT_ARG(record->name), TEXT_ARG(member),
		  field == NULL ? "which is no field" : "which the engine may not read");
	error_remedy(loading->error,
		     field == NULL ? "correct the name, or add the field in pack.yaml"
				   : "take it out: its sensitivity keeps it from the rules");
	return STATUS_INVALID;
}

/* What stands behind a clock's name: nothing, or one of its members. */
static enum status check_of_clock(struct loading *loading, const struct yaml_node *node,
				  struct text rest)
{
	static const char *const members[] = { ".due", ".passed", ".paused", ".over" };
	bool is_one = rest.length == 0 || rest.at[0] != '.';
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		is_one = is_one || text_starts(rest, text_from(members[i]));
	if (is_one)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' asks of a clock what it has not: %.*s",
		  TEXT_ARG(node->text), TEXT_ARG(text_slice(rest, 0, 20)));
	error_remedy(loading->error, "a clock has .due, .passed, .paused and .over");
	return STATUS_INVALID;
}

static enum status check_sight(struct loading *loading, const struct yaml_node *node,
			       const struct pack_record *about, const struct pack_record *record)
{
	if (pack_sight(about, record) != PACK_SIGHT_NONE)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' names '%.*s', which is not seen from '%.*s'",
		  TEXT_ARG(node->text), TEXT_ARG(record->name), TEXT_ARG(about->name));
	error_remedy(loading->error, "name types of the same case that lie in no compartment");
	return STATUS_INVALID;
}

static enum status check_names(struct loading *loading, const struct yaml_node *node,
			       const struct pack_record *about)
{
	const struct pack_record *record;
	struct text member;
	size_t at = 0;
	while (pack_condition_next(loading->pack, node->text, &at, &record, &member)) {
		TRY(check_sight(loading, node, about, record));
		if (member.length != 0)
			TRY(check_member(loading, node, record, member));
		if (pack_clock_of(loading->pack, record, member) != NULL)
			TRY(check_of_clock(loading, node,
					   text_slice(node->text, at, node->text.length)));
	}
	return STATUS_OK;
}

static void keep(struct loading *loading, struct pack_condition *condition)
{
	struct pack *pack = loading->pack;
	size_t count = pack->condition_count;
	const struct pack_condition **all =
		arena_new_array(loading->arena, const struct pack_condition *, count + 1);
	if (count != 0)
		memcpy(all, pack->conditions, count * sizeof *all);
	condition->name = text_format(loading->arena, "c%zu", count);
	all[count] = condition;
	pack->conditions = all;
	pack->condition_count = count + 1;
}

static enum status load(struct loading *loading, const struct yaml_node *node,
			const struct pack_record *about, bool of_step,
			const struct pack_condition **out)
{
	*out = NULL;
	if (node == NULL)
		return STATUS_OK;
	struct pack_condition *condition = arena_new_one(loading->arena, struct pack_condition);
	*condition = (struct pack_condition){
		.text = node->text, .about = about, .of_step = of_step, .node = node
	};
	TRY(check_names(loading, node, about));
	keep(loading, condition);
	*out = condition;
	return STATUS_OK;
}

enum status load_condition(struct loading *loading, const struct yaml_node *node,
			   const struct pack_record *about, const struct pack_condition **out)
{
	return load(loading, node, about, false, out);
}

enum status load_step_condition(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *about, const struct pack_condition **out)
{
	return load(loading, node, about, true, out);
}

static const struct pack_condition *find(const struct pack *pack, const char *name)
{
	for (size_t i = 0; i < pack->condition_count; i++)
		if (text_is(pack->conditions[i]->name, name))
			return pack->conditions[i];
	return NULL;
}

static enum status tell(struct loading *loading, const struct dmn_problem *problem)
{
	const struct pack_condition *condition = find(loading->pack, problem->element);
	if (condition == NULL)
		return error_set(loading->error, STATUS_INVALID, "the pack's conditions: %s",
				 problem->message);
	yaml_fail(condition->node, loading->error, "%.*s: %s", TEXT_ARG(condition->text),
		  problem->message);
	error_remedy(loading->error, "%s", problem->remedy);
	return STATUS_INVALID;
}

static enum status compile(struct loading *loading, const struct pack_record *about)
{
	struct text xml = pack_condition_model(loading->arena, loading->pack, about);
	if (xml.length == 0)
		return STATUS_OK;
	struct dmn_model *model = dmn_model_new(NULL);
	if (model == NULL)
		return error_set(loading->error, STATUS_LIMIT, "no memory for a model");
	bool read =
		dmn_model_add(model, "conditions", xml.at, xml.length) && dmn_model_compile(model);
	const struct dmn_problem *problem;
	enum status status = read ? STATUS_OK : STATUS_INVALID;
	for (size_t i = 0; (problem = dmn_model_problem(model, i)) != NULL; i++) {
		if (problem->severity == DMN_ERROR) {
			status = tell(loading, problem);
			break;
		}
	}
	dmn_model_free(model);
	return status;
}

enum status load_check_conditions(struct loading *loading)
{
	for (size_t i = 0; i < loading->pack->record_count; i++)
		TRY(compile(loading, &loading->pack->records[i]));
	return STATUS_OK;
}
