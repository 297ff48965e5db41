/* SPDX-License-Identifier: Apache-2.0 */
/* Reads TZif files in place: the transitions by binary search, and the footer's rule for every
 * time after the last. Files are not trusted: each read stays inside the bytes. Not here: names of
 * zones, and where the files lie (the host's matter). */
#include "feel/zone.h"

#include "base/civil.h"
#include "base/map.h"
#include "feel/temporal.h"

#include <string.h>

enum {
	HEADER_SIZE = 44,
	TYPE_SIZE = 6
};

/* One change of clocks by rule (POSIX TZ): Jn, n or Mm.w.d, at a second of that day. */
struct change {
	char form; /* 'J', 'D' (plain n) or 'M' */
	int month;
	int week;
	int day;
	int32_t second;
};

struct zone {
	const unsigned char *times; /* transitions, big-endian, time_size bytes each */
	const unsigned char *type_of;
	const unsigned char *types;
	size_t time_count;
	size_t time_size;
	size_t type_count;
	bool has_rule;
	bool has_summer;
	int32_t standard;
	int32_t summer;
	struct change to_summer;
	struct change to_standard;
};

struct zone_cache {
	struct map by_name; /* of struct zone, or NULL for a name that is none */
};

static uint32_t read_32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t read_time(const unsigned char *at, size_t size)
{
	if (size == 4)
		return (int32_t)read_32(at);
	return (int64_t)((uint64_t)read_32(at) << 32 | read_32(at + 4));
}

/* ---- the footer ---------------------------------------------------------- */

struct scan {
	const char *at;
	const char *end;
};

static bool take(struct scan *scan, char byte)
{
	if (scan->at == scan->end || *scan->at != byte)
		return false;
	scan->at++;
	return true;
}

static bool scan_number(struct scan *scan, int most, int *out)
{
	if (scan->at == scan->end || *scan->at < '0' || *scan->at > '9')
		return false;
	*out = 0;
	while (scan->at != scan->end && *scan->at >= '0' && *scan->at <= '9') {
		*out = *out * 10 + (*scan->at++ - '0');
		if (*out > most)
			return false;
	}
	return true;
}

