/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says of the authorisations that it rests on. */
#include "pack/load.h"

static const char *const words[PACK_AUTHORISED_COUNT] = { "rules", "lists" };

static bool says(const struct yaml_node *list, const char *word)
{
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (text_is(list->nodes[i]->text, word))
			return true;
	return false;
}

bool load_is_authorised(const struct loading *loading, const struct pack_record *record,
			const struct pack_field *field)
{
	const struct yaml_node *table = yaml_get(loading->sources[0].root, "authorisations");
	for (size_t i = 0; table != NULL && i < table->count; i++) {
		struct text name;
		struct text of = text_cut(yaml_text(table->nodes[i], "field"), '.', &name);
		if (text_equal(of, record->name) && text_equal(name, field->name) &&
		    says(yaml_get(table->nodes[i], "for"), words[PACK_AUTHORISED_RULES]))
			return true;
	}
	return false;
}

static enum status check_field(struct loading *loading, const struct yaml_node *node,
			       const struct pack_field *field)
{
	if (field->sensitivity == PACK_SENSITIVITY_SPECIAL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no special characteristic",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "only a field of sensitivity special needs an authorisation");
	return STATUS_INVALID;
}

static enum status check_days(struct loading *loading, const struct yaml_node *node,
			      const struct pack_authorisation *it)
{
	if (dmn_date_days(it->from) <= dmn_date_days(it->until))
		return STATUS_OK;
	yaml_fail(node, loading->error, "the authorisation '%.*s' ends before it begins",
		  TEXT_ARG(it->name));
	error_remedy(loading->error, "write from and until as the authorisation has them");
	return STATUS_INVALID;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    struct pack_authorisation *out)
{
	const struct yaml_node *uses = yaml_get(node, "for");
	struct pack_fact fact;
	unsigned word;
	TRY(load_fact(loading, yaml_get(node, "field"), &fact));
	TRY(check_field(loading, yaml_get(node, "field"), fact.field));
	*out = (struct pack_authorisation){ .name = node->name,
					    .record = fact.record,
					    .field = fact.field,
					    .reference = yaml_text(node, "reference"),
					    .by = yaml_text(node, "by"),
					    .scope = yaml_text(node, "scope"),
					    .source = yaml_text(node, "source") };
	for (size_t i = 0; i < uses->count; i++) {
		TRY(load_word(loading, uses->nodes[i], words, PACK_AUTHORISED_COUNT, &word));
		out->allows[word] = true;
	}
	TRY(load_date(loading, node, "from", &out->from));
	TRY(load_date(loading, node, "until", &out->until));
	return check_days(loading, node, out);
}

enum status load_authorisations(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "authorisations");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_authorisation *all =
		arena_new_array(loading->arena, struct pack_authorisation, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_one(loading, table->nodes[i], &all[i]));
	loading->pack->authorisations = all;
	loading->pack->authorisation_count = count;
	return STATUS_OK;
}
