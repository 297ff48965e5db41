/* SPDX-License-Identifier: Apache-2.0 */
/* Time zones: what a zone file (RFC 8536) of the host says about offsets from UTC. Read once a run.
 * UTC under its usual names needs no file. */
#ifndef REMIT_FEEL_ZONE_H
#define REMIT_FEEL_ZONE_H

#include "feel/run.h"

struct zone;

/* The zone of that IANA name; NULL when the host has none or its file is damaged. */
const struct zone *zone_find(struct run *run, struct text name);

/* Seconds east of UTC at an instant (seconds since 1970-01-01T00:00:00Z). */
int32_t zone_offset_at(const struct zone *zone, int64_t instant);

/* ... at a local time (seconds since 1970-01-01T00:00:00 on the zone's clocks). Where clocks go
 * back the first of the two; where they go forward, the offset before the jump. */
int32_t zone_offset_local(const struct zone *zone, int64_t local);

/* The offset without summer time by the zone's newest rule: for a time of day without a date. */
int32_t zone_offset_standard(const struct zone *zone);

#endif
