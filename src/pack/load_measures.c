/* SPDX-License-Identifier: Apache-2.0 */
/* What is counted, each defined once. */
#include "pack/load.h"

#include <string.h>

static enum status mistaken(struct loading *loading, const struct yaml_node *node, const char *what,
			    const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s", TEXT_ARG(node->text), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

static bool is_above(const struct pack_record *above, const struct pack_record *record)
{
	while (record != NULL && record != above)
		record = record->parent;
	return record != NULL;
}

static bool is_characteristic(const struct pack_field *field)
{
	return field->sensitivity == PACK_SENSITIVITY_SPECIAL ||
	       field->sensitivity == PACK_SENSITIVITY_PROTECTIVE;
}

/* A field of what is counted, or of a record above it, that a figure may tell of. */
static enum status load_told(struct loading *loading, const struct yaml_node *node,
			     const struct pack_record *of, struct pack_fact *out)
{
	TRY(load_fact(loading, node, out));
	if (!is_above(out->record, of))
		return mistaken(loading, node, "is no field of what is counted",
				"name a field of the type under `of`, or of one above it");
	if (out->field->sensitivity == PACK_SENSITIVITY_IDENTITY ||
	    out->field->sensitivity == PACK_SENSITIVITY_LOCATION)
		return mistaken(loading, node, "says who or where people are",
				"name a field of another sensitivity: a report tells of nobody");
	return STATUS_OK;
}

static enum status load_day(struct loading *loading, const struct yaml_node *node,
			    const struct pack_record *of, struct pack_fact *out)
{
	if (node == NULL)
		return STATUS_OK;
	if (of == NULL)
		return mistaken(loading, node, "is given of what the platform has on record",
				"leave it out: that is counted on a day of its own");
	TRY(load_told(loading, node, of, out));
	if (out->field->type == PACK_TYPE_DATE || out->field->type == PACK_TYPE_DATE_TIME)
		return STATUS_OK;
	return mistaken(loading, node, "is no day", "name a field of type date or date-time");
}

static enum status load_of(struct loading *loading, const struct yaml_node *node,
			   struct pack_measure *out)
{
	for (unsigned i = PACK_MEASURED_RECORDS + 1; i < PACK_MEASURED_COUNT; i++)
		if (text_is(node->text, pack_measured_words[i].word)) {
			out->measured = (enum pack_measured)i;
			return pack_decides(loading->pack)
				       ? STATUS_OK
				       : mistaken(loading, node, "are of packs that decide",
						  "count records of this pack");
		}
	TRY(load_record_ref(loading, node, &out->of));
	TRY(load_is_open(loading, node, out->of));
	TRY(load_may_read(loading, node, out->of));
	if (is_above(pack_root(loading->pack), out->of))
		return STATUS_OK;
	return mistaken(loading, node, "is no type of a case",
			"name a record type under the topmost one of the case");
}

static const struct pack_own *find_own(const struct pack_measure *measure, struct text word,
				       enum pack_own_field *out)
{
	for (unsigned i = 0; i < PACK_OWN_FIELD_COUNT; i++) {
		*out = i;
		if (pack_own_fields[i].of == measure->measured &&
		    text_is(word, pack_own_fields[i].word))
			return &pack_own_fields[i];
	}
	return NULL;
}

/* The fields of the platform's own, for a remedy. */
static enum status no_own(struct loading *loading, const struct yaml_node *node, struct text word,
			  const struct pack_measure *measure)
{
	char known[160] = "";
	for (unsigned i = 0; i < PACK_OWN_FIELD_COUNT; i++)
		if (pack_own_fields[i].of == measure->measured) {
			strncat(known, known[0] != '\0' ? ", " : "",
				sizeof known - 1 - strlen(known));
			strncat(known, pack_own_fields[i].word, sizeof known - 1 - strlen(known));
		}
	yaml_fail(node, loading->error, "'%.*s' is no field of %s", TEXT_ARG(word),
		  pack_measured_words[measure->measured].word);
	error_remedy(loading->error, "use one of: %s", known);
	return STATUS_INVALID;
}

static const struct text *texts_of(struct arena *arena, const struct yaml_node *list)
{
	struct text *texts = arena_new_array(arena, struct text, list->count + 1);
	for (size_t i = 0; i < list->count; i++)
		texts[i] = list->nodes[i]->text;
	return texts;
}

static enum status load_only(struct loading *loading, const struct yaml_node *table,
			     struct pack_measure *out)
{
	size_t count = table == NULL ? 0 : table->count;
	struct pack_selector *all =
		arena_new_array(loading->arena, struct pack_selector, count + 1);
	if (count != 0 && out->of != NULL)
		return mistaken(loading, table->nodes[0], "chooses among records",
				"write a condition under `where`");
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *node = table->nodes[i];
		if (find_own(out, node->name, &all[i].own) == NULL)
			return no_own(loading, node, node->name, out);
		all[i].values = texts_of(loading->arena, node);
		all[i].value_count = node->count;
	}
	out->only = all;
	out->only_count = count;
	return STATUS_OK;
}

