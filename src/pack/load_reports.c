/* SPDX-License-Identifier: Apache-2.0 */
/* Tables over measures. */
#include "pack/load.h"

#include <string.h>

enum {
	LAST_DEFAULT = 12,
	LAST_MOST = 60
};

static enum status mistaken(struct loading *loading, const struct yaml_node *node, const char *what,
			    const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s", TEXT_ARG(node->text), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

static enum status load_report_measures(struct loading *loading, const struct yaml_node *list,
					struct pack_measures *out)
{
	const struct pack *pack = loading->pack;
	const struct pack_measure **all =
		arena_new_array(loading->arena, const struct pack_measure *, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		for (size_t m = loading->measures_from; m < pack->measure_count; m++)
			if (text_equal(pack->measures[m].name, list->nodes[i]->text))
				all[i] = &pack->measures[m];
		if (all[i] == NULL)
			return mistaken(loading, list->nodes[i], "is no measure",
					"name one of those under `measures`");
		if (all[i]->measured != all[0]->measured)
			return mistaken(loading, list->nodes[i],
					"counts something else than the first",
					"make it a report of its own");
	}
	*out = (struct pack_measures){ all, list->count };
	if (list->count != 0)
		return STATUS_OK;
	return mistaken(loading, list, "is a report of nothing", "name a measure");
}

/* As a pack writes it: record.field, or a word. */
static bool is_called(const struct pack_axis *axis, struct text text)
{
	if (axis->kind == PACK_AXIS_OWN)
		return text_is(text, pack_own_fields[axis->own].word);
	struct text field, record = text_cut(text, '.', &field);
	return text_equal(record, axis->fact.record->name) &&
	       text_equal(field, axis->fact.field->name);
}

static const struct pack_axis *find_cut(const struct pack_measure *measure, struct text text)
{
	for (size_t i = 0; i < measure->cut_count; i++)
		if (is_called(&measure->cuts[i], text))
			return &measure->cuts[i];
	return NULL;
}

static enum status load_period_axis(struct loading *loading, const struct yaml_node *node,
				    const struct pack_table *report)
{
	for (size_t i = 0; i < report->measures.count; i++)
		if (report->measures.at[i]->of != NULL && report->measures.at[i]->at.field == NULL)
			return mistaken(loading, node,
					"asks for the day of a measure that has none",
					"give the measure `at` and `time`");
	return STATUS_OK;
}

static enum status load_cut_axis(struct loading *loading, const struct yaml_node *node,
				 const struct pack_table *report, struct pack_axis *out)
{
	for (size_t i = 0; i < report->measures.count; i++) {
		const struct pack_axis *cut = find_cut(report->measures.at[i], node->text);
		if (cut == NULL)
			return mistaken(loading, node, "is nothing that each measure is cut by",
					"name month, quarter, year, or what stands under `cut` of "
					"each measure of the report");
		*out = *cut;
	}
	return STATUS_OK;
}

static enum status load_axis(struct loading *loading, const struct yaml_node *node,
			     const struct pack_table *report, struct pack_axis *out)
{
	static const char *const periods[] = { "month", "quarter", "year" };
	*out = (struct pack_axis){ 0 };
	if (node == NULL)
		return STATUS_OK;
	for (unsigned i = 0; i < 3; i++)
		if (text_is(node->text, periods[i])) {
			out->kind = (enum pack_axis_kind)(PACK_AXIS_MONTH + i);
			return load_period_axis(loading, node, report);
		}
	return load_cut_axis(loading, node, report, out);
}

static enum status check_columns(struct loading *loading, const struct yaml_node *node,
				 const struct pack_table *report)
{
	if (node == NULL)
		return STATUS_OK;
	if (report->measures.count > 1 || report->measures.at[0]->counts == PACK_COUNTS_DAYS)
		return mistaken(
			loading, node, "are columns of a report that has columns already",
			"leave them out, or show one measure that counts records or people");
	if (report->rows.kind == PACK_AXIS_NONE)
		return mistaken(loading, node, "are columns without rows",
				"name them under `rows`");
	if (pack_axis_is_period(&report->rows) && pack_axis_is_period(&report->columns))
		return mistaken(loading, node, "is a period, as the rows are",
				"lay one of the two out by a field");
	return STATUS_OK;
}

static enum status load_last(struct loading *loading, const struct yaml_node *node,
			     struct pack_table *out)
{
	out->last = node == NULL ? LAST_DEFAULT : 0;
	for (size_t i = 0; node != NULL && i < node->text.length && i < 3; i++) {
		char c = node->text.at[i];
		out->last =
			c >= '0' && c <= '9' ? out->last * 10 + (unsigned)(c - '0') : LAST_MOST + 1;
	}
	if (out->last >= 1 && out->last <= LAST_MOST)
		return STATUS_OK;
	return mistaken(loading, node, "is no number of periods", "write a number from 1 to 60");
}

static enum status load_report(struct loading *loading, const struct yaml_node *node,
			       struct pack_table *out)
{
	const struct yaml_node *columns = yaml_get(node, "columns");
	out->name = node->name;
	out->title = yaml_text(node, "title");
	out->note = yaml_text(node, "note");
	out->chart = yaml_is_yes(node, "chart");
	TRY(load_report_measures(loading, yaml_get(node, "measures"), &out->measures));
	TRY(load_axis(loading, yaml_get(node, "rows"), out, &out->rows));
	TRY(load_axis(loading, columns, out, &out->columns));
	TRY(check_columns(loading, columns, out));
	out->characteristic = out->rows.characteristic || out->columns.characteristic;
	return load_last(loading, yaml_get(node, "last"), out);
}

/* Behind those of other packs. */
enum status load_reports(struct loading *loading, const struct yaml_node *root)
{
	struct pack *pack = loading->pack;
	const struct yaml_node *table = yaml_get(root, "reports");
	size_t count = pack->report_count;
	struct pack_table *all =
		arena_new_array(loading->arena, struct pack_table, count + table->count + 1);
	if (count != 0)
		memcpy(all, pack->reports, count * sizeof *all);
	for (size_t i = 0; i < table->count; i++) {
		if (pack_find_report(pack, table->nodes[i]->name) != NULL)
			return mistaken(loading, table->nodes[i]->nodes[0],
					"is of a report whose name another pack has given",
					"give it another name");
		TRY(load_report(loading, table->nodes[i], &all[count + i]));
	}
	pack->reports = all;
	pack->report_count = count + table->count;
	return STATUS_OK;
}
