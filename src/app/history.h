/* SPDX-License-Identifier: Apache-2.0 */
/* What a record was before it was changed. */
#ifndef REMIT_APP_HISTORY_H
#define REMIT_APP_HISTORY_H

#include "app/app.h"
#include "store/typed.h"

/* The values of `before` go to the history, ended at `now`. In a transaction. */
enum status history_keep(struct app *app, struct arena *arena, const struct record_shape *shape,
			 const struct typed_row *before, struct text now,
			 struct error *error) MUST_USE;

#endif
