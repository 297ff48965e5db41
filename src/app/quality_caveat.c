/* SPDX-License-Identifier: Apache-2.0 */
/* What is known to be wrong with fields that a report uses: it goes with the report. */
#include "app/quality_internal.h"

#include "base/builder.h"
#include "letter/written.h"

static bool is_used(const struct pack_fact *facts, size_t count, const struct quality_count *it)
{
	for (size_t i = 0; i < count; i++)
		if (facts[i].record == it->record && facts[i].field == it->field)
			return true;
	return false;
}

static const struct quality_issue *issue_of(const struct quality_issues *issues,
					    const struct quality_count *count, struct arena *arena)
{
	struct text name = text_format(arena, "%.*s.%.*s", TEXT_ARG(count->record->name),
				       TEXT_ARG(count->field->name));
	for (size_t i = 0; i < issues->count; i++) {
		const struct quality_issue *it = &issues->at[i];
		if (it->closed_at.length == 0 && text_equal(it->name, name) &&
		    text_equal(it->source, count->source) &&
		    text_is(it->dimension, quality_dimension_word(count->dimension)))
			return it;
	}
	return NULL;
}

static struct text sentence(struct arena *arena, const struct quality_count *it,
			    const struct quality_issue *issue)
{
	struct builder out = builder_new(arena);
	builder_add_format(&out, "%.*s (%.*s): %s, %lld of %lld", TEXT_ARG(it->field->label),
			   TEXT_ARG(it->source), quality_dimension_meaning(it->dimension),
			   (long long)it->wrong, (long long)it->of);
	if (issue != NULL)
		builder_add_format(&out, "; to be mended by %.*s: %.*s",
				   TEXT_ARG(written_date(arena, issue->due)),
				   TEXT_ARG(issue->what));
	return builder_text(&out);
}

enum status quality_caveats(struct caseload *caseload, const struct pack_fact *facts, size_t count,
			    struct quality_caveats *out, struct error *error)
{
	struct quality_report report;
	struct quality_issues issues = { 0 };
	struct arena *arena = caseload->arena;
	*out = (struct quality_caveats){ 0 };
	TRY(quality_read_report(caseload, &report, error));
	out->as_of = report.as_of;
	if (report.as_of.length != 0)
		TRY(quality_issues(caseload, &issues, error));
	for (size_t i = 0; i < report.counts.count; i++) {
		const struct quality_count *it = &report.counts.at[i];
		if (it->wrong == 0 || !is_used(facts, count, it))
			continue;
		list_push(arena, out, sentence(arena, it, issue_of(&issues, it, arena)));
	}
	return STATUS_OK;
}
