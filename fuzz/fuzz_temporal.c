/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a date, time, duration: what is read is printed and read again as the same value,
 * and arithmetic with it stays inside its type. */
#include "host.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

/* One zone with a summer time, in a file of version 1: UTC-1, from 1972 on UTC. */
static bool one_zone(void *user, const char *name, const void **at, size_t *size)
{
	static const unsigned char file[] = {
		'T', 'Z', 'i', 'f',  0,	   0,	0,   0,	   0,	 0,    0,    0,	  0, 0,
		0,   0,	  0,   0,    0,	   0,	0,   0,	   0,	 0,    0,    0,	  0, 0,
		0,   0,	  0,   0,    0,	   0,	0,   1,	   0,	 0,    0,    2,	  0, 0,
		0,   8,	  3,   0xC2, 0x67, 0,	1,   0xFF, 0xFF, 0xF1, 0xF0, 0,	  0, 0,
		0,   0,	  0,   0,    4,	   'A', 'A', 'A',  0,	 'B',  'B',  'B', 0,
	};
	(void)user;
	*at = file;
	*size = sizeof file;
	return strcmp(name, "Europe/Lisbon") == 0;
}

static void expect_same(struct arena *arena, enum dmn_kind kind, dmn_value value)
{
	size_t size;
	const char *text = dmn_text(arena, value, &size);
	dmn_value again = dmn_temporal(arena, kind, text, size);
	if (again.kind != value.kind || !dmn_equal(value, again)) {
		/* A named zone needs the host, which dmn_temporal has not. */
		if (memchr(text, '@', size) == NULL)
			abort();
	}
}

static void calculate(struct arena *arena, const struct dmn_host *host, const char *text,
		      size_t size)
{
	static const char *const names[] = { "t" };
	static const char expression[] =
		"for a in [date(t), time(t), date and time(t), duration(t)] return [string(a), -a, "
		"a + @\"P1M\", a - @\"PT0.000000001S\", a + a, a - a, a * 3, a / 7, a.year, "
		"a.weekday, a.time offset, a.timezone, a.days, a.seconds, a.months, "
		"week of year(a), day of year(a), a < a, is(a, a), abs(a), date(a), time(a), "
		"years and months duration(a, @\"2024-02-29\"), a / a, @\"2024-02-29\" - a]";
	dmn_value values[] = { dmn_string(arena, text, size) };
	dmn_value context = dmn_context(arena, names, values, 1);
	dmn_value list = dmn_feel(host, arena, expression, sizeof expression - 1, context, false);
	dmn_to_json(arena, list, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct dmn_host host = fuzz_host;
	host.zone = one_zone;
	struct arena *arena = dmn_arena_new(host.most_bytes);
	if (arena == NULL)
		return 0;
	for (enum dmn_kind kind = DMN_DATE; kind <= DMN_MONTHS_DURATION; kind++) {
		dmn_value value = dmn_temporal(arena, kind, (const char *)at, size);
		if (value.kind != DMN_NULL)
			expect_same(arena, kind, value);
	}
	calculate(arena, &host, (const char *)at, size);
	dmn_arena_free(arena);
	return 0;
}
