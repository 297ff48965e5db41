/* SPDX-License-Identifier: Apache-2.0 */
#include "work/clock.h"

#include "base/civil.h"

enum {
	DAY = 86400
};

#define COUNTS(name, word, meaning) word,
const char *const work_counts_words[] = {
#include "work/counts.def"
};
#undef COUNTS

static int64_t day_of(int64_t local)
{
	return local / DAY - (local % DAY < 0);
}

static int64_t local_of(const struct work_clock *clock, int64_t instant)
{
	return work_zone_local(clock->zone, instant);
}

static int64_t instant_of(const struct work_clock *clock, int64_t local)
{
	return clock->zone->instant(clock->zone->user, local);
}

const struct work_period *work_period_on(const struct work_period *periods, size_t count,
					 int64_t day)
{
	const struct work_period *found = NULL;
	for (size_t i = 0; i < count && periods[i].from <= day; i++)
		found = &periods[i];
	return found;
}

/* Clocks change by a few hours at most, and not twice within two days: the offsets of the day
 * before and of the day after are all that there are. Of the later one of two local times it is
 * told whether it is that instant's; else it is the other. */
int64_t work_zone_local(const struct work_zone *zone, int64_t instant)
{
	int64_t before = instant - DAY;
	int64_t after = instant + DAY;
	int64_t early = before - zone->instant(zone->user, before);
	int64_t late = after - zone->instant(zone->user, after);
	int64_t most = early > late ? early : late;
	int64_t least = early > late ? late : early;
	bool is_most = zone->instant(zone->user, instant + most) == instant;
	return instant + (is_most ? most : least);
}

int64_t work_clock_start(const struct work_clock *clock)
{
	return clock->starts_on_day ? instant_of(clock, clock->start * DAY) : clock->start;
}

static int64_t first_day(const struct work_clock *clock)
{
	return clock->starts_on_day ? clock->start : day_of(local_of(clock, clock->start));
}

static int64_t add_days(int64_t day, const struct work_length *length, int sign)
{
	struct civil moved = civil_add_months(civil_from_days(day), sign * length->months);
	return civil_to_days(moved) + sign * length->days;
}

static int64_t add_local(int64_t local, const struct work_length *length, int sign)
{
	int64_t day = day_of(local);
	return add_days(day, length, sign) * DAY + (local - day * DAY) + sign * length->seconds;
}

static int64_t seconds_of(const struct work_length *length)
{
	return length->days * DAY + length->seconds;
}

/* The part of a pause that lies behind the clock's start, by the days on which it begins and ends.
 */
static struct work_pause paused_days(const struct work_clock *clock, size_t index, int64_t start)
{
	const struct work_pause *pause = &clock->pauses[index];
	int64_t from = day_of(local_of(clock, pause->from));
	int64_t until = pause->until == WORK_PAUSE_OPEN ? WORK_PAUSE_OPEN
							: day_of(local_of(clock, pause->until));
	return (struct work_pause){ from > start ? from : start, until > start ? until : start };
}

/* It stands still on the day: all of it lies in a pause that goes on, or that ended another day. */
static bool is_paused_on(const struct work_clock *clock, int64_t day, int64_t start, bool *open)
{
	for (size_t i = 0; i < clock->pause_count; i++) {
		struct work_pause pause = paused_days(clock, i, start);
		*open = pause.until == WORK_PAUSE_OPEN;
		if (day >= pause.from && day < pause.until)
			return true;
	}
	return false;
}

/* `count` working days on (or back), and whether that can be told. */
static bool count_working(const struct work_clock *clock, int64_t count, int step, int64_t start,
			  struct work_due *due)
{
	while (count > 0) {
		bool open = false;
		due->day += step;
		if (!calendar_covers(clock->calendar, due->day))
			return false;
		bool paused = step > 0 && is_paused_on(clock, due->day, start, &open);
		due->paused = paused && open;
		if (due->paused)
			return true;
		count -= !paused && calendar_is_working(clock->calendar, due->day);
	}
	return true;
}

static void working_due(const struct work_clock *clock, struct work_due *due)
{
	int64_t start = first_day(clock);
	int64_t count = clock->period.days;
	due->day = start;
	for (size_t i = 0; i < clock->extension_count; i++)
		count += clock->extensions[i].days;
	due->known = calendar_covers(clock->calendar, start) &&
		     count_working(clock, count, 1, start, due);
}

