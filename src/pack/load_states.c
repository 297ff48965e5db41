/* SPDX-License-Identifier: Apache-2.0 */
/* How records move: states and the transitions between them. */
#include "pack/load.h"

static const struct pack_record *about(const struct loading *loading)
{
	return loading->pack->decision.about;
}

static enum status load_field(struct loading *loading, const struct yaml_node *node,
			      const struct pack_field **out)
{
	struct pack_fact fact;
	TRY(load_fact(loading, node, &fact));
	*out = fact.field;
	if (fact.record == about(loading) && fact.field->codes != NULL && fact.field->engine)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no code of the record decided about",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "name a field of '%.*s' of type code that the rules may read",
		     TEXT_ARG(about(loading)->name));
	return STATUS_INVALID;
}

static enum status load_state(struct loading *loading, const struct yaml_node *node,
			      const struct pack_field *field, const struct pack_code **out)
{
	*out = pack_find_code(field->codes, node->text);
	if (*out != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no code of '%.*s'", TEXT_ARG(node->text),
		  TEXT_ARG(field->name));
	error_remedy(loading->error, "use a code of the list '%.*s'", TEXT_ARG(field->codes->name));
	return STATUS_INVALID;
}

static enum status load_from(struct loading *loading, const struct yaml_node *list,
			     const struct pack_field *field, struct pack_transition *out)
{
	const struct pack_code **all =
		arena_new_array(loading->arena, const struct pack_code *, list->count);
	for (size_t i = 0; i < list->count; i++) {
		TRY(load_state(loading, list->nodes[i], field, &all[i]));
		if (all[i] != out->to)
			continue;
		yaml_fail(list->nodes[i], loading->error, "it leads from '%.*s' to itself",
			  TEXT_ARG(all[i]->code));
		error_remedy(loading->error, "leave it out of `from`");
		return STATUS_INVALID;
	}
	out->from = all;
	out->from_count = list->count;
	return STATUS_OK;
}

static enum status load_on(struct loading *loading, const struct yaml_node *list,
			   struct pack_transition *out)
{
	size_t count = list == NULL ? 0 : list->count;
	const struct pack_outcome **all =
		arena_new_array(loading->arena, const struct pack_outcome *, count + 1);
	for (size_t i = 0; i < count; i++) {
		all[i] = pack_find_outcome(loading->pack, list->nodes[i]->text);
		if (all[i] != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "there is no outcome '%.*s'",
			  TEXT_ARG(list->nodes[i]->text));
		error_remedy(loading->error, "use a name that stands under `decision: outcomes:`");
		return STATUS_INVALID;
	}
	out->on = all;
	out->on_count = count;
	return STATUS_OK;
}

/* By a person or on a decision, not both: who decides is said by authority. */
static enum status load_taker(struct loading *loading, const struct yaml_node *node,
			      struct pack_transition *out)
{
	const struct yaml_node *by = yaml_get(node, "by");
	TRY(load_on(loading, yaml_get(node, "on"), out));
	if (by != NULL)
		TRY(load_step(loading, by, &out->by));
	if ((by != NULL) != (out->on_count != 0))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is taken by %s", TEXT_ARG(node->name),
		  by == NULL ? "nobody" : "a person and on a decision");
	error_remedy(loading->error, "give either `by`, roles and a grade, or `on`, outcomes");
	return STATUS_INVALID;
}

static enum status load_guard(struct loading *loading, const struct yaml_node *node,
			      struct pack_transition *out)
{
	out->otherwise = yaml_text(node, "otherwise");
	TRY(load_step_condition(loading, yaml_get(node, "guard"), about(loading), &out->guard));
	if ((out->guard != NULL) == (out->otherwise.length != 0))
		return STATUS_OK;
	yaml_fail(node, loading->error,
		  "a guard and what is said where it does not hold go together");
	error_remedy(loading->error, "give both `guard` and `otherwise`, or neither");
	return STATUS_INVALID;
}

