/* SPDX-License-Identifier: Apache-2.0 */
/* What a run's report counts of each record. */
#include "app/run_internal.h"

static void count_problem(struct running *running, const struct dmn_problem *problem)
{
	struct run_report *report = running->report;
	if (problem == NULL)
		return;
	if (report->problems++ == 0)
		report->first_problem =
			text_format(running->caseload->arena, "%s in '%s': %s", problem->code,
				    problem->element, problem->message);
}

static void count_outcome(struct running *running, const struct verdict *verdict)
{
	struct run_report *report = running->report;
	report->in_scope += verdict->in_scope;
	report->abstained += verdict->in_scope && verdict->abstains;
	if (!verdict->in_scope)
		return;
	for (size_t i = 0; i < report->outcomes.count; i++) {
		if (text_equal(report->outcomes.at[i].outcome, verdict->outcome)) {
			report->outcomes.at[i].count++;
			return;
		}
	}
	struct arena *arena = running->caseload->arena;
	list_push(arena, &report->outcomes,
		  (struct run_count){ text_copy(arena, verdict->outcome), 1 });
}

void run_count_record(struct running *running, const struct verdict *verdict)
{
	count_outcome(running, verdict);
	count_problem(running, verdict->problem);
	running->report->cases++;
}
