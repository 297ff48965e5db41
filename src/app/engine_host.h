/* SPDX-License-Identifier: Apache-2.0 */
/* What the engine may ask of this machine: the time, and time-zone files. */
#ifndef REMIT_APP_ENGINE_HOST_H
#define REMIT_APP_ENGINE_HOST_H

#include "base/map.h"
#include "os/clock.h"

#include <dmn.h>

struct engine_host {
	struct dmn_host host; /* give this to the engine; &engine_host must stay where it is */
	struct arena *arena;
	struct map zones;
	struct clock
		clock; /* when set, now() is midnight UTC of that day: a replay sees the same */
};

/* Zone files are kept in `arena`. Not to be shared by threads. */
void engine_host_init(struct engine_host *engine_host, struct arena *arena);

/* The version of this machine's time-zone files ("2025b"), or "unknown". */
struct text engine_host_zone_version(struct arena *arena);

#endif