static enum status load_sets(struct loading *loading, const struct yaml_node *table,
			     const struct pack_field *state, struct pack_transition *out)
{
	size_t count = table == NULL ? 0 : table->count;
	struct pack_setting *all = arena_new_array(loading->arena, struct pack_setting, count + 1);
	for (size_t i = 0; i < count; i++) {
		TRY(load_field_ref(loading, table->nodes[i], about(loading), table->nodes[i]->name,
				   &all[i].field));
		TRY(load_step_condition(loading, table->nodes[i], about(loading), &all[i].value));
		if (all[i].field != state && !all[i].field->key)
			continue;
		yaml_fail(table->nodes[i], loading->error, "'%.*s' is not to be set here",
			  TEXT_ARG(table->nodes[i]->name));
		error_remedy(loading->error, "a key stays, and the state is told by `to`");
		return STATUS_INVALID;
	}
	out->sets = all;
	out->set_count = count;
	return STATUS_OK;
}

static enum status load_never(struct loading *loading, const struct yaml_node *list,
			      const struct yaml_node *transitions, struct pack_transition *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct text *names = arena_new_array(loading->arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		names[i] = list->nodes[i]->text;
		if (yaml_get(transitions, text_c(loading->arena, names[i])) != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "there is no transition '%.*s'",
			  TEXT_ARG(names[i]));
		error_remedy(loading->error, "name one beside this one");
		return STATUS_INVALID;
	}
	out->never = names;
	out->never_count = count;
	return STATUS_OK;
}

static enum status load_transition(struct loading *loading, const struct yaml_node *node,
				   const struct yaml_node *all, const struct pack_field *field,
				   struct pack_transition *out)
{
	*out = (struct pack_transition){ .name = node->name,
					 .label = yaml_text(node, "label"),
					 .source = yaml_text(node, "source") };
	TRY(load_state(loading, yaml_get(node, "to"), field, &out->to));
	TRY(load_from(loading, yaml_get(node, "from"), field, out));
	TRY(load_taker(loading, node, out));
	TRY(load_never(loading, yaml_get(node, "never"), all, out));
	TRY(load_guard(loading, node, out));
	TRY(load_judgements(loading, yaml_get(node, "asks"), &out->asks, &out->ask_count));
	return load_sets(loading, yaml_get(node, "sets"), field, out);
}

static bool leads_on(const struct pack_states *states, const struct pack_code *code)
{
	for (size_t i = 0; i < states->transition_count; i++)
		for (size_t f = 0; f < states->transitions[i].from_count; f++)
			if (states->transitions[i].from[f] == code)
				return true;
	return false;
}

static bool is_end(const struct yaml_node *ends, struct text code)
{
	for (size_t i = 0; ends != NULL && i < ends->count; i++)
		if (text_equal(ends->nodes[i]->text, code))
			return true;
	return false;
}

/* Every state but the ends is left, and the ends are not. */
static enum status check_ends(struct loading *loading, const struct yaml_node *node,
			      const struct pack_states *states)
{
	const struct yaml_node *ends = yaml_get(node, "ends");
	const struct pack_codes *codes = states->field->codes;
	const struct pack_code *known;
	for (size_t i = 0; ends != NULL && i < ends->count; i++)
		TRY(load_state(loading, ends->nodes[i], states->field, &known));
	for (size_t i = 0; i < codes->code_count; i++) {
		bool leads = leads_on(states, &codes->codes[i]);
		if (leads != is_end(ends, codes->codes[i].code))
			continue;
		yaml_fail(ends != NULL && leads ? ends : node, loading->error,
			  leads ? "a transition leads on from '%.*s', which is an end"
				: "nothing leads on from '%.*s', and it is no end",
			  TEXT_ARG(codes->codes[i].code));
		error_remedy(loading->error, "add a transition from it, or list it under `ends`");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    struct pack_states *out)
{
	const struct yaml_node *table = yaml_get(node, "transitions");
	struct pack_transition *all =
		arena_new_array(loading->arena, struct pack_transition, table->count + 1);
	out->name = node->name;
	out->label = yaml_text(node, "label");
	TRY(load_field(loading, yaml_get(node, "field"), &out->field));
	if (yaml_get(node, "begins") != NULL)
		TRY(load_state(loading, yaml_get(node, "begins"), out->field, &out->begins));
	for (size_t i = 0; i < table->count; i++)
		TRY(load_transition(loading, table->nodes[i], table, out->field, &all[i]));
	out->transitions = all;
	out->transition_count = table->count;
	return check_ends(loading, node, out);
}

enum status load_states(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "states");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_states *all = arena_new_array(loading->arena, struct pack_states, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_one(loading, table->nodes[i], &all[i]));
	loading->pack->states = all;
	loading->pack->states_count = count;
	return STATUS_OK;
}
