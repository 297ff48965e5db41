/* SPDX-License-Identifier: Apache-2.0 */
/* The letters of a pack: what stands in pack.yaml. */
#include "pack/load.h"

static enum status load_document(struct loading *loading, const struct yaml_node *node,
				 struct pack_letter *out)
{
	const struct pack_codes *types = loading->pack->documents.types;
	out->document = node->text;
	if (types != NULL && pack_find_code(types, node->text) != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no type of document", TEXT_ARG(node->text));
	error_remedy(loading->error, "name a code of the list of `documents.types`");
	return STATUS_INVALID;
}

static enum status load_on(struct loading *loading, const struct yaml_node *list,
			   const struct pack_letter *before, size_t count, struct pack_letter *out)
{
	out->on_count = list == NULL ? 0 : list->count;
	out->on = arena_new_array(loading->arena, const struct pack_outcome *, out->on_count + 1);
	for (size_t i = 0; i < out->on_count; i++) {
		const struct yaml_node *node = list->nodes[i];
		out->on[i] = pack_find_outcome(loading->pack, node->text);
		bool again = false;
		for (size_t j = 0; j < i; j++)
			again |= out->on[j] == out->on[i];
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0; k < before[j].on_count; k++)
				again |= before[j].on[k] == out->on[i];
		if (out->on[i] != NULL && !again)
			continue;
		yaml_fail(node, loading->error,
			  again ? "'%.*s' makes another letter already"
				: "'%.*s' is no outcome of the decision",
			  TEXT_ARG(node->text));
		error_remedy(loading->error, "name each outcome in one letter at most");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static bool makes_another(const struct pack_letter *letters, size_t count,
			  const struct pack_transition *transition)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < letters[i].step_count; j++)
			if (letters[i].steps[j].transition == transition)
				return true;
	return false;
}

