/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's record under the Algorithmic Transparency Recording Standard, for everybody. */
#include "app/transparency.h"
#include "letter/written.h"
#include "web/rules.h"

#include <string.h>

/* Rows of one section from `at`; gives the first of the next. */
static size_t show_section(struct visit *visit, const struct transparency *record, size_t at)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, record->count);
	const char *section = record->at[at].section;
	size_t count = 0;
	for (; at < record->count && strcmp(record->at[at].section, section) == 0; at++) {
		const struct transparency_row *it = &record->at[at];
		rows[count++] = (struct govuk_summary_row){
			.key.text = visit_format(visit, "%s%s%s", it->reference,
						 it->reference[0] != '\0' ? " " : "", it->label),
			.value.text = written_dates(visit->arena, it->value)
		};
	}
	govuk_heading(&visit->html, 2, "m", text_from(section));
	govuk_summary_list(&visit->html, &(struct govuk_summary_list){
						 .rows = rows,
						 .row_count = count,
						 .classes = TEXT("govuk-!-text-break-word") });
	return at;
}

enum status page_rules_record(struct visit *visit)
{
	struct caseload caseload;
	struct transparency record;
	TRY(rules_pack(visit, &caseload));
	TRY(transparency_make(&caseload, &record, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Transparency record",
						.part = "/rules",
						.back = visit_format(visit, "/rules?pack=%.*s",
								     TEXT_ARG(caseload.pack->name)),
						.back_text = "Rules" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Transparency record"));
	govuk_body(
		&visit->html,
		TEXT("This follows the Algorithmic Transparency Recording Standard. It is made, as "
		     "you read it, from the rules in force and from what is on record."));
	for (size_t at = 0; at < record.count;)
		at = show_section(visit, &record, at);
	return visit_page_end(visit);
}
