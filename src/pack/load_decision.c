/* SPDX-License-Identifier: Apache-2.0 */
/* The decision: what it is about, what the model is given, what can come out. */
#include "pack/load.h"

static bool is_ancestor(const struct pack_record *old, const struct pack_record *young)
{
	for (const struct pack_record *at = young->parent; at != NULL; at = at->parent)
		if (at == old)
			return true;
	return false;
}

/* How the record type stands to the one decided about. */
static bool take_of(const struct pack_record *about, struct pack_input *input)
{
	const struct pack_record *record = input->record;
	if (record == about)
		input->take = PACK_TAKE_SELF;
	else if (is_ancestor(record, about))
		input->take = PACK_TAKE_ANCESTOR;
	else if (record->parent == about)
		input->take = PACK_TAKE_CHILDREN;
	else if (record->parent == NULL)
		input->take = PACK_TAKE_ALL;
	else if (is_ancestor(record->parent, about))
		input->take = PACK_TAKE_SIBLINGS;
	else if (pack_sight(about, record) == PACK_SIGHT_LIST)
		input->take = PACK_TAKE_FAMILY;
	else
		return false;
	if (input->take == PACK_TAKE_SIBLINGS)
		input->of = record->parent;
	return true;
}

static enum status load_input(struct loading *loading, const struct yaml_node *node,
			      struct pack_input *out)
{
	out->name = node->name;
	TRY(load_record_ref(loading, node, &out->record));
	TRY(load_is_open(loading, node, out->record));
	if (take_of(loading->pack->decision.about, out))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' does not hang together with what is decided about",
		  TEXT_ARG(out->record->name));
	error_remedy(loading->error, "give the record itself, an ancestor, a child of one of them, "
				     "or a type without parent");
	return STATUS_INVALID;
}

static enum status load_inputs(struct loading *loading, const struct yaml_node *node)
{
	struct pack_decision *decision = &loading->pack->decision;
	const struct yaml_node *table = yaml_get(node, "inputs");
	struct pack_input *inputs =
		arena_new_array(loading->arena, struct pack_input, table->count);
	for (size_t i = 0; i < table->count; i++)
		TRY(load_input(loading, table->nodes[i], &inputs[i]));
	decision->inputs = inputs;
	decision->input_count = table->count;
	return STATUS_OK;
}

static enum status load_outcomes(struct loading *loading, const struct yaml_node *node)
{
	struct pack_decision *decision = &loading->pack->decision;
	const struct yaml_node *table = yaml_get(node, "outcomes");
	struct pack_outcome *outcomes =
		arena_new_array(loading->arena, struct pack_outcome, table->count);
	for (size_t i = 0; i < table->count; i++) {
		unsigned direction;
		TRY(load_word(loading, yaml_get(table->nodes[i], "direction"), pack_direction_words,
			      PACK_DIRECTION_COUNT, &direction));
		outcomes[i] = (struct pack_outcome){ table->nodes[i]->name,
						     yaml_text(table->nodes[i], "sentence"),
						     (enum pack_direction)direction,
						     yaml_text(table->nodes[i], "done"),
						     yaml_text(table->nodes[i], "refers") };
	}
	decision->outcomes = outcomes;
	decision->outcome_count = table->count;
	return STATUS_OK;
}

enum status load_decision(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *node = yaml_get(root, "decision");
	struct pack_decision *decision = &loading->pack->decision;
	decision->name = loading->pack->name;
	decision->model = yaml_text(node, "model");
	decision->sealed = yaml_is_yes(node, "sealed");
	TRY(load_record_ref(loading, yaml_get(node, "about"), &decision->about));
	TRY(load_is_open(loading, yaml_get(node, "about"), decision->about));
	TRY(load_inputs(loading, node));
	TRY(load_outcomes(loading, node));
	TRY(load_codes_ref(loading, yaml_get(node, "barriers"), &decision->barriers));
	TRY(load_codes_ref(loading, yaml_get(node, "reasons"), &decision->reasons));
	TRY(load_codes_ref(loading, yaml_get(node, "safeguards"), &decision->safeguards));
	return load_codes_ref(loading, yaml_get(node, "priorities"), &decision->priorities);
}

static enum status load_guard(struct loading *loading, const struct yaml_node *node,
			      const struct pack_outcome *outcome, struct pack_guard *out)
{
	const struct yaml_node *holds = yaml_get(node, "guard");
	out->outcome = outcome;
	out->otherwise = yaml_text(node, "otherwise");
	if ((holds == NULL) != (out->otherwise.length == 0)) {
		yaml_fail(node, loading->error, "'%.*s' has one of `guard` and `otherwise` alone",
			  TEXT_ARG(node->name));
		error_remedy(loading->error, "give both: what must hold, and what a person reads "
					     "where it does not");
		return STATUS_INVALID;
	}
	return load_condition(loading, holds, loading->pack->decision.about, &out->holds);
}

/* Where keeping asks for a second person only under a condition, reducing does not ask always, or
 * under another one: it would need more. */
static enum status check_when(struct loading *loading, const struct yaml_node *table,
			      unsigned lower)
{
	const struct pack_authority *it = &loading->pack->authority[lower];
	const struct pack_authority *above = &loading->pack->authority[lower + 1];
	if (it->sign.grade == NULL || above->sign_when == NULL)
		return STATUS_OK;
	if (it->sign_when != NULL && text_equal(it->sign_when->text, above->sign_when->text))
		return STATUS_OK;
	yaml_fail(yaml_get(table, pack_direction_words[lower]), loading->error,
		  "'%s' asks for a second person where '%s' does not", pack_direction_words[lower],
		  pack_direction_words[lower + 1]);
	error_remedy(loading->error, "give both the same `when`, or the first no `sign`");
	return STATUS_INVALID;
}

enum status load_sign_conditions(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "authority");
	struct pack *pack = loading->pack;
	for (unsigned i = 0; i < PACK_DIRECTION_COUNT; i++)
		TRY(load_condition(
			loading,
			yaml_get(yaml_get(yaml_get(table, pack_direction_words[i]), "sign"),
				 "when"),
			pack->decision.about, &pack->authority[i].sign_when));
	for (unsigned i = PACK_DIRECTION_REDUCE; i < PACK_DIRECTION_RAISE; i++)
		TRY(check_when(loading, table, i));
	return STATUS_OK;
}

enum status load_guards(struct loading *loading, const struct yaml_node *root)
{
	struct pack_decision *decision = &loading->pack->decision;
	const struct yaml_node *table = yaml_get(yaml_get(root, "decision"), "outcomes");
	struct pack_guard *guards =
		arena_new_array(loading->arena, struct pack_guard, table->count);
	size_t count = 0;
	for (size_t i = 0; i < table->count; i++) {
		TRY(load_guard(loading, table->nodes[i], &decision->outcomes[i], &guards[count]));
		count += guards[count].holds != NULL;
	}
	decision->guards = guards;
	decision->guard_count = count;
	return STATUS_OK;
}
