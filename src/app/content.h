/* SPDX-License-Identifier: Apache-2.0 */
/* Texts kept once by their SHA-256: inputs, results, pack files. */
#ifndef REMIT_APP_CONTENT_H
#define REMIT_APP_CONTENT_H

#include "app/app.h"

/* Keep a text; the same text gives the same number. In a transaction. */
enum status content_put(struct app *app, struct text body, int64_t *id,
			struct error *error) MUST_USE;
/* The same, by who has its digest already. */
enum status content_put_known(struct app *app, struct text body, const struct digest *digest,
			      int64_t *id, struct error *error) MUST_USE;

#endif