static void calendar_day_due(const struct work_clock *clock, struct work_due *due)
{
	due->day = add_days(clock->start, &clock->period, 1);
	for (size_t i = 0; i < clock->extension_count; i++)
		due->day = add_days(due->day, &clock->extensions[i], 1);
	for (size_t i = 0; i < clock->pause_count && !due->paused; i++) {
		struct work_pause pause = paused_days(clock, i, clock->start);
		if (pause.from > due->day)
			break;
		due->paused = pause.until == WORK_PAUSE_OPEN;
		due->day += due->paused ? 0 : pause.until - pause.from;
	}
}

/* Moved by each pause that begins before it, in `local` time or as it goes by. */
static int64_t pass_pauses(const struct work_clock *clock, int64_t at, bool local,
			   struct work_due *due)
{
	int64_t start = local ? local_of(clock, work_clock_start(clock)) : work_clock_start(clock);
	for (size_t i = 0; i < clock->pause_count && !due->paused; i++) {
		const struct work_pause *pause = &clock->pauses[i];
		int64_t from = local ? local_of(clock, pause->from) : pause->from;
		from = from > start ? from : start;
		if (from >= at)
			break;
		due->paused = pause->until == WORK_PAUSE_OPEN;
		if (due->paused)
			break;
		int64_t until = local ? local_of(clock, pause->until) : pause->until;
		at += until > from ? until - from : 0;
	}
	return at;
}

static void calendar_due(const struct work_clock *clock, struct work_due *due)
{
	int64_t local = add_local(local_of(clock, clock->start), &clock->period, 1);
	for (size_t i = 0; i < clock->extension_count; i++)
		local = add_local(local, &clock->extensions[i], 1);
	due->at = instant_of(clock, pass_pauses(clock, local, true, due));
}

static void elapsed_due(const struct work_clock *clock, struct work_due *due)
{
	int64_t at = work_clock_start(clock) + seconds_of(&clock->period);
	for (size_t i = 0; i < clock->extension_count; i++)
		at += seconds_of(&clock->extensions[i]);
	due->at = pass_pauses(clock, at, false, due);
}

void work_clock_due(const struct work_clock *clock, struct work_due *out)
{
	*out = (struct work_due){ .known = true };
	out->is_day = clock->counts == WORK_COUNTS_WORKING_DAYS ||
		      (clock->counts == WORK_COUNTS_CALENDAR && clock->starts_on_day);
	if (clock->counts == WORK_COUNTS_WORKING_DAYS)
		working_due(clock, out);
	else if (clock->counts == WORK_COUNTS_ELAPSED)
		elapsed_due(clock, out);
	else if (clock->starts_on_day)
		calendar_day_due(clock, out);
	else
		calendar_due(clock, out);
	if (out->is_day && out->known)
		out->at = instant_of(clock, (out->day + 1) * DAY);
	else if (!out->is_day)
		out->day = day_of(local_of(clock, out->at));
}

bool work_clock_before(const struct work_clock *clock, const struct work_due *due,
		       const struct work_length *before, int64_t *at)
{
	struct work_due day = *due;
	if (clock->counts == WORK_COUNTS_ELAPSED)
		*at = due->at - seconds_of(before);
	else if (!due->is_day)
		*at = instant_of(clock, add_local(local_of(clock, due->at), before, -1));
	else if (clock->counts == WORK_COUNTS_CALENDAR)
		*at = instant_of(clock, add_days(due->day, before, -1) * DAY);
	else if (!count_working(clock, before->days, -1, due->day, &day))
		return false;
	else
		*at = instant_of(clock, day.day * DAY);
	return true;
}

bool work_clock_after(const struct work_clock *clock, const struct work_due *due,
		      const struct work_length *after, int64_t times, int64_t *at)
{
	const struct work_length length = { after->months * times, after->days * times,
					    after->seconds * times };
	struct work_clock going = *clock;
	struct work_due day = *due;
	going.pause_count = 0;
	if (clock->counts == WORK_COUNTS_ELAPSED)
		*at = due->at + seconds_of(&length);
	else if (!due->is_day)
		*at = instant_of(clock, add_local(local_of(clock, due->at), &length, 1));
	else if (clock->counts == WORK_COUNTS_CALENDAR)
		*at = instant_of(clock, (add_days(due->day, &length, 1) + 1) * DAY);
	else if (!count_working(&going, length.days, 1, due->day, &day))
		return false;
	else
		*at = instant_of(clock, (day.day + 1) * DAY);
	return true;
}
