/* SPDX-License-Identifier: Apache-2.0 */
/* Temporal values as canonical ISO 8601 text: what temporal_parse.c reads back. */
#include "feel/temporal.h"

/* ".5" for nanoseconds without trailing zeros; nothing for 0. */
static void print_fraction(struct builder *out, int64_t nano)
{
	if (nano == 0)
		return;
	int width = 9;
	for (; nano % 10 == 0; nano /= 10)
		width--;
	builder_add_format(out, ".%0*lld", width, (long long)nano);
}

static void print_day(struct builder *out, int64_t day)
{
	struct civil civil = civil_from_days(day);
	bool negative = civil.year < 0;
	builder_add_format(out, "%s%04lld-%02d-%02d", negative ? "-" : "",
			   (long long)(negative ? -civil.year : civil.year), civil.month,
			   civil.day);
}

static void print_clock(struct builder *out, int64_t nano)
{
	int second = (int)(nano / SECOND_NANOS);
	builder_add_format(out, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
	print_fraction(out, nano % SECOND_NANOS);
}

static void print_zone(struct builder *out, const struct moment *moment)
{
	if (moment->kind == ZONE_NAMED) {
		builder_add_byte(out, '@');
		builder_add(out, moment->zone);
		return;
	}
	if (moment->kind == ZONE_LOCAL)
		return;
	if (moment->offset == 0) {
		builder_add_byte(out, 'Z');
		return;
	}
	int32_t offset = moment->offset < 0 ? -moment->offset : moment->offset;
	builder_add_format(out, "%c%02d:%02d", moment->offset < 0 ? '-' : '+', offset / 3600,
			   offset / 60 % 60);
	if (offset % 60 != 0)
		builder_add_format(out, ":%02d", offset % 60);
}

/* "12H" when there are some. */
static void print_part(struct builder *out, uint64_t count, char letter)
{
	if (count != 0)
		builder_add_format(out, "%llu%c", (unsigned long long)count, letter);
}

static void print_days_duration(struct builder *out, int64_t signed_seconds, int64_t nano)
{
	bool negative = signed_seconds < 0;
	uint64_t seconds = (uint64_t)signed_seconds;
	if (negative) { /* from floor and remainder to a magnitude */
		seconds = 0 - seconds - (nano != 0);
		nano = nano != 0 ? SECOND_NANOS - nano : 0;
	}
	if (seconds == 0 && nano == 0) {
		builder_add_c(out, "PT0S");
		return;
	}
	builder_add_c(out, negative ? "-P" : "P");
	print_part(out, seconds / 86400, 'D');
	if (seconds % 86400 == 0 && nano == 0)
		return;
	builder_add_byte(out, 'T');
	print_part(out, seconds / 3600 % 24, 'H');
	print_part(out, seconds / 60 % 60, 'M');
	if (seconds % 60 != 0 || nano != 0) {
		builder_add_format(out, "%d", (int)(seconds % 60));
		print_fraction(out, nano);
		builder_add_byte(out, 'S');
	}
}

static void print_months_duration(struct builder *out, int64_t signed_months)
{
	uint64_t months = signed_months < 0 ? 0 - (uint64_t)signed_months : (uint64_t)signed_months;
	builder_add_c(out, signed_months < 0 ? "-P" : "P");
	print_part(out, months / 12, 'Y');
	if (months % 12 != 0 || months == 0)
		builder_add_format(out, "%dM", (int)(months % 12));
}

void temporal_print(struct builder *out, dmn_value value)
{
	switch ((enum dmn_kind)value.kind) {
	case DMN_DATE: print_day(out, value.as.integer); break;
	case DMN_DATE_TIME:
		print_day(out, value_moment(value)->day);
		builder_add_byte(out, 'T');
		print_clock(out, value_moment(value)->nano);
		print_zone(out, value_moment(value));
		break;
	case DMN_TIME:
		print_clock(out, value_moment(value)->nano);
		print_zone(out, value_moment(value));
		break;
	case DMN_DAYS_DURATION: print_days_duration(out, value.as.integer, value.count); break;
	case DMN_MONTHS_DURATION: print_months_duration(out, value.as.integer); break;
	default: break;
	}
}
