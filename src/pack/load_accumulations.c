/* SPDX-License-Identifier: Apache-2.0 */
/* What many records of a case make together. */
#include "pack/load.h"

#include <string.h>

enum {
	MICROS = 1000000
};

static enum status mistaken(struct loading *loading, const struct yaml_node *node, const char *what,
			    const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s", TEXT_ARG(node->text), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

/* Does `above` stand above the type? */
static bool is_above(const struct pack_record *above, const struct pack_record *record)
{
	for (record = record->parent; record != NULL; record = record->parent)
		if (record == above)
			return true;
	return false;
}

static enum status load_type(struct loading *loading, const struct yaml_node *node,
			     const struct pack_record **out)
{
	const struct pack_record *root = pack_root(loading->pack);
	TRY(load_record_ref(loading, node, out));
	TRY(load_is_open(loading, node, *out));
	if (*out != root && !is_above(root, *out))
		return mistaken(loading, node, "is no type of a case",
				"name a record type under the topmost one of the case");
	return STATUS_OK;
}

static enum status check_instant(struct loading *loading, const struct yaml_node *node,
				 const struct pack_field *field)
{
	if (field->type != PACK_TYPE_DATE_TIME)
		return mistaken(loading, node, "is no date-time",
				"name a field of type date-time: a day alone has no length");
	if (!field->engine)
		return mistaken(loading, node, "is nothing that the rules may read",
				"name a field of sensitivity ordinary or protective");
	return STATUS_OK;
}

static enum status load_instant(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *of, const struct pack_field **out)
{
	struct pack_fact fact;
	*out = NULL;
	if (node == NULL)
		return STATUS_OK;
	TRY(load_fact(loading, node, &fact));
	if (fact.record != of)
		return mistaken(loading, node, "is no field of the type under `of`",
				"name a field of the records that are summed");
	*out = fact.field;
	return check_instant(loading, node, fact.field);
}

static enum status load_value(struct loading *loading, const struct yaml_node *node,
			      const struct pack_accumulation *it, struct pack_value *out)
{
	TRY(load_field_ref(loading, node, it->makes, node->name, &out->field));
	if (out->field == it->at || out->field == it->day || out->field == it->makes->key)
		return mistaken(loading, node, "is given to a field that the program fills itself",
				"leave out the record's reference and what is under `at` and "
				"`day`");
	struct error why = { 0 };
	if (pack_read_value(loading->arena, out->field, node->text, &out->value, &why) == STATUS_OK)
		return STATUS_OK;
	yaml_fail(node, loading->error, "%s", why.message);
	error_remedy(loading->error, "%s", why.remedy);
	return STATUS_INVALID;
}

static enum status load_values(struct loading *loading, const struct yaml_node *table,
			       const struct pack_accumulation *it, const struct pack_value **out,
			       size_t *count)
{
	*count = table == NULL ? 0 : table->count;
	struct pack_value *values = arena_new_array(loading->arena, struct pack_value, *count + 1);
	for (size_t i = 0; i < *count; i++)
		TRY(load_value(loading, table->nodes[i], it, &values[i]));
	*out = values;
	return STATUS_OK;
}

/* Files of extracts that feed a type. */
static size_t fed_by(const struct pack *pack, const struct pack_record *record)
{
	size_t count = 0;
	for (size_t e = 0; e < pack->extract_count; e++)
		for (size_t f = 0; f < pack->extracts[e].file_count; f++)
			count += pack->extracts[e].files[f].record == record;
	return count;
}

static enum status load_day(struct loading *loading, const struct yaml_node *node,
			    struct pack_accumulation *it)
{
	if (node == NULL)
		return STATUS_OK;
	TRY(load_field_ref(loading, node, it->makes, node->text, &it->day));
	if (it->day->type == PACK_TYPE_DATE)
		return STATUS_OK;
	return mistaken(loading, node, "is no date", "name a field of type date");
}

static enum status load_made(struct loading *loading, const struct yaml_node *node,
			     struct pack_accumulation *it)
{
	const struct yaml_node *map = yaml_get(node, "makes");
	const struct yaml_node *record = yaml_get(map, "record");
	const struct yaml_node *at = yaml_get(map, "at");
	TRY(load_type(loading, record, &it->makes));
	if (it->makes->parent != it->by || it->makes == it->of)
		return mistaken(loading, record,
				"is not made: its parent is not the type under "
				"`by`, or it is what is summed",
				"name another type, with `by` as its parent");
	if (it->makes->key->type != PACK_TYPE_STRING || fed_by(loading->pack, it->makes) > 1)
		return mistaken(loading, record, "cannot be made",
				"its reference is a string, and one file at most of one extract "
				"feeds it");
	TRY(load_field_ref(loading, at, it->makes, at->text, &it->at));
	TRY(check_instant(loading, at, it->at));
	TRY(load_day(loading, yaml_get(map, "day"), it));
	TRY(load_values(loading, yaml_get(map, "with"), it, &it->with, &it->with_count));
	return load_values(loading, yaml_get(node, "withdraws"), it, &it->withdraws,
			   &it->withdraws_count);
}

static enum status load_measure(struct loading *loading, const struct yaml_node *node,
				struct pack_accumulation *it)
{
	const struct yaml_node *count = yaml_get(node, "count");
	TRY(load_seconds(loading, node, "window", &it->window));
	TRY(load_seconds(loading, node, "total", &it->total));
	if ((it->total != 0) == (count != NULL))
		return mistaken(loading, yaml_get(node, "window"),
				"is a window without one measure",
				"give either `total`, a time, or `count`, a number");
	if (it->total > it->window)
		return mistaken(loading, yaml_get(node, "total"), "is longer than the window",
				"so much time does not fit: correct one of them");
	it->window *= MICROS;
	it->total *= MICROS;
	for (size_t i = 0; count != NULL && i < count->text.length && i < 6; i++)
		it->count = it->count * 10 + (count->text.at[i] - '0');
	if (count == NULL ||
	    (strspn(text_c(loading->arena, count->text), "0123456789") == count->text.length &&
	     it->count >= 2 && count->text.length < 6))
		return STATUS_OK;
	return mistaken(loading, count, "is no number of records",
			"write a whole number from 2 to 99999");
}

/* What they are summed by is asked before anything is made: so it cannot rest on that. */
static enum status check_where(struct loading *loading, const struct yaml_node *node,
			       const struct pack_accumulation *all, size_t count)
{
	const struct pack_record *record;
	struct text member;
	size_t at = 0;
	if (node == NULL)
		return STATUS_OK;
	while (pack_condition_next(loading->pack, node->text, &at, &record, &member))
		for (size_t i = 0; i < count; i++)
			if (all[i].makes == record)
				return mistaken(loading, node, "rests on what is made so",
						"name only types that come from extracts");
	return STATUS_OK;
}

static enum status load_rule(struct loading *loading, const struct yaml_node *node,
			     struct pack_accumulation *it)
{
	const struct yaml_node *by = yaml_get(node, "by");
	it->name = node->name;
	it->label = yaml_text(node, "label");
	it->source = yaml_text(node, "source");
	TRY(load_type(loading, yaml_get(node, "of"), &it->of));
	TRY(load_type(loading, by, &it->by));
	if (!is_above(it->by, it->of))
		return mistaken(loading, by, "does not stand above what is summed",
				"name the parent of the type under `of`, or one above that");
	TRY(load_instant(loading, yaml_get(node, "from"), it->of, &it->from));
	TRY(load_instant(loading, yaml_get(node, "until"), it->of, &it->until));
	TRY(load_condition(loading, yaml_get(node, "where"), it->of, &it->where));
	TRY(load_measure(loading, node, it));
	return load_made(loading, node, it);
}

enum status load_accumulations(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "accumulates");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_accumulation *all =
		arena_new_array(loading->arena, struct pack_accumulation, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_rule(loading, table->nodes[i], &all[i]));
	loading->pack->accumulations = all;
	loading->pack->accumulation_count = count;
	for (size_t i = 0; i < count; i++) {
		TRY(check_where(loading, yaml_get(table->nodes[i], "where"), all, count));
		if (pack_accumulates(loading->pack, all[i].of))
			return mistaken(loading, yaml_get(table->nodes[i], "of"),
					"is made so itself", "sum records that come from extracts");
	}
	return STATUS_OK;
}
