/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form of a review: facts filled with their source and date, judgements only from what
 * a person wrote. It does not show the recommendation.
 *
 *	struct document document;
 *	TRY(form_document(app, item_id, &document, error));
 *	html = document_html(&document);                        letter/document.h
 *	TRY(pdf_write(app->arena, &document, &bytes, error));   exchange/pdf.h */
#ifndef REMIT_APP_FORM_H
#define REMIT_APP_FORM_H

#include "app/item.h"
#include "letter/document.h"

/* In the app's arena. The look is on the log before it returns. */
enum status form_document(struct app *app, int64_t item_id, struct document *document,
			  struct error *error) MUST_USE;

#endif
