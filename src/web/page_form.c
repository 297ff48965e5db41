/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form: as a page to read and print, and as PDF. */
#include "app/form.h"
#include "web/item_page.h"

enum status page_form(struct visit *visit)
{
	struct text html;
	TRY(form_write(&visit->app, visit->numbers[0], &html, visit->error));
	visit->response->status = 200;
	visit->response->type = "text/html; charset=utf-8";
	visit->response->body = html;
	return STATUS_OK;
}

enum status page_form_pdf(struct visit *visit)
{
	return page_form(visit);
}
