/* SPDX-License-Identifier: Apache-2.0 */
/* Shares of the decisions that another person looks at. */
#include "pack/load.h"

enum {
	MOST_ONE_IN = 1000000
};

static enum status load_when(struct loading *loading, const struct yaml_node *node,
			     struct pack_sample *out)
{
	out->blind = text_is(node->text, "blind");
	if (out->blind || text_is(node->text, "before"))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no time of a sample", TEXT_ARG(node->text));
	error_remedy(loading->error, "write blind or before");
	return STATUS_INVALID;
}

static enum status load_share(struct loading *loading, const struct yaml_node *node,
			      struct pack_sample *out)
{
	bool whole = node->text.length != 0 && node->text.length <= 7;
	for (size_t i = 0; whole && i < node->text.length; i++) {
		whole = node->text.at[i] >= '0' && node->text.at[i] <= '9';
		out->one_in = out->one_in * 10 + (node->text.at[i] - '0');
	}
	if (whole && out->one_in >= 1 && out->one_in <= MOST_ONE_IN)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no share", TEXT_ARG(node->text));
	error_remedy(loading->error, "write a whole number from 1 to %d: one in so many is drawn",
		     MOST_ONE_IN);
	return STATUS_INVALID;
}

static enum status load_directions(struct loading *loading, const struct yaml_node *list,
				   struct pack_sample *out)
{
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		unsigned direction;
		TRY(load_word(loading, list->nodes[i], pack_direction_words, PACK_DIRECTION_COUNT,
			      &direction));
		out->directions |= 1U << direction;
	}
	return STATUS_OK;
}

static enum status load_outcomes(struct loading *loading, const struct yaml_node *list,
				 struct pack_sample *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct text *codes = arena_new_array(loading->arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		codes[i] = list->nodes[i]->text;
		if (pack_find_outcome(loading->pack, codes[i]) != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "there is no outcome '%.*s'",
			  TEXT_ARG(codes[i]));
		error_remedy(loading->error, "use a code of decision.outcomes");
		return STATUS_INVALID;
	}
	out->outcomes = codes;
	out->outcome_count = count;
	return STATUS_OK;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    struct pack_sample *out)
{
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	out->invented = yaml_is_yes(node, "invented");
	TRY(load_when(loading, yaml_get(node, "when"), out));
	TRY(load_share(loading, yaml_get(node, "one_in"), out));
	TRY(load_directions(loading, yaml_get(node, "directions"), out));
	TRY(load_outcomes(loading, yaml_get(node, "outcomes"), out));
	return load_step(loading, node, &out->by);
}

enum status load_samples(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "samples");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_sample *all = arena_new_array(loading->arena, struct pack_sample, count + 1);
	if (count != 0 && !pack_decides(loading->pack)) {
		yaml_fail(table, loading->error, "a pack that decides nothing has no samples");
		error_remedy(loading->error, "take `samples:` out");
		return STATUS_INVALID;
	}
	for (size_t i = 0; i < count; i++)
		TRY(load_one(loading, table->nodes[i], &all[i]));
	loading->pack->samples = all;
	loading->pack->sample_count = count;
	return STATUS_OK;
}

bool pack_sample_takes(const struct pack *pack, const struct pack_sample *sample,
		       struct text outcome)
{
	const struct pack_outcome *it = pack_find_outcome(pack, outcome);
	bool listed = sample->outcome_count == 0;
	if (it == NULL ||
	    (sample->directions != 0 && (sample->directions >> it->direction & 1) == 0))
		return false;
	for (size_t i = 0; i < sample->outcome_count; i++)
		listed |= text_equal(sample->outcomes[i], outcome);
	return listed;
}
