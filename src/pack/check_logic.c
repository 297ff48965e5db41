/* SPDX-License-Identifier: Apache-2.0 */
/* What the engine's analysis finds in a pack's model. Errors are faults; warnings are told; what is
 * merely to know is counted. */
#include "pack/report.h"

#include <dmn_check.h>

static void report_finding(struct trial *trial, const char *file, const struct dmn_finding *finding)
{
	struct text place = TEXT("");
	if (finding->rule != 0)
		place = text_format(trial->arena, ", rule %u", finding->rule);
	if (finding->weight == DMN_CHECK_ERROR)
		trial->report->faults++;
	report_line(trial, "%s: %s%s%.*s: %s %s (%s)", file,
		    finding->weight == DMN_CHECK_WARNING ? "warning: " : "", finding->decision,
		    TEXT_ARG(place), finding->message, finding->remedy, finding->code);
}

void trial_check_logic(struct trial *trial, const char *file, const struct dmn_model *model)
{
	const struct dmn_check *check = dmn_check_model(model, NULL, trial->arena);
	unsigned notes = 0;
	for (size_t i = 0; check != NULL && i < check->finding_count; i++) {
		notes += check->findings[i].weight == DMN_CHECK_NOTE;
		if (check->findings[i].weight != DMN_CHECK_NOTE)
			report_finding(trial, file, &check->findings[i]);
	}
	if (notes != 0)
		report_line(trial, "%s: %u notes besides: remit dmn check %s", file, notes, file);
}