static enum status load_steps(struct loading *loading, const struct yaml_node *list,
			      const struct pack_letter *before, size_t count,
			      struct pack_letter *out)
{
	size_t most = list == NULL ? 0 : list->count;
	struct pack_letter_step *steps =
		arena_new_array(loading->arena, struct pack_letter_step, most + 1);
	out->steps = steps;
	for (size_t i = 0; i < most; i++) {
		const struct yaml_node *node = list->nodes[i];
		struct text name, states = text_cut(node->text, '.', &name);
		bool found = pack_find_step(loading->pack, states, name, &steps[i]);
		bool again = found && (makes_another(before, count, steps[i].transition) ||
				       makes_another(out, 1, steps[i].transition));
		out->step_count = i + 1;
		if (found && !again)
			continue;
		yaml_fail(node, loading->error,
			  again ? "'%.*s' makes another letter already"
				: "'%.*s' is no step that a person takes",
			  TEXT_ARG(node->text));
		error_remedy(loading->error,
			     "name each step in one letter at most, as states.transition");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status clock_fault(struct loading *loading, const struct yaml_node *node,
			       const struct pack_clock *clock)
{
	yaml_fail(node, loading->error,
		  clock == NULL ? "there is no clock '%.*s'"
		  : clock->of != loading->pack->decision.about
			  ? "'%.*s' is a clock of another record than the one decided about"
			  : "'%.*s' makes another letter already",
		  TEXT_ARG(node->text));
	error_remedy(loading->error,
		     "name clocks of the record decided about, each in one letter at most");
	return STATUS_INVALID;
}

static enum status load_clocks_of(struct loading *loading, const struct yaml_node *list,
				  const struct pack_letter *before, size_t count,
				  struct pack_letter *out)
{
	const struct pack *pack = loading->pack;
	size_t most = list == NULL ? 0 : list->count;
	out->clocks = arena_new_array(loading->arena, const struct pack_clock *, most + 1);
	for (size_t i = 0; i < most; i++) {
		const struct yaml_node *node = list->nodes[i];
		const struct pack_clock *clock = pack_find_clock(pack, node->text);
		bool again = false;
		for (size_t j = 0; j < i; j++)
			again |= out->clocks[j] == clock;
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0; k < before[j].clock_count; k++)
				again |= before[j].clocks[k] == clock;
		if (clock == NULL || clock->of != pack->decision.about || again)
			return clock_fault(loading, node, clock);
		out->clocks[out->clock_count++] = clock;
	}
	return STATUS_OK;
}

static enum status load_facts_of(struct loading *loading, const struct yaml_node *list,
				 struct pack_letter *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct pack_fact *facts = arena_new_array(loading->arena, struct pack_fact, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_fact(loading, list->nodes[i], &facts[i]));
	out->facts = facts;
	out->fact_count = count;
	return STATUS_OK;
}

static enum status load_whens(struct loading *loading, const struct yaml_node *table,
			      struct pack_letter *out)
{
	size_t count = table == NULL ? 0 : table->count;
	struct pack_letter_when *whens =
		arena_new_array(loading->arena, struct pack_letter_when, count + 1);
	for (size_t i = 0; i < count; i++) {
		whens[i].name = table->nodes[i]->name;
		TRY(load_condition(loading, table->nodes[i], loading->pack->decision.about,
				   &whens[i].condition));
	}
	out->whens = whens;
	out->when_count = count;
	return STATUS_OK;
}

/* What a decision's letter is made of, and no other has. */
static enum status check_kind(struct loading *loading, const struct yaml_node *node,
			      const struct pack_letter *it)
{
	static const char *const keys[] = { "on", "facts", "challenge" };
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		bool has = yaml_get(node, keys[i]) != NULL;
		if (has == (it->kind == PACK_LETTER_DECISION))
			continue;
		yaml_fail(node, loading->error,
			  has ? "`%s` stands in a letter that tells no decision"
			      : "a decision's letter needs `%s`",
			  keys[i]);
		error_remedy(loading->error, has ? "take it out, or make it of kind decision"
						 : "add it: docs/packs.md, Letters");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* What makes it: a decision's only the decision; a clock only what tells that we are late, since
 * nothing else leaves without a person's act. */
static enum status check_maker(struct loading *loading, const struct yaml_node *node,
			       const struct pack_letter *it)
{
	bool of_decision = it->kind == PACK_LETTER_DECISION;
	if (of_decision && yaml_get(node, "on_step") != NULL) {
		yaml_fail(node, loading->error, "`on_step` stands in a decision's letter");
		error_remedy(loading->error, "take it out: the final decision makes the letter");
		return STATUS_INVALID;
	}
	if (it->kind != PACK_LETTER_DELAY && yaml_get(node, "on_clock") != NULL) {
		yaml_fail(node, loading->error,
			  "`on_clock` stands in a letter that tells no delay");
		error_remedy(loading->error, "make it of kind delay: a clock makes no other");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    const struct pack_letter *before, size_t count, struct pack_letter *out)
{
	const struct yaml_node *challenge = yaml_get(node, "challenge");
	unsigned kind;
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	TRY(load_word(loading, yaml_get(node, "kind"), pack_letter_kind_words,
		      PACK_LETTER_KIND_COUNT, &kind));
	out->kind = (enum pack_letter_kind)kind;
	TRY(check_kind(loading, node, out));
	TRY(check_maker(loading, node, out));
	TRY(load_document(loading, yaml_get(node, "document"), out));
	TRY(load_on(loading, yaml_get(node, "on"), before, count, out));
	TRY(load_steps(loading, yaml_get(node, "on_step"), before, count, out));
	TRY(load_clocks_of(loading, yaml_get(node, "on_clock"), before, count, out));
	TRY(load_facts_of(loading, yaml_get(node, "facts"), out));
	TRY(load_period(loading, yaml_get(challenge, "period"), &out->challenge_period));
	out->challenge_how = yaml_text(challenge, "how");
	TRY(load_whens(loading, yaml_get(node, "when"), out));
	return load_letter_texts(loading, node, out);
}

enum status load_letters(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "letters");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_letter *all = arena_new_array(loading->arena, struct pack_letter, count + 1);
	if (count != 0 && loading->pack->language_count == 0) {
		yaml_fail(table, loading->error, "there are letters, and no language");
		error_remedy(loading->error, "name the languages under `languages:`");
		return STATUS_INVALID;
	}
	if (count != 0 && !pack_decides(loading->pack)) {
		yaml_fail(table, loading->error, "the pack decides nothing, and has letters");
		error_remedy(loading->error, "put the letters into the packs that decide");
		return STATUS_INVALID;
	}
	for (size_t i = 0; i < count; i++) {
		all[i] = (struct pack_letter){ 0 };
		TRY(load_one(loading, table->nodes[i], all, i, &all[i]));
	}
	loading->pack->letters = all;
	loading->pack->letter_count = count;
	return STATUS_OK;
}