/* A tray is the value of a field, and tells what that tells. */
static enum status load_own_cut(struct loading *loading, const struct yaml_node *node,
				const struct pack_measure *measure, struct pack_axis *out)
{
	const struct pack_own *own = find_own(measure, node->text, &out->own);
	const struct pack_field *tray = loading->pack->teams.by.field;
	out->kind = PACK_AXIS_OWN;
	if (own == NULL)
		return no_own(loading, node, node->text, measure);
	if (own->kind != PACK_OWN_TRAY)
		return STATUS_OK;
	if (tray == NULL)
		return mistaken(loading, node, "is of items that are shared out",
				"say under `teams` by which field they are, or leave it out");
	out->characteristic = is_characteristic(tray);
	return STATUS_OK;
}

static enum status load_cut(struct loading *loading, const struct yaml_node *node,
			    const struct pack_measure *measure, struct pack_axis *out)
{
	if (measure->of == NULL)
		return load_own_cut(loading, node, measure, out);
	out->kind = PACK_AXIS_FACT;
	TRY(load_told(loading, node, measure->of, &out->fact));
	out->characteristic = is_characteristic(out->fact.field);
	if (out->fact.field->type == PACK_TYPE_CODE || out->fact.field->type == PACK_TYPE_BOOLEAN)
		return STATUS_OK;
	return mistaken(loading, node, "has no closed list of values",
			"name a code, or a yes or no");
}

static enum status load_cuts(struct loading *loading, const struct yaml_node *list,
			     struct pack_measure *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct pack_axis *all = arena_new_array(loading->arena, struct pack_axis, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_cut(loading, list->nodes[i], out, &all[i]));
	out->cuts = all;
	out->cut_count = count;
	return STATUS_OK;
}

static enum status load_time(struct loading *loading, const struct yaml_node *node,
			     struct pack_measure *out)
{
	static const char *const words[] = { "told", "recorded" };
	const struct yaml_node *at = yaml_get(node, "at");
	const struct yaml_node *time = yaml_get(node, "time");
	unsigned word = 0;
	TRY(load_day(loading, at, out->of, &out->at));
	if ((at == NULL) != (time == NULL))
		return mistaken(loading, at != NULL ? at : time,
				"stands without the other of `at` and `time`",
				"name the field under `at`, and under `time` told or recorded");
	if (time != NULL)
		TRY(load_word(loading, time, words, 2, &word));
	out->recorded = word == 1;
	return STATUS_OK;
}

