/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form of a review, as HTML: facts filled with their source and date, judgements only
 * from what a person wrote. It does not show the recommendation. */
#ifndef REMIT_APP_FORM_H
#define REMIT_APP_FORM_H

#include "app/item.h"

enum status form_write(struct app *app, int64_t item_id, struct text *html,
		       struct error *error) MUST_USE;

#endif
