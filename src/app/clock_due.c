/* SPDX-License-Identifier: Apache-2.0 */
/* A cycle that has run out, with what the law then does; one that is warned of; and one that has
 * been overdue so long that another grade is told. */
#include "app/clock_internal.h"
#include "app/law.h"
#include "app/run.h"

/* Its effects of law; *changed when there was one. */
static enum status apply_effects(struct clock_running *it, const struct clock_cycle *cycle,
				 const struct assembled_row *row, bool *changed,
				 struct error *error)
{
	const struct pack *pack = it->clocks->caseload->pack;
	for (size_t i = 0; i < pack->effect_count; i++) {
		const struct pack_effect *effect = &pack->effects[i];
		if (effect->clock != cycle->clock)
			continue;
		if (!law_is_free(it->batch, effect, row)) {
			it->report->disputed +=
				row->row.values[effect->sets.field->index].kind == DMN_NULL;
			continue;
		}
		char day[CLOCK_TEXT_SIZE];
		int64_t at = clock_instant(cycle->due_at);
		struct text value = text_slice(cycle->due_at, 0, 19);
		value = text_format(it->batch->arena, "%.*sZ", TEXT_ARG(value));
		if (effect->sets.field->type == PACK_TYPE_DATE) {
			int64_t local = work_zone_local(&it->clocks->work_zone, at);
			clock_print_day(local / 86400 - (local % 86400 < 0), day);
			value = cycle->due_on.length != 0 ? cycle->due_on : text_from(day);
		}
		TRY(law_effect(it->batch, effect, row, value, error));
		it->report->effects++;
		*changed = true;
	}
	return STATUS_OK;
}

enum status clock_fall_due(struct clock_running *it, struct clock_cycle *cycle,
			   struct assembled_row *row, struct error *error)
{
	struct app *app = it->clocks->caseload->app;
	struct run_report report;
	bool changed = false;
	struct clock_plan plan;
	clock_plan_overdue(it->clocks, cycle, &plan);
	it->report->due++;
	if (pack_letter_on_clock(it->clocks->caseload->pack, cycle->clock->name) != NULL)
		list_push(it->clocks->caseload->arena, &it->late, cycle->id);
	TRY(clock_move(it->clocks, cycle, &plan, app_now(app), error));
	TRY(clock_log(it->clocks, cycle, USE_CLOCK_DUE, row, clock_instant(cycle->due_at), TEXT(""),
		      error));
	TRY(apply_effects(it, cycle, row, &changed, error));
	return changed ? run_family(it->clocks->caseload, row->row.root, &report, error)
		       : STATUS_OK;
}

/* A warning is given; one whose due time has passed as well is passed over. */
enum status clock_warn(struct clock_running *it, struct clock_cycle *cycle,
		       struct assembled_row *row, struct error *error)
{
	struct clock_facts facts;
	struct clock_plan plan;
	int64_t at = clock_instant(cycle->next_at);
	bool late = clock_instant(cycle->due_at) <= it->clocks->now;
	cycle->warned++;
	clock_read_facts(it->clocks, cycle->clock, row, &facts);
	clock_plan(it->clocks, &facts, cycle, &plan);
	cycle->warned = -1;
	TRY(clock_move(it->clocks, cycle, &plan, cycle->fired_at, error));
	it->report->warned += !late;
	return late ? STATUS_OK
		    : clock_log(it->clocks, cycle, USE_CLOCK_WARN, row, at, TEXT(""), error);
}

enum status clock_escalate(struct clock_running *it, struct clock_cycle *cycle,
			   struct assembled_row *row, struct error *error)
{
	struct clock_plan plan;
	int64_t at = clock_instant(cycle->next_at);
	const struct pack_grade *to = cycle->clock->escalates[cycle->escalated++];
	clock_plan_overdue(it->clocks, cycle, &plan);
	cycle->escalated = -1;
	TRY(clock_move(it->clocks, cycle, &plan, cycle->fired_at, error));
	it->report->escalated++;
	return clock_log(it->clocks, cycle, USE_CLOCK_ESCALATE, row, at, to->name, error);
}