/* hh[:mm[:ss]] with a sign. */
static bool scan_clock(struct scan *scan, int32_t *out)
{
	bool negative = take(scan, '-');
	if (!negative)
		take(scan, '+');
	int hours, minutes = 0, seconds = 0;
	if (!scan_number(scan, 167, &hours))
		return false;
	if (take(scan, ':') && !scan_number(scan, 59, &minutes))
		return false;
	if (take(scan, ':') && !scan_number(scan, 59, &seconds))
		return false;
	int32_t total = hours * 3600 + minutes * 60 + seconds;
	*out = negative ? -total : total;
	return true;
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool skip_zone_name(struct scan *scan)
{
	const char *start = scan->at;
	if (take(scan, '<')) {
		while (scan->at != scan->end && *scan->at != '>')
			scan->at++;
		return take(scan, '>');
	}
	while (scan->at != scan->end && is_letter(*scan->at))
		scan->at++;
	return scan->at - start >= 3;
}

static bool scan_change(struct scan *scan, struct change *change)
{
	if (!take(scan, ','))
		return false;
	*change = (struct change){ .form = 'D', .second = 2 * 3600 };
	if (take(scan, 'M')) {
		change->form = 'M';
		if (!scan_number(scan, 12, &change->month) || change->month == 0 ||
		    !take(scan, '.') || !scan_number(scan, 5, &change->week) || change->week == 0 ||
		    !take(scan, '.') || !scan_number(scan, 6, &change->day))
			return false;
	} else {
		if (take(scan, 'J'))
			change->form = 'J';
		if (!scan_number(scan, 365, &change->day))
			return false;
	}
	return !take(scan, '/') || scan_clock(scan, &change->second);
}

static bool scan_rule(struct zone *zone, struct scan *scan)
{
	if (!skip_zone_name(scan) || !scan_clock(scan, &zone->standard))
		return false;
	zone->standard = -zone->standard;
	zone->summer = zone->standard + 3600;
	if (scan->at == scan->end)
		return true;
	if (!skip_zone_name(scan))
		return false;
	if (scan->at != scan->end && *scan->at != ',') {
		if (!scan_clock(scan, &zone->summer))
			return false;
		zone->summer = -zone->summer;
	}
	zone->has_summer = true;
	return scan_change(scan, &zone->to_summer) && scan_change(scan, &zone->to_standard) &&
	       scan->at == scan->end;
}

/* When the change happens in that year, in seconds on the clocks before it. */
static int64_t change_in_year(const struct change *change, int64_t year)
{
	int64_t first = civil_to_days((struct civil){ year, 1, 1 });
	int64_t day = first + change->day;
	if (change->form == 'J') {
		day = first + change->day - 1 + (change->day > 59 && civil_is_leap(year));
	} else if (change->form == 'M') {
		int64_t month = civil_to_days((struct civil){ year, change->month, 1 });
		int length = civil_month_length(year, change->month);
		int offset = (change->day - civil_weekday(month) % 7 + 7) % 7;
		offset += (change->week - 1) * 7;
		while (offset >= length)
			offset -= 7;
		day = month + offset;
	}
	return day * DAY_SECONDS + change->second;
}

static int32_t offset_by_rule(const struct zone *zone, int64_t instant)
{
	if (!zone->has_summer)
		return zone->standard;
	int64_t year = civil_from_days(floor_divide(instant + zone->standard, DAY_SECONDS)).year;
	int64_t start = change_in_year(&zone->to_summer, year) - zone->standard;
	int64_t end = change_in_year(&zone->to_standard, year) - zone->summer;
	bool summer =
		start < end ? instant >= start && instant < end : instant >= start || instant < end;
	return summer ? zone->summer : zone->standard;
}

/* ---- the file ------------------------------------------------------------ */

struct counts {
	size_t is_utc, is_standard, leap, time, type, name;
};

static bool read_header(const unsigned char *at, size_t size, struct counts *counts)
{
	if (size < HEADER_SIZE || memcmp(at, "TZif", 4) != 0)
		return false;
	counts->is_utc = read_32(at + 20);
	counts->is_standard = read_32(at + 24);
	counts->leap = read_32(at + 28);
	counts->time = read_32(at + 32);
	counts->type = read_32(at + 36);
	counts->name = read_32(at + 40);
	return counts->type != 0;
}

static size_t body_size(const struct counts *counts, size_t time_size)
{
	return counts->time * (time_size + 1) + counts->type * TYPE_SIZE + counts->name +
	       counts->leap * (time_size + 4) + counts->is_standard + counts->is_utc;
}

static int32_t type_offset(const struct zone *zone, size_t type)
{
	return (int32_t)read_32(zone->types + type * TYPE_SIZE);
}

static bool offset_is_valid(int32_t offset)
{
	enum {
		LEAST = -89999,
		MOST = 93599
	}; /* RFC 8536 3.2 */
	return offset >= LEAST && offset <= MOST;
}

/* Every transition's type must exist, and every type be a possible one. */
static bool types_are_valid(const struct zone *zone)
{
	for (size_t i = 0; i < zone->type_count; i++)
		if (!offset_is_valid(type_offset(zone, i)))
			return false;
	for (size_t i = 0; i < zone->time_count; i++)
		if (zone->type_of[i] >= zone->type_count)
			return false;
	return true;
}

static void read_footer(struct zone *zone, const unsigned char *at, size_t size)
{
	if (size < 2 || at[0] != '\n')
		return;
	const unsigned char *end = memchr(at + 1, '\n', size - 1);
	if (end == NULL || end == at + 1)
		return;
	struct scan scan = { (const char *)at + 1, (const char *)end };
	zone->has_rule = scan_rule(zone, &scan) && offset_is_valid(zone->standard) &&
			 offset_is_valid(zone->summer);
}

static bool read_zone(struct zone *zone, const unsigned char *at, size_t size)
{
	struct counts counts;
	zone->time_size = 4;
	if (!read_header(at, size, &counts))
		return false;
	if (at[4] >= '2') {
		size_t skip = HEADER_SIZE + body_size(&counts, 4);
		if (skip > size || !read_header(at + skip, size - skip, &counts))
			return false;
		at += skip;
		size -= skip;
		zone->time_size = 8;
	}
	size_t body = body_size(&counts, zone->time_size);
	if (body > size - HEADER_SIZE)
		return false;
	zone->times = at + HEADER_SIZE;
	zone->type_of = zone->times + counts.time * zone->time_size;
	zone->types = zone->type_of + counts.time;
	zone->time_count = counts.time;
	zone->type_count = counts.type;
	if (zone->time_size == 8)
		read_footer(zone, at + HEADER_SIZE + body, size - HEADER_SIZE - body);
	return types_are_valid(zone);
}

static bool is_utc(struct text name)
{
	static const char *const names[] = { "UTC",	  "Etc/UTC",	   "GMT",      "Etc/GMT",
					     "UCT",	  "Etc/UCT",	   "Zulu",     "Etc/Zulu",
					     "Universal", "Etc/Universal", "Etc/GMT0", "Z" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

static bool name_is_safe(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char byte = name.at[i];
		bool digit = byte >= '0' && byte <= '9';
		if (!is_letter(byte) && !digit && memchr("_/+-", byte, 4) == NULL)
			return false;
	}
	return name.length != 0 && name.length < 100 && name.at[0] != '/';
}

static struct zone *zone_load(struct run *run, struct text name)
{
	if (!name_is_safe(name))
		return NULL;
	struct zone *zone = arena_new_one(run->arena, struct zone);
	if (is_utc(name)) {
		zone->has_rule = true;
		return zone;
	}
	const void *at;
	size_t size;
	if (run->host->zone == NULL ||
	    !run->host->zone(run->host->user, text_c(run->arena, name), &at, &size))
		return NULL;
	return read_zone(zone, at, size) ? zone : NULL;
}

const struct zone *zone_find(struct run *run, struct text name)
{
	if (run->zones == NULL) {
		run->zones = arena_new_one(run->arena, struct zone_cache);
		run->zones->by_name = map_new(run->arena);
	}
	struct map *by_name = &run->zones->by_name;
	if (!map_has(by_name, name)) {
		struct zone *zone = zone_load(run, name);
		map_put(by_name, text_copy(run->arena, name), zone);
	}
	return map_get(by_name, name);
}

/* Transitions at or before the instant. */
static size_t transitions_until(const struct zone *zone, int64_t instant)
{
	size_t low = 0, high = zone->time_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (read_time(zone->times + middle * zone->time_size, zone->time_size) <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t zone_offset_at(const struct zone *zone, int64_t instant)
{
	size_t passed = transitions_until(zone, instant);
	if (passed == zone->time_count && zone->has_rule)
		return offset_by_rule(zone, instant);
	return type_offset(zone, passed == 0 ? 0 : zone->type_of[passed - 1]);
}

int32_t zone_offset_local(const struct zone *zone, int64_t local)
{
	int32_t before = zone_offset_at(zone, local - DAY_SECONDS);
	if (zone_offset_at(zone, local - before) == before)
		return before;
	int32_t after = zone_offset_at(zone, local + DAY_SECONDS);
	return zone_offset_at(zone, local - after) == after ? after : before;
}

int32_t zone_offset_standard(const struct zone *zone)
{
	if (zone->has_rule)
		return zone->standard;
	for (size_t i = zone->time_count; i-- > 0;)
		if (zone->types[zone->type_of[i] * TYPE_SIZE + 4] == 0)
			return type_offset(zone, zone->type_of[i]);
	return type_offset(zone, 0);
}
