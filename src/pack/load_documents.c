/* SPDX-License-Identifier: Apache-2.0 */
/* The documents that a case file takes. */
#include "pack/load.h"

#include <stdlib.h>

enum {
	BYTES_MOST = 20000000 /* what one request of the web face may carry */
};

static enum status load_most(struct loading *loading, const struct yaml_node *map, int64_t *out)
{
	const struct yaml_node *node = yaml_get(map, "most_bytes");
	char *end;
	const char *text = text_c(loading->arena, node->text);
	*out = strtoll(text, &end, 10);
	if (*end == '\0' && *out > 0 && *out <= BYTES_MOST)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no number of bytes that can be taken",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "write a whole number from 1 to %d", BYTES_MOST);
	return STATUS_INVALID;
}

enum status load_documents(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "documents");
	struct pack_documents *out = &loading->pack->documents;
	if (map == NULL)
		return STATUS_OK;
	const struct yaml_node *list = yaml_get(map, "kinds");
	struct pack_kind *kinds = arena_new_array(loading->arena, struct pack_kind, list->count);
	for (size_t i = 0; i < list->count; i++)
		kinds[i] = (struct pack_kind){ list->nodes[i]->name, list->nodes[i]->text };
	out->kinds = kinds;
	out->kind_count = list->count;
	TRY(load_most(loading, map, &out->most_bytes));
	return load_codes_ref(loading, yaml_get(map, "types"), &out->types);
}
