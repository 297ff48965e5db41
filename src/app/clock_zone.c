/* SPDX-License-Identifier: Apache-2.0 */
/* The time of day of the pack's place. The engine knows time zones, and is asked in FEEL; what it
 * says of a quarter of an hour is kept, since offsets change between two of them. */
#include "app/clock_internal.h"

#include "base/civil.h"

enum {
	QUARTER = 900,
	DAY = 86400,
	KEPT = 4096
};

struct kept_offset {
	int64_t quarter;
	int64_t offset;
	bool is_known;
};

struct clock_zone {
	struct engine_host host;
	struct text name;
	struct arena *scratch;
	struct kept_offset kept[KEPT];
};

#define SINCE_1970 " - date and time(\"1970-01-01T00:00:00Z\")) / duration(\"PT1S\"))"

/* The instant of a date and time's text; false when it is none. */
static bool ask(struct clock_zone *zone, struct text text, int64_t *at)
{
	struct text feel = text_format(zone->scratch, "floor((date and time(\"%.*s\")" SINCE_1970,
				       TEXT_ARG(text));
	dmn_value value =
		dmn_feel(&zone->host.host, zone->scratch, feel.at, feel.length, dmn_null(), false);
	bool is_one = dmn_get_int(value, at);
	arena_reset(zone->scratch);
	return is_one;
}

static int64_t offset_of(struct clock_zone *zone, int64_t local)
{
	int64_t day = local / DAY - (local % DAY < 0);
	int64_t second = local - day * DAY;
	struct civil civil = civil_from_days(day);
	struct text text = text_format(zone->scratch, "%04lld-%02d-%02dT%02lld:%02lld:%02lld@%.*s",
				       (long long)civil.year, civil.month, civil.day,
				       (long long)(second / 3600), (long long)(second / 60 % 60),
				       (long long)(second % 60), TEXT_ARG(zone->name));
	int64_t at;
	return ask(zone, text, &at) ? local - at : 0;
}

static int64_t instant(void *user, int64_t local)
{
	struct clock_zone *zone = user;
	int64_t quarter = local / QUARTER - (local % QUARTER < 0);
	struct kept_offset *kept = &zone->kept[(uint64_t)quarter % KEPT];
	if (!kept->is_known || kept->quarter != quarter)
		*kept = (struct kept_offset){ quarter, offset_of(zone, local), true };
	return local - kept->offset;
}

enum status clock_zone_open(struct caseload *caseload, struct clock_zone **out, struct error *error)
{
	struct clock_zone *zone = arena_new_one(caseload->arena, struct clock_zone);
	engine_host_init(&zone->host, caseload->arena);
	zone->name = caseload->pack->time_zone;
	zone->scratch = arena_new(0);
	*out = zone;
	return zone->scratch != NULL ? STATUS_OK
				     : error_set(error, STATUS_LIMIT, "no memory for a time zone");
}

void clock_zone_close(struct clock_zone *zone)
{
	if (zone != NULL)
		arena_free(zone->scratch);
}

struct work_zone clock_zone_of(struct clock_zone *zone)
{
	return (struct work_zone){ .user = zone, .instant = instant };
}

bool clock_zone_instant(struct clock_zone *zone, dmn_value value, int64_t *at)
{
	size_t size;
	if (value.kind == DMN_DATE) {
		*at = instant(zone, dmn_date_days(value) * DAY);
		return true;
	}
	if (value.kind != DMN_DATE_TIME)
		return false;
	const char *text = dmn_text(zone->scratch, value, &size);
	struct text local =
		text_format(zone->scratch, "%.*s@%.*s", (int)size, text, TEXT_ARG(zone->name));
	char kept[128] = "";
	if (local.length < sizeof kept)
		memcpy(kept, local.at, local.length);
	/* One without an offset is of the place. */
	return ask(zone, (struct text){ kept, size }, at) ||
	       ask(zone, (struct text){ kept, local.length }, at);
}

int64_t clock_zone_now(struct clock_zone *zone, const struct clock *clock)
{
	return clock->is_set ? instant(zone, clock->day * DAY) : clock_now() / 1000000;
}

struct text clock_text(struct arena *arena, int64_t at)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(at * 1000000, text);
	return text_copy(arena, text_from(text));
}

int64_t clock_instant(struct text text)
{
	int64_t micros;
	return clock_parse(text, &micros, NULL) == STATUS_OK ? micros / 1000000 : 0;
}

struct text clock_zone_text(struct clock_zone *zone, struct arena *arena, struct text instant_text)
{
	const struct work_zone place = clock_zone_of(zone);
	if (instant_text.length == 0)
		return instant_text;
	int64_t local = work_zone_local(&place, clock_instant(instant_text));
	return text_slice(clock_text(arena, local), 0, 16);
}
