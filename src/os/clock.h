/* SPDX-License-Identifier: Apache-2.0 */
/* Two times: the real instant, which the log always has, and the program's date, which can be
 * set (--as-of) for demo, tests and replays. A day begins at midnight in the time zone of the
 * program (the variable TZ, else the machine's); instants are kept in UTC. No working days. */
#ifndef REMIT_OS_CLOCK_H
#define REMIT_OS_CLOCK_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

/* The program's date. Zeroed: the real date, in the program's time zone. */
struct clock {
	bool is_set;
	int64_t day; /* since 1970-01-01, when set */
};

enum {
	CLOCK_TEXT_SIZE = 64
}; /* "2022-03-31T23:59:59.123456Z" takes 28; the rest calms gcc */

/* The real instant, microseconds since 1970-01-01T00:00:00Z. */
int64_t clock_now(void);
/* Nanoseconds that only go forward, for measuring. */
int64_t clock_monotonic(void);
/* Nanoseconds of the processor that this thread has used. */
int64_t clock_processor(void);
/* The day on which an instant falls, in the program's time zone, since 1970-01-01. */
int64_t clock_day(int64_t micros);
/* The same of what clock_print wrote; 0 when it is something else. */
int64_t clock_day_of(struct text instant);
/* Today for the program: the date that was set, or the real one. */
int64_t clock_today(const struct clock *clock);

/* An instant as ISO 8601 in UTC with microseconds; sorts as text. */
void clock_print(int64_t micros, char out[CLOCK_TEXT_SIZE]);
/* The same in the program's time zone, to the minute: "2022-03-31T23:59". */
void clock_print_local(int64_t micros, char out[CLOCK_TEXT_SIZE]);
/* What clock_print wrote, back into microseconds; STATUS_INVALID when it is something else. */
enum status clock_parse(struct text text, int64_t *micros, struct error *error) MUST_USE;
/* "2022-03-31" into days since 1970-01-01; STATUS_USAGE with a remedy when it is none. */
enum status clock_parse_day(struct text text, int64_t *day, struct error *error) MUST_USE;
/* Days since 1970-01-01 as "2022-03-31". */
void clock_print_day(int64_t day, char out[CLOCK_TEXT_SIZE]);

#endif
