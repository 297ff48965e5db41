/* SPDX-License-Identifier: Apache-2.0 */
/* The border between values and database columns. */
#include "record/shape.h"

#include "base/civil.h"

bool record_name_is_good(struct text name)
{
	if (name.length == 0 || name.length > 50 || name.at[0] < 'a' || name.at[0] > 'z')
		return false;
	for (size_t i = 1; i < name.length; i++) {
		char letter = name.at[i];
		if (!((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
		      letter == '_'))
			return false;
	}
	return true;
}

unsigned record_depth(const struct record_shape *shape)
{
	unsigned depth = 0;
	for (; shape->parent != NULL; shape = shape->parent)
		depth++;
	return depth;
}

/* "2022-03-31", without the engine's writer. */
static struct text day_text(struct arena *arena, struct civil day)
{
	char *at = arena_alloc(arena, 10);
	const unsigned parts[] = { (unsigned)day.year / 100, (unsigned)day.year % 100,
				   (unsigned)day.month, (unsigned)day.day };
	static const unsigned places[] = { 0, 2, 5, 8 };
	for (size_t i = 0; i < 4; i++) {
		at[places[i]] = (char)('0' + parts[i] / 10);
		at[places[i] + 1] = (char)('0' + parts[i] % 10);
	}
	at[4] = at[7] = '-';
	return (struct text){ at, 10 };
}

struct text record_text(struct arena *arena, dmn_value value)
{
	size_t size;
	if (value.kind == DMN_STRING)
		return (struct text){ value.as.string, value.count };
	if (value.kind == DMN_DATE) {
		struct civil day = civil_from_days(dmn_date_days(value));
		if (day.year >= 1000 && day.year <= 9999)
			return day_text(arena, day);
	}
	const char *text = dmn_text(arena, value, &size);
	return (struct text){ text, size };
}

dmn_value record_to_column(struct arena *arena, const struct record_column *column, dmn_value value)
{
	int64_t number;
	if (value.kind == DMN_NULL || value.kind == DMN_BOOLEAN || value.kind == DMN_STRING)
		return value;
	if (column->whole && dmn_get_int(value, &number))
		return dmn_number(number);
	struct text text = record_text(arena, value);
	return dmn_string_view(text.at, text.length);
}

static bool two(const char *at, int *out)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return false;
	*out = (at[0] - '0') * 10 + at[1] - '0';
	return true;
}

/* "2022-03-31", the form of nearly every stored date, without the engine's reader. */
static bool plain_date(dmn_value text, dmn_value *out)
{
	int century;
	int year;
	struct civil civil;
	const char *at = text.as.string;
	if (text.count != 10 || at[4] != '-' || at[7] != '-' || !two(at, &century) ||
	    !two(at + 2, &year) || !two(at + 5, &civil.month) || !two(at + 8, &civil.day))
		return false;
	civil.year = century * 100 + year;
	if (!civil_is_valid(civil))
		return false;
	*out = dmn_date(civil_to_days(civil));
	return true;
}

dmn_value record_from_json(struct arena *arena, enum dmn_kind kind, dmn_value value)
{
	dmn_value made;
	if (value.kind != DMN_STRING || kind == DMN_STRING)
		return value;
	if (kind == DMN_DATE && plain_date(value, &made))
		return made;
	if (kind >= DMN_DATE && kind <= DMN_MONTHS_DURATION)
		return dmn_temporal(arena, kind, value.as.string, value.count);
	if (kind == DMN_NUMBER)
		return dmn_number_text(arena, value.as.string, value.count);
	return value;
}

dmn_value record_from_column(struct arena *arena, const struct record_column *column,
			     dmn_value stored)
{
	int64_t number;
	if (stored.kind == DMN_NULL)
		return dmn_null();
	if (column->kind == DMN_BOOLEAN)
		return dmn_get_int(stored, &number) ? dmn_boolean(number != 0) : stored;
	if (column->kind == DMN_STRING)
		return stored.kind == DMN_STRING ? dmn_string(arena, stored.as.string, stored.count)
						 : dmn_null();
	return record_from_json(arena, column->kind, stored);
}

bool record_same(dmn_value a, dmn_value b)
{
	if (a.kind == DMN_NULL || b.kind == DMN_NULL)
		return a.kind == b.kind;
	return dmn_equal(a, b);
}
