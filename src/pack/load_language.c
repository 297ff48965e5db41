/* SPDX-License-Identifier: Apache-2.0 */
/* The languages of letters. */
#include "pack/keys.h"
#include "pack/load.h"

static enum status load_codes_of(struct loading *loading, const struct yaml_node *node,
				 struct pack_language *out)
{
	const struct yaml_node *list = yaml_get(node, "codes");
	const struct pack_fact *of = &loading->pack->language_of;
	const struct pack_code **codes = arena_new_array(loading->arena, const struct pack_code *,
							 list == NULL ? 1 : list->count + 1);
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		codes[i] = of->field == NULL
				   ? NULL
				   : pack_find_code(of->field->codes, list->nodes[i]->text);
		if (codes[i] != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "'%.*s' is no code of `language_of`",
			  TEXT_ARG(list->nodes[i]->text));
		error_remedy(loading->error, "name codes of the list of that field");
		return STATUS_INVALID;
	}
	out->codes = codes;
	out->code_count = list == NULL ? 0 : list->count;
	return STATUS_OK;
}

static enum status load_words(struct loading *loading, const struct yaml_node *node, bool is_first,
			      struct pack_language *out)
{
	const struct yaml_node *file = yaml_get(node, "words");
	struct yaml_node *tree;
	if ((file == NULL) != is_first) {
		yaml_fail(node, loading->error,
			  is_first ? "the first language is the pack's own"
				   : "it is not said where the pack's words are in it");
		error_remedy(
			loading->error,
			is_first ? "take its `words` out, and name the pack's own language first"
				 : "add `words: letters/words.%.*s.yaml`",
			TEXT_ARG(out->tag));
		return STATUS_INVALID;
	}
	if (is_first)
		return STATUS_OK;
	out->words_file = file->text;
	TRY(load_tree(loading, load_source_of(loading, node), KEYS_LANGUAGE, file->text, &tree));
	out->words = tree;
	return STATUS_OK;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node, bool is_first,
			    struct pack_language *out)
{
	out->tag = node->name;
	out->label = yaml_text(node, "label");
	out->language = language_find(node->name);
	if (out->language == NULL) {
		yaml_fail(node, loading->error, "letters are not written in '%.*s'",
			  TEXT_ARG(node->name));
		error_remedy(loading->error, "use the tags of: %.*s",
			     TEXT_ARG(language_tags(loading->arena)));
		return STATUS_INVALID;
	}
	TRY(load_codes_of(loading, node, out));
	return load_words(loading, node, is_first, out);
}

static bool is_above(const struct pack_record *old, const struct pack_record *young)
{
	while (young != NULL && young != old)
		young = young->parent;
	return young != NULL;
}

static enum status load_of(struct loading *loading, const struct yaml_node *node)
{
	struct pack_fact *of = &loading->pack->language_of;
	if (node == NULL)
		return STATUS_OK;
	TRY(load_fact(loading, node, of));
	if (of->field->type == PACK_TYPE_CODE &&
	    is_above(of->record, loading->pack->decision.about))
		return STATUS_OK;
	yaml_fail(node, loading->error,
		  "'%.*s' is no code of the record decided about or one above it",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "name a field of type code, as record.field");
	return STATUS_INVALID;
}

enum status load_languages(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "languages");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_language *all =
		arena_new_array(loading->arena, struct pack_language, count + 1);
	TRY(load_of(loading, yaml_get(root, "language_of")));
	for (size_t i = 0; i < count; i++) {
		all[i] = (struct pack_language){ 0 };
		TRY(load_one(loading, table->nodes[i], i == 0, &all[i]));
	}
	loading->pack->languages = all;
	loading->pack->language_count = count;
	return STATUS_OK;
}
