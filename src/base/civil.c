/* SPDX-License-Identifier: Apache-2.0 */
#include "base/civil.h"

enum {
	DAYS_IN_400_YEARS = 146097,
	DAYS_0000_03_01_TO_1970 = 719468
};

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

/* Years begin in March here, so that the leap day is the last of the year. */
int64_t civil_to_days(struct civil civil)
{
	int64_t year = civil.year - (civil.month <= 2);
	int64_t era = floor_divide(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t month = civil.month + (civil.month > 2 ? -3 : 9);
	int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_IN_400_YEARS + day_of_era - DAYS_0000_03_01_TO_1970;
}

struct civil civil_from_days(int64_t days)
{
	int64_t shifted = days + DAYS_0000_03_01_TO_1970;
	int64_t era = floor_divide(shifted, DAYS_IN_400_YEARS);
	int64_t day_of_era = shifted - era * DAYS_IN_400_YEARS;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	int day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	int month_number = (int)(month < 10 ? month + 3 : month - 9);
	return (struct civil){ .year = year_of_era + era * 400 + (month_number <= 2),
			       .month = month_number,
			       .day = day };
}

bool civil_is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_month_length(int64_t year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return lengths[month - 1] + (month == 2 && civil_is_leap(year));
}

bool civil_is_valid(struct civil civil)
{
	return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
	       civil.day <= civil_month_length(civil.year, civil.month);
}

int civil_weekday(int64_t days)
{
	int64_t since_monday = days + 3;
	return (int)(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

struct civil civil_add_months(struct civil civil, int64_t months)
{
	int64_t total = civil.year * 12 + civil.month - 1 + months;
	int64_t year = floor_divide(total, 12);
	int month = (int)(total - year * 12) + 1;
	int longest = civil_month_length(year, month);
	return (struct civil){ .year = year,
			       .month = month,
			       .day = civil.day < longest ? civil.day : longest };
}
