/* SPDX-License-Identifier: Apache-2.0 */
/* Which fields the actor sees, alters and takes away, as the pack's `permissions` say: the one
 * place that asks. A value out of reach is not shown as empty but as withheld, whether there is one
 * or not; what a list or a search would tell of it is left out. */
#ifndef REMIT_APP_REACH_H
#define REMIT_APP_REACH_H

#include "app/app.h"

/* What stands in the place of a value. */
#define REACH_WITHHELD TEXT("withheld")

/* May the actor be told the field, the way that app->telling tells? */
bool reach_sees(const struct app *app, const struct pack *pack, const struct pack_record *record,
		const struct pack_field *field);
/* May they enter a value that stands instead? Never of what they do not see. */
bool reach_alters(const struct app *app, const struct pack *pack, const struct pack_record *record,
		  const struct pack_field *field);
/* All that the rules are given? Else nothing is told of what rules say in words of their own, since
 * they may repeat any of it. */
bool reach_sees_inputs(const struct app *app, const struct pack *pack);
/* The labels of inputs that the actor is not told, for a sentence; empty: there are none. */
struct text reach_lacks(const struct app *app, const struct pack *pack, struct arena *arena);

#endif
