/* SPDX-License-Identifier: Apache-2.0 */
/* A report in words. */
#include "app/report.h"
#include "letter/written.h"

#include <stdlib.h>

size_t report_notes(struct arena *arena, const struct pack *pack, const struct report *report,
		    struct text notes[REPORT_NOTES_MOST])
{
	size_t count = 0;
	if (report->table->note.length != 0)
		notes[count++] = report->table->note;
	struct text as_of = written_date(arena, report->as_of);
	struct text made_at = app_instant(arena, report->made_at);
	notes[count++] = text_format(
		arena,
		"As of %.*s, from what was on record on %.*s. Version %.*s of the pack %.*s.",
		TEXT_ARG(as_of), TEXT_ARG(made_at), TEXT_ARG(pack->version), TEXT_ARG(pack->name));
	notes[count++] = TEXT("No restricted case is counted, whoever reads this.");
	if (report->least != 0)
		notes[count++] =
			text_format(arena, "No group of fewer than %lld people is told of%s",
				    (long long)report->least,
				    report->withheld != 0 ? ", nor what would tell it: both are "
							    "withheld, and totals with them."
							  : ".");
	if (report->undated != 0)
		notes[count++] = text_format(
			arena, "%lld without a day stand%s in no period and in no total.",
			(long long)report->undated, report->undated == 1 ? "s" : "");
	return count;
}

struct text report_figure_text(struct arena *arena, const struct report_column *column,
			       const struct report_figure *figure)
{
	long long tenths = (long long)figure->tenths;
	if (figure->withheld)
		return TEXT("withheld");
	if (!figure->known)
		return TEXT("none");
	if (!column->has_tenths)
		return text_format(arena, "%lld", tenths / 10);
	return text_format(arena, "%s%lld.%lld", tenths < 0 ? "-" : "", llabs(tenths) / 10,
			   llabs(tenths) % 10);
}
