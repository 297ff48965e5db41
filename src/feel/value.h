/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of dmn_value, for the engine's own rooms.
 *
 *	null        as.problem: why, or NULL
 *	boolean     as.boolean
 *	number      small: as.integer * 10^exponent; flag VALUE_BIG: as.pointer is a 128-bit decimal
 *	string      as.string, count bytes of UTF-8
 *	date        as.integer: days since 1970-01-01, proleptic Gregorian
 *	time        as.pointer: struct moment (day is 0)
 *	date-time   as.pointer: struct moment
 *	days dur.   as.integer: whole seconds, floor; count: nanoseconds 0..999999999 to add
 *	months dur. as.integer: months
 *	list        as.items, count
 *	context     as.context
 *	range       as.pointer: struct range
 *	function    as.pointer: struct function (feel/function.h)
 *
 * Values are immutable; they live in an arena. */
#ifndef REMIT_FEEL_VALUE_H
#define REMIT_FEEL_VALUE_H

#include "base/text.h"

#include <dmn.h>

enum {
	VALUE_BIG = 1
};

struct context_entry {
	struct text name;
	dmn_value value;
};

struct dmn_context {
	size_t count;
	struct context_entry entries[];
};

enum zone_kind {
	ZONE_LOCAL,
	ZONE_OFFSET,
	ZONE_NAMED
};

/* A point in local time with, perhaps, an offset or a named zone. */
struct moment {
	int64_t day;  /* days since 1970-01-01 */
	int64_t nano; /* nanoseconds since local midnight */
	enum zone_kind kind;
	int32_t offset;	  /* seconds east of UTC; known unless ZONE_LOCAL */
	struct text zone; /* IANA name, of ZONE_NAMED */
};

/* A range. An end that is not there (as in `> 5`) has an unbounded flag. A range written
 * as unary test `(= 5)`, `(< 5)` differs by structure from [5..5]: see `form`. `= 5` and `!= 5`
 * have 5 as both ends, closed. */
enum range_form {
	RANGE_INTERVAL,
	RANGE_UNARY
};
struct range {
	dmn_value low;
	dmn_value high;
	bool low_closed;
	bool high_closed;
	bool low_unbounded;
	bool high_unbounded;
	bool is_iteration; /* `2..1` of a for: runs downwards, too */
	enum range_form form;
	char operator_first; /* of RANGE_UNARY: '<' '>' '=' '!' */
};

static inline struct text value_text(dmn_value value)
{
	return (struct text){ .at = value.as.string, .length = value.count };
}

static inline dmn_value value_null(void)
{
	return (dmn_value){ .kind = DMN_NULL };
}

static inline dmn_value value_boolean(bool truth)
{
	return (dmn_value){ .kind = DMN_BOOLEAN, .as.boolean = truth };
}

static inline dmn_value value_integer(int64_t integer)
{
	return (dmn_value){ .kind = DMN_NUMBER, .as.integer = integer };
}

/* A view: the bytes must outlive the value. */
static inline dmn_value value_string(struct text text)
{
	return (dmn_value){ .kind = DMN_STRING,
			    .count = (uint32_t)text.length,
			    .as.string = text.at };
}

static inline bool value_is_true(dmn_value value)
{
	return value.kind == DMN_BOOLEAN && value.as.boolean;
}

/* A list over `items` themselves (not copied). */
static inline dmn_value value_list(const dmn_value *items, size_t count)
{
	return (dmn_value){ .kind = DMN_LIST, .count = (uint32_t)count, .as.items = items };
}

/* A context with room for `count` entries, to be filled before it is shared. */
struct dmn_context *context_new(struct arena *arena, size_t count);
static inline dmn_value value_context(const struct dmn_context *context)
{
	return (dmn_value){ .kind = DMN_CONTEXT, .as.context = context };
}
/* The entry of that name, or NULL. */
const dmn_value *context_find(const struct dmn_context *context, struct text name);

static inline dmn_value value_date(int64_t day)
{
	return (dmn_value){ .kind = DMN_DATE, .as.integer = day };
}

static inline dmn_value value_months(int64_t months)
{
	return (dmn_value){ .kind = DMN_MONTHS_DURATION, .as.integer = months };
}

static inline dmn_value value_duration(int64_t seconds, uint32_t nanos)
{
	return (dmn_value){ .kind = DMN_DAYS_DURATION, .count = nanos, .as.integer = seconds };
}

static inline const struct moment *value_moment(dmn_value value)
{
	return value.as.pointer;
}

static inline const struct range *value_range(dmn_value value)
{
	return value.as.pointer;
}

dmn_value value_from_range(struct arena *arena, struct range range);
dmn_value value_from_moment(struct arena *arena, enum dmn_kind kind, struct moment moment);

/* The FEEL name of the value's kind: "date and time", "null". */
const char *value_kind_name(dmn_value value);

/* FEEL equality (DMN 1.5 table 53): TRUE, FALSE, or UNKNOWN for values of different kinds
 * (null is comparable with everything). */
enum ternary {
	TERNARY_FALSE,
	TERNARY_TRUE,
	TERNARY_UNKNOWN
};
enum ternary value_equal(dmn_value a, dmn_value b);

/* Order of two numbers, strings, or temporal values of one kind: -1, 0, 1; 2 when they have none.
 */
int value_compare(dmn_value a, dmn_value b);

/* Is `point` in the range: UNKNOWN when it cannot be compared with an end. */
enum ternary range_includes(const struct range *range, dmn_value point);

#endif
