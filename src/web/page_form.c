/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form: as a page to read and print, and as PDF. */
#include "app/form.h"
#include "exchange/pdf.h"
#include "web/item_page.h"

enum status page_form(struct visit *visit)
{
	struct document document;
	TRY(form_document(&visit->app, visit->numbers[0], &document, visit->error));
	visit->response->status = 200;
	visit->response->type = "text/html; charset=utf-8";
	visit->response->body = document_html(&document);
	return STATUS_OK;
}

enum status page_form_pdf(struct visit *visit)
{
	struct document document;
	struct text bytes;
	TRY(form_document(&visit->app, visit->numbers[0], &document, visit->error));
	TRY(pdf_write(visit->arena, &document, &bytes, visit->error));
	visit->response->status = 200;
	visit->response->type = "application/pdf";
	visit->response->body = bytes;
	return STATUS_OK;
}
