/* SPDX-License-Identifier: Apache-2.0 */
/* Civil dates as days since 1970-01-01 in the proleptic Gregorian calendar; arithmetic only. */
#ifndef REMIT_BASE_CIVIL_H
#define REMIT_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
	int64_t year; /* astronomical: year 0 exists */
	int month;    /* 1 to 12 */
	int day;      /* 1 to 31 */
};

int64_t civil_to_days(struct civil civil);
struct civil civil_from_days(int64_t days);
bool civil_is_leap(int64_t year);
int civil_month_length(int64_t year, int month);
bool civil_is_valid(struct civil civil);
int civil_weekday(int64_t days); /* 1 Monday to 7 Sunday */
/* Add months; a day past the end of the month becomes its last. */
struct civil civil_add_months(struct civil civil, int64_t months);

#endif
