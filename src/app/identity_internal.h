/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of identities share. */
#ifndef REMIT_APP_IDENTITY_INTERNAL_H
#define REMIT_APP_IDENTITY_INTERNAL_H

#include "app/identity.h"

/* In the present transaction: *put is false when account or subject is linked already. */
enum status identity_put(struct app *app, const struct identity *it, const char *how, bool *put,
			 struct error *error) MUST_USE;
struct text identity_detail(struct arena *arena, const struct identity *it);

#endif
