/* SPDX-License-Identifier: Apache-2.0 */
/* Temporal values: order, equality, zones and conversion. Not here: text (temporal_parse.c,
 * temporal_print.c), operators (temporal_arithmetic.c), properties (temporal_property.c). */
#include "feel/temporal.h"

#include "feel/zone.h"

enum {
	YEAR_MOST = 999999999
};

bool temporal_is(dmn_value value)
{
	return value.kind >= DMN_DATE && value.kind <= DMN_MONTHS_DURATION;
}

bool temporal_day(struct civil civil, int64_t *day)
{
	if (civil.year < -YEAR_MOST || civil.year > YEAR_MOST || !civil_is_valid(civil))
		return false;
	*day = civil_to_days(civil);
	return true;
}

bool temporal_day_in_range(int64_t day)
{
	return day >= civil_to_days((struct civil){ -YEAR_MOST, 1, 1 }) &&
	       day <= civil_to_days((struct civil){ YEAR_MOST, 12, 31 });
}

int64_t temporal_day_of(dmn_value value)
{
	return value.kind == DMN_DATE ? value.as.integer : value_moment(value)->day;
}

bool temporal_set_zone(struct run *run, enum dmn_kind kind, struct moment *moment, struct text name)
{
	const struct zone *zone = zone_find(run, name);
	if (zone == NULL)
		return false;
	moment->kind = ZONE_NAMED;
	moment->zone = name;
	if (kind == DMN_TIME)
		moment->offset = zone_offset_standard(zone);
	else
		moment->offset = zone_offset_local(zone, moment->day * DAY_SECONDS +
								 moment->nano / SECOND_NANOS);
	return true;
}

/* Seconds since the epoch at offset 0 with `offset` for a moment that has none. */
static int64_t seconds_of(const struct moment *moment, int32_t offset)
{
	int64_t local = moment->day * DAY_SECONDS + moment->nano / SECOND_NANOS;
	return local - (moment->kind == ZONE_LOCAL ? offset : moment->offset);
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int order_moments(const struct moment *a, const struct moment *b)
{
	int32_t offset = a->kind == ZONE_LOCAL ? b->offset : a->offset;
	if (a->kind == ZONE_LOCAL && b->kind == ZONE_LOCAL)
		offset = 0;
	int seconds = order(seconds_of(a, offset), seconds_of(b, offset));
	return seconds != 0 ? seconds : order(a->nano % SECOND_NANOS, b->nano % SECOND_NANOS);
}

int temporal_compare(dmn_value a, dmn_value b)
{
	if (a.kind != b.kind)
		return 2;
	switch ((enum dmn_kind)a.kind) {
	case DMN_DATE:
	case DMN_MONTHS_DURATION: return order(a.as.integer, b.as.integer);
	case DMN_DAYS_DURATION: {
		int seconds = order(a.as.integer, b.as.integer);
		return seconds != 0 ? seconds : order(a.count, b.count);
	}
	case DMN_TIME:
	case DMN_DATE_TIME: return order_moments(value_moment(a), value_moment(b));
	default: return 2;
	}
}

static dmn_value without_fraction(dmn_value value, struct moment *room)
{
	*room = *value_moment(value);
	room->nano -= room->nano % SECOND_NANOS;
	value.as.pointer = room;
	return value;
}

enum ternary temporal_equal(dmn_value a, dmn_value b)
{
	struct moment left, right;
	if (a.kind == b.kind && (a.kind == DMN_TIME || a.kind == DMN_DATE_TIME)) {
		a = without_fraction(a, &left);
		b = without_fraction(b, &right);
	}
	int found = temporal_compare(a, b);
	return found == 2 ? TERNARY_UNKNOWN : found == 0 ? TERNARY_TRUE : TERNARY_FALSE;
}

bool temporal_is_same(dmn_value a, dmn_value b)
{
	if (a.kind != b.kind)
		return false;
	if (a.kind != DMN_TIME && a.kind != DMN_DATE_TIME)
		return temporal_compare(a, b) == 0;
	const struct moment *left = value_moment(a), *right = value_moment(b);
	return left->day == right->day && left->nano == right->nano && left->kind == right->kind &&
	       (left->kind != ZONE_OFFSET || left->offset == right->offset) &&
	       (left->kind != ZONE_NAMED || text_equal(left->zone, right->zone));
}

dmn_value temporal_date_to_date_time(struct arena *arena, dmn_value date)
{
	struct moment moment = { .day = date.as.integer, .kind = ZONE_OFFSET };
	return value_from_moment(arena, DMN_DATE_TIME, moment);
}

int64_t temporal_months_between(dmn_value from, dmn_value to)
{
	struct civil start = civil_from_days(temporal_day_of(from));
	struct civil end = civil_from_days(temporal_day_of(to));
	int64_t months = (end.year - start.year) * 12 + (end.month - start.month);
	if (months > 0 && end.day < start.day)
		return months - 1;
	return months < 0 && end.day > start.day ? months + 1 : months;
}
