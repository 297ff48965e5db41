/* SPDX-License-Identifier: Apache-2.0 */
/* The page of the person decided about. */
#include "pack/load.h"

static enum status mistaken(struct loading *loading, const struct yaml_node *node, const char *what,
			    const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s",
		  TEXT_ARG(node->text.length != 0 ? node->text : node->name), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

static enum status load_second(struct loading *loading, const struct yaml_node *node,
			       struct pack_person_page *out)
{
	TRY(load_fact(loading, node, &out->second));
	bool told = out->second.field->type == PACK_TYPE_DATE ||
		    out->second.field->type == PACK_TYPE_STRING;
	if (out->second.record == pack_root(loading->pack) && told)
		return STATUS_OK;
	return mistaken(loading, node, "is nothing that only the person knows of a case",
			"name a date or a text of the topmost record of a case");
}

static enum status load_rows(struct loading *loading, const struct yaml_node *node,
			     struct pack_person_rows *out)
{
	const struct pack_field **fields =
		arena_new_array(loading->arena, const struct pack_field *, node->count + 1);
	out->record = pack_find_record(loading->pack, node->name);
	if (out->record == NULL)
		return mistaken(loading, node, "is no record type", "name one of the pack's");
	TRY(load_may_read(loading, node, out->record));
	TRY(load_is_open(loading, node, out->record));
	for (size_t i = 0; i < node->count; i++)
		TRY(load_field_ref(loading, node->nodes[i], out->record, node->nodes[i]->text,
				   &fields[i]));
	out->fields = fields;
	out->field_count = node->count;
	return STATUS_OK;
}

enum status load_person_page(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "person_page");
	struct pack_person_page *out = &loading->pack->person_page;
	out->code = dmn_null();
	if (map == NULL)
		return STATUS_OK;
	if (!pack_decides(loading->pack))
		return mistaken(loading, map, "stands in a pack that decides nothing",
				"take `person_page:` out");
	const struct yaml_node *table = yaml_get(map, "records");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_person_rows *rows =
		arena_new_array(loading->arena, struct pack_person_rows, count + 1);
	TRY(load_second(loading, yaml_get(map, "second"), out));
	TRY(load_period(loading, yaml_get(map, "code"), &out->code));
	for (size_t i = 0; i < count; i++)
		TRY(load_rows(loading, table->nodes[i], &rows[i]));
	out->rows = rows;
	out->row_count = count;
	return STATUS_OK;
}

bool pack_person_sees(const struct pack *pack, const struct pack_record *record,
		      const struct pack_field *field)
{
	const struct pack_person_page *page = &pack->person_page;
	if (field == page->second.field || field->key)
		return true;
	for (size_t r = 0; r < page->row_count; r++)
		for (size_t f = 0; page->rows[r].record == record && f < page->rows[r].field_count;
		     f++)
			if (page->rows[r].fields[f] == field)
				return true;
	return false;
}
