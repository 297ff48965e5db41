/* SPDX-License-Identifier: Apache-2.0 */
/* Legal clocks: from when a time runs and how it is counted to when it has run out. Pure: it reads
 * no clock; instants come in as seconds since 1970-01-01T00:00:00Z, days as days since 1970-01-01.
 *
 * A clock that starts on a day and counts by the calendar, or one that counts working days, runs
 * out with the end of a day. Any other runs out at an instant. */
#ifndef REMIT_WORK_CLOCK_H
#define REMIT_WORK_CLOCK_H

#include "calendar/calendar.h"

#include <dmn.h>

enum work_counts {
#define COUNTS(name, word, meaning) WORK_COUNTS_##name,
#include "work/counts.def"
#undef COUNTS
	WORK_COUNTS_COUNT
};
extern const char *const work_counts_words[];

struct work_length {
	int64_t months, days, seconds;
};
/* Of a duration value. */
struct work_length work_length_of(struct arena *scratch, dmn_value duration);

/* From this day on a clock that starts runs for that long. */
struct work_period {
	int64_t from;
	struct work_length length;
};
/* The one in force on the day: for its whole length. NULL before the first. Ordered by day. */
const struct work_period *work_period_on(const struct work_period *periods, size_t count,
					 int64_t day);

/* A place's time of day: the instant of a local time (seconds since 1970-01-01T00:00:00 on its
 * clocks). Where clocks go back the first of the two; in the hour that they leave out, with the
 * offset from before. */
struct work_zone {
	void *user;
	int64_t (*instant)(void *user, int64_t local);
};
/* The local time of an instant. */
int64_t work_zone_local(const struct work_zone *zone, int64_t instant);

/* Not before the day's first instant, and before `until`. */
struct work_pause {
	int64_t from, until;
};
#define WORK_PAUSE_OPEN INT64_MAX

struct work_clock {
	enum work_counts counts;
	const struct calendar *calendar; /* of working days; else NULL */
	const struct work_zone *zone;
	bool starts_on_day; /* `start` is a day, and not an instant */
	int64_t start;
	struct work_length period;
	const struct work_length *extensions; /* in order */
	size_t extension_count;
	const struct work_pause *pauses; /* by from; they do not overlap */
	size_t pause_count;
};

struct work_due {
	bool known;  /* false: past the end of the calendar, or no period was in force */
	bool paused; /* it stands still: nothing is due */
	bool is_day; /* it runs out with the end of `day` */
	int64_t day;
	int64_t at; /* the instant from which it has run out */
};
void work_clock_due(const struct work_clock *clock, struct work_due *out);
/* The instant `before` it is due, counted in the same way; of a day, the beginning of one. False
 * when that cannot be told. Of a due time that is known and does not stand still. */
bool work_clock_before(const struct work_clock *clock, const struct work_due *due,
		       const struct work_length *before, int64_t *at);
/* The same `times` that length behind it; of a day, the end of one. Nothing puts it off. */
bool work_clock_after(const struct work_clock *clock, const struct work_due *due,
		      const struct work_length *after, int64_t times, int64_t *at);
/* The instant of the start: of a day, its beginning. */
int64_t work_clock_start(const struct work_clock *clock);

#endif
