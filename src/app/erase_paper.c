/* SPDX-License-Identifier: Apache-2.0 */
/* An erasure's certificate on paper: what its JSON says. */
#include "app/person_internal.h"
#include "app/retention.h"

static void lay_list(struct document *document, struct arena *arena, const char *title,
		     dmn_value rows)
{
	document_section(document, text_from(title));
	for (size_t i = 0; i < rows.count; i++) {
		dmn_value row = dmn_list_at(rows, i);
		document_row(document, person_text(arena, dmn_context_at(row, 0, NULL, NULL)),
			     person_in_line(arena, row, 1), TEXT(""));
	}
}

void certificate_document(struct caseload *caseload, const struct certificate *it,
			  struct document *document)
{
	struct arena *arena = caseload->arena;
	dmn_value value = dmn_null();
	dmn_from_json(arena, it->json.at, it->json.length, &value);
	*document = document_new(arena, TEXT("en-GB"), TEXT("Certificate of erasure"));
	document->subtitle = text_format(arena, "Erasure %lld", (long long)it->id);
	document->author = caseload->pack->owner;
	document->header = caseload->pack->title;
	document->footer = document->subtitle;
	document->day = clock_today(&caseload->app->clock);
	document_section(document, TEXT("What was done"));
	for (size_t i = 0; i < dmn_context_count(value); i++) {
		dmn_value member = dmn_context_at(value, i, NULL, NULL);
		if (!person_is_nested(member))
			document_row(document, person_label(arena, person_name_at(value, i)),
				     person_text(arena, member), TEXT(""));
	}
	document_row(document, TEXT("The database's files were rid of it"),
		     it->purged_at.length != 0 ? app_instant(arena, it->purged_at)
					       : TEXT("not yet"),
		     TEXT(""));
	document_row(document, TEXT("Traces in the files"), it->trace, TEXT(""));
	lay_list(document, arena, "Under which rules", dmn_context_get(value, "rules"));
	lay_list(document, arena, "What was erased", dmn_context_get(value, "erased"));
}
