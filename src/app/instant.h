/* SPDX-License-Identifier: Apache-2.0 */
/* Date-times as instants: microseconds since 1970-01-01T00:00:00Z. */
#ifndef REMIT_APP_INSTANT_H
#define REMIT_APP_INSTANT_H

#include "os/clock.h"

#include <dmn.h>

/* False when it is none, or one in a named time zone. One without an offset is in UTC; what is
 * finer than a microsecond is cut off. */
bool instant_of(struct arena *arena, dmn_value value, int64_t *micros);
/* A date-time in UTC. */
dmn_value instant_value(struct arena *arena, int64_t micros);
/* Now for the program: the real instant, or midnight in UTC of the date that was set. */
int64_t instant_now(const struct clock *clock);

#endif
