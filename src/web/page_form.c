/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form: as a page to read and print, and as PDF. */
#include "app/form.h"
#include "exchange/pdf.h"
#include "web/item_page.h"
#include "web/paper.h"

enum status page_form(struct visit *visit)
{
	struct document document;
	TRY(form_document(&visit->app, visit->numbers[0], &document, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Form",
						.part = "/worklist",
						.back = visit_format(visit, "/items/%lld",
								     (long long)visit->numbers[0]),
						.back_text = "Back to the task list" });
	govuk_caption(&visit->html, "l", document.subtitle);
	govuk_heading(&visit->html, 1, "l", document.title);
	visit_link(visit, "The form as PDF",
		   visit_format(visit, "/items/%lld/form.pdf", (long long)visit->numbers[0]));
	paper_show(visit, &document);
	return visit_page_end(visit);
}

enum status page_form_pdf(struct visit *visit)
{
	visit->app.telling = APP_EXPORTS;
	struct document document;
	struct text bytes;
	TRY(form_document(&visit->app, visit->numbers[0], &document, visit->error));
	TRY(pdf_write(visit->arena, &document, &bytes, visit->error));
	visit->response->status = 200;
	visit->response->type = "application/pdf";
	visit->response->body = bytes;
	return STATUS_OK;
}