static enum status load_counts(struct loading *loading, const struct yaml_node *node,
			       struct pack_measure *out)
{
	static const char *const words[] = { "records", "people", "days" };
	const struct yaml_node *counts = yaml_get(node, "counts");
	const struct yaml_node *from = yaml_get(node, "from"), *until = yaml_get(node, "until");
	unsigned word = PACK_COUNTS_RECORDS;
	if (counts != NULL)
		TRY(load_word(loading, counts, words, 3, &word));
	out->counts = word;
	TRY(load_day(loading, from, out->of, &out->from));
	TRY(load_day(loading, until, out->of, &out->until));
	if (word == PACK_COUNTS_DAYS && from == NULL)
		return mistaken(loading, counts, "have no beginning",
				"name the field under `from`");
	if (word != PACK_COUNTS_DAYS && (from != NULL || until != NULL))
		return mistaken(loading, from != NULL ? from : until,
				"is of days, which are not counted",
				"write `counts: days`, or leave it out");
	return STATUS_OK;
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* Does the name stand in the text, as a whole word? */
static bool is_named(struct text text, struct text name)
{
	for (size_t at = 0; (at = text_find(text, name, at)) != SIZE_MAX; at++) {
		size_t end = at + name.length;
		if ((at == 0 || !is_name_byte(text.at[at - 1])) &&
		    (end == text.length || !is_name_byte(text.at[end])))
			return true;
	}
	return false;
}

/* A condition may name a field of a list without its type, so that the name alone counts. */
static bool asks_characteristic(const struct pack *pack, struct text text)
{
	for (size_t i = 0; i < pack->record_count; i++)
		for (size_t f = 0; f < pack->records[i].field_count; f++) {
			const struct pack_field *field = &pack->records[i].fields[f];
			if (is_characteristic(field) && is_named(text, field->name))
				return true;
		}
	return false;
}

static bool tells_characteristic(const struct loading *loading, const struct pack_measure *it)
{
	const struct pack_fact *days[] = { &it->at, &it->from, &it->until };
	for (size_t i = 0; i < 3; i++)
		if (days[i]->field != NULL && is_characteristic(days[i]->field))
			return true;
	return it->where != NULL && asks_characteristic(loading->pack, it->where->text);
}

static enum status load_least(struct loading *loading, const struct yaml_node *node,
			      struct pack_measure *out)
{
	bool needs = tells_characteristic(loading, out), cut = false;
	for (size_t i = 0; i < out->cut_count; i++)
		cut = cut || out->cuts[i].characteristic;
	for (size_t i = 0; node != NULL && i < node->text.length; i++) {
		char c = node->text.at[i];
		if (c < '0' || c > '9' || i == 5)
			return mistaken(loading, node, "is no number of people",
					"write a whole number");
		out->least = out->least * 10 + (c - '0');
	}
	if (node != NULL && (needs || cut) && out->least < PACK_LEAST_PEOPLE)
		return mistaken(loading, node,
				"is too few where a characteristic of people is told",
				"write 10 or more, or leave it out");
	if (needs && out->least < PACK_LEAST_PEOPLE)
		out->least = PACK_LEAST_PEOPLE;
	return STATUS_OK;
}

static enum status load_measure(struct loading *loading, const struct yaml_node *node,
				struct pack_measure *out)
{
	const struct yaml_node *where = yaml_get(node, "where");
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->means = yaml_text(node, "means");
	out->source = yaml_text(node, "source");
	out->estimate = yaml_text(node, "estimate");
	TRY(load_of(loading, yaml_get(node, "of"), out));
	if (where != NULL && out->of == NULL)
		return mistaken(loading, where, "is asked of records alone",
				"choose by the fields under `only`");
	TRY(load_condition(loading, where, out->of, &out->where));
	TRY(load_only(loading, yaml_get(node, "only"), out));
	TRY(load_counts(loading, node, out));
	TRY(load_time(loading, node, out));
	TRY(load_cuts(loading, yaml_get(node, "cut"), out));
	return load_least(loading, yaml_get(node, "least"), out);
}

/* Behind those of other packs. */
enum status load_measures(struct loading *loading, const struct yaml_node *root)
{
	struct pack *pack = loading->pack;
	const struct yaml_node *table = yaml_get(root, "measures");
	size_t count = pack->measure_count;
	struct pack_measure *all =
		arena_new_array(loading->arena, struct pack_measure, count + table->count + 1);
	if (count != 0)
		memcpy(all, pack->measures, count * sizeof *all);
	for (size_t i = 0; i < table->count; i++)
		TRY(load_measure(loading, table->nodes[i], &all[count + i]));
	loading->measures_from = count;
	pack->measures = all;
	pack->measure_count = count + table->count;
	return STATUS_OK;
}
