/* SPDX-License-Identifier: Apache-2.0 */
/* What is due to be erased and what keeps it, and the certificates of what was. */
#include "app/retention.h"
#include "exchange/pdf.h"
#include "web/words.h"

static const char *keeper_of(const struct retention_case *it)
{
	return it->is_held     ? "A legal hold keeps it"
	       : it->is_merged ? "It is read with another record"
	       : it->is_open   ? "Work on it is not done"
	       : it->asks      ? "Waits for a person to confirm"
			       : "Goes with the next run";
}

static void show_rules(struct visit *visit, const struct pack *pack)
{
	for (size_t i = 0; i < pack->retention_count; i++) {
		const struct pack_retention *rule = &pack->retention[i];
		govuk_body(
			&visit->html,
			visit_format(visit, "%.*s (%.*s)%s", TEXT_ARG(rule->label),
				     TEXT_ARG(rule->source),
				     rule->invented ? ". Nobody has published this period." : "."));
	}
	if (pack->retention_count == 0)
		govuk_body(&visit->html, TEXT("This work has no rule: everything is kept."));
}

/* Who may erase is led to where it is confirmed. */
static struct html_part case_cell(struct visit *visit, const struct pack *pack,
				  const struct retention_case *it)
{
	struct html part = html_part_begin(&visit->html);
	if (retention_keeps(it) || !app_can(&visit->app, USE_ERASE, pack))
		html_text(&part, it->reference);
	else
		govuk_link(&part,
			   &(struct govuk_link){ .text = visit_format(visit, "%.*s: erase",
								      TEXT_ARG(it->reference)),
						 .href = visit_format(visit, "/cases/%lld/erase",
								      (long long)it->root_id) });
	return html_part_end(&part);
}

static void show_due(struct visit *visit, const struct pack *pack,
		     const struct retention_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Case") },
					    { .text = TEXT("Kept until") },
					    { .text = TEXT("What keeps it now") } };
	struct govuk_table table = { .caption = TEXT("Cases whose period has run"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 3 };
	if (list->count == 0) {
		govuk_body(&visit->html, TEXT("No case is due."));
		return;
	}
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct govuk_cell cells[] = {
			{ .html = case_cell(visit, pack, &list->at[i]) },
			{ .text = written_date(visit->arena,
					       visit_day(visit, list->at[i].kept_until)) },
			{ .text = text_from(keeper_of(&list->at[i])) }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static void show_certificates(struct visit *visit, const struct certificate_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Certificate") },
					    { .text = TEXT("Erased") },
					    { .text = TEXT("By") },
					    { .text = TEXT("Traces in the files") } };
	struct govuk_table table = { .caption = TEXT("What was erased"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 4 };
	if (list->count == 0)
		return;
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct certificate *it = &list->at[i];
		struct html part = html_part_begin(&visit->html);
		govuk_link(&part, &(struct govuk_link){
					  .text = visit_format(visit, "Certificate %lld (PDF)",
							       (long long)it->id),
					  .href = visit_format(visit, "/retention/%lld",
							       (long long)it->id) });
		const struct govuk_cell cells[] = {
			{ .html = html_part_end(&part) },
			{ .text = words_instant(visit, it->erased_at) },
			{ .text = it->actor },
			{ .text = it->purged_at.length != 0 ? it->trace : TEXT("Not purged yet") }
		};
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
}

enum status page_retention(struct visit *visit)
{
	struct caseload caseload;
	struct retention_list due;
	struct certificate_list certificates;
	TRY(visit_pack(visit, &caseload));
	TRY(retention_due(&caseload, &due, visit->error));
	TRY(certificate_list(&caseload, &certificates, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Retention", .part = "/retention" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Retention"));
	show_rules(visit, caseload.pack);
	show_due(visit, caseload.pack, &due);
	show_certificates(visit, &certificates);
	return visit_page_end(visit);
}

enum status page_certificate(struct visit *visit)
{
	struct caseload caseload;
	struct certificate it;
	struct document document;
	TRY(visit_pack(visit, &caseload));
	TRY(certificate_read(&caseload, visit->numbers[0], &it, visit->error));
	certificate_document(&caseload, &it, &document);
	TRY(pdf_write(visit->arena, &document, &visit->response->body, visit->error));
	visit->response->status = 200;
	visit->response->type = "application/pdf";
	return STATUS_OK;
}
