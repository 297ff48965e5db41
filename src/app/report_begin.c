/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is made of, and whether the actor may see it. */
#include "app/reach.h"
#include "app/report_internal.h"

static void add_fact(struct arena *arena, struct report_facts *facts, const struct pack_fact *fact)
{
	if (fact->field != NULL)
		list_push(arena, facts, *fact);
}

static void add_axis(struct arena *arena, struct report_facts *facts, const struct pack *pack,
		     const struct pack_axis *axis)
{
	bool tray = axis->kind == PACK_AXIS_OWN && pack_own_fields[axis->own].kind == PACK_OWN_TRAY;
	add_fact(arena, facts, tray ? &pack->teams.by : &axis->fact);
}

/* The fields that the figures rest on, but for conditions. */
void report_facts(struct arena *arena, const struct pack *pack, const struct pack_table *table,
		  struct report_facts *out)
{
	add_axis(arena, out, pack, &table->rows);
	add_axis(arena, out, pack, &table->columns);
	for (size_t i = 0; i < table->measures.count; i++) {
		add_fact(arena, out, &table->measures.at[i]->at);
		add_fact(arena, out, &table->measures.at[i]->from);
		add_fact(arena, out, &table->measures.at[i]->until);
	}
}

/* A condition may name any field that the rules may read. */
static bool is_in_reach(const struct caseload *caseload, const struct pack_table *table,
			const struct report_facts *facts)
{
	const struct app *app = caseload->app;
	for (size_t i = 0; i < facts->count; i++)
		if (!reach_sees(app, caseload->pack, facts->at[i].record, facts->at[i].field))
			return false;
	for (size_t i = 0; i < table->measures.count; i++)
		if (table->measures.at[i]->where != NULL && !reach_sees_inputs(app, caseload->pack))
			return false;
	return true;
}

enum status report_may(struct caseload *caseload, const struct pack_table *table,
		       const struct report_facts *facts, struct error *error)
{
	if (is_in_reach(caseload, table, facts))
		return STATUS_OK;
	error_set(error, STATUS_REFUSED, "this report tells of fields that your role does not see");
	return error_remedy(error, "ask who may see them; `permissions` of the pack says who");
}

static int64_t least_of(const struct pack_table *table)
{
	int64_t least = table->characteristic ? PACK_LEAST_PEOPLE : 0;
	for (size_t i = 0; i < table->measures.count; i++)
		if (table->measures.at[i]->least > least)
			least = table->measures.at[i]->least;
	return least;
}

static struct text day_of(struct arena *arena, const struct pack_measure *measure)
{
	if (measure->of == NULL)
		return text_from(pack_measured_words[measure->measured].day);
	if (measure->at.field == NULL)
		return TEXT("no day: as it stands now");
	return text_format(arena, "%.*s, %s", TEXT_ARG(measure->at.field->label),
			   measure->recorded ? "by the day on which that was recorded here"
					     : "as told by the source");
}

struct reporting report_begin(struct caseload *caseload, const struct pack_table *table,
			      struct report *out)
{
	char day[CLOCK_TEXT_SIZE];
	struct reporting it = { .caseload = caseload,
				.out = out,
				.arena = caseload->arena,
				.as_of = clock_today(&caseload->app->clock) };
	clock_print_day(it.as_of, day);
	*out = (struct report){ .table = table,
				.rows_label = report_axis_label(&table->rows),
				.as_of = text_copy(it.arena, text_from(day)),
				.made_at = app_now_in(it.arena),
				.least = least_of(table) };
	for (size_t i = 0; i < table->measures.count; i++) {
		const struct pack_measure *measure = table->measures.at[i];
		list_push(it.arena, &out->definitions,
			  (struct report_definition){ measure, day_of(it.arena, measure) });
	}
	return it;
}
