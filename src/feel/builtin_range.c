/* SPDX-License-Identifier: Apache-2.0 */
/* The relations between points and ranges (DMN 1.5 table 78). A point is the range of itself,
 * closed at both ends, wherever the table's rule for points is the rule for such a range; an end
 * that is not there lies beyond every point. Not here: range(), which reads text. */
#include "feel/builtin_internal.h"

/* One end: a value, or beyond all values. */
struct bound {
	dmn_value value;
	int beyond; /* -1 below everything, 1 above everything, 0 a value */
	bool closed;
};

struct extent {
	struct bound start;
	struct bound end;
	bool is_point;
};

static bool extent_of(dmn_value value, struct extent *extent)
{
	if (value.kind != DMN_RANGE) {
		extent->start = extent->end = (struct bound){ .value = value, .closed = true };
		extent->is_point = true;
		return true;
	}
	const struct range *range = value_range(value);
	extent->start =
		(struct bound){ range->low, range->low_unbounded ? -1 : 0, range->low_closed };
	extent->end =
		(struct bound){ range->high, range->high_unbounded ? 1 : 0, range->high_closed };
	extent->is_point = false;
	return !(range->form == RANGE_UNARY && range->operator_first == '!');
}

/* -1, 0, 1 by value alone; 2 when the two have no order. */
static int order(struct bound a, struct bound b)
{
	if (a.beyond != 0 || b.beyond != 0)
		return (a.beyond > b.beyond) - (a.beyond < b.beyond);
	return value_compare(a.value, b.value);
}

/* Starts of extents: does a begin no later than b (earlier, or together and including as much)? */
static bool begins_by(struct extent a, struct extent b)
{
	int found = order(a.start, b.start);
	return found < 0 || (found == 0 && (a.start.closed || !b.start.closed));
}

static bool ends_by(struct extent a, struct extent b)
{
	int found = order(a.end, b.end);
	return found < 0 || (found == 0 && (!a.end.closed || b.end.closed));
}

/* a lies wholly before b. */
static bool lies_before(struct extent a, struct extent b)
{
	int found = order(a.end, b.start);
	return found < 0 || (found == 0 && !(a.end.closed && b.start.closed));
}

static bool same_start(struct extent a, struct extent b)
{
	return order(a.start, b.start) == 0 && a.start.closed == b.start.closed;
}

static bool same_end(struct extent a, struct extent b)
{
	return order(a.end, b.end) == 0 && a.end.closed == b.end.closed;
}

static bool is_meeting(struct extent a, struct extent b)
{
	return a.end.closed && b.start.closed && order(a.end, b.start) == 0;
}

static bool is_overlapping(struct extent a, struct extent b)
{
	return !lies_before(a, b) && !lies_before(b, a);
}

/* a starts before b, and ends within it. */
static bool is_overlapping_before(struct extent a, struct extent b)
{
	return !begins_by(b, a) && is_overlapping(a, b) && ends_by(a, b);
}

static bool is_overlapping_after(struct extent a, struct extent b)
{
	return is_overlapping_before(b, a);
}

static bool is_met_by(struct extent a, struct extent b)
{
	return is_meeting(b, a);
}

static bool lies_after(struct extent a, struct extent b)
{
	return lies_before(b, a);
}

static bool is_finishing(struct extent a, struct extent b)
{
	return same_end(a, b) && (a.is_point || begins_by(b, a));
}

static bool is_finished_by(struct extent a, struct extent b)
{
	return is_finishing(b, a);
}

static bool is_during(struct extent a, struct extent b)
{
	return begins_by(b, a) && ends_by(a, b);
}

static bool is_including(struct extent a, struct extent b)
{
	return is_during(b, a);
}

static bool is_starting(struct extent a, struct extent b)
{
	return same_start(a, b) && (a.is_point || ends_by(a, b));
}

static bool is_started_by(struct extent a, struct extent b)
{
	return is_starting(b, a);
}

static bool is_coinciding(struct extent a, struct extent b)
{
	return same_start(a, b) && same_end(a, b);
}

typedef bool relation(struct extent a, struct extent b);

/* Every end of the one must have an order with every end of the other. */
static dmn_value relate(struct run *run, const char *function, const dmn_value *arguments,
			relation *holds)
{
	struct extent a, b;
	run_step(run, 1);
	if (!extent_of(arguments[0], &a) || !extent_of(arguments[1], &b))
		return run_fail(run, PROBLEM_ARGUMENT,
				"%s: a range of all values but one has no ends", function);
	if (order(a.start, b.start) == 2 || order(a.start, b.end) == 2 ||
	    order(a.end, b.start) == 2 || order(a.end, b.end) == 2)
		return run_fail(run, PROBLEM_TYPE, "%s: the values of the two have no order",
				function);
	return value_boolean(holds(a, b));
}

dmn_value before_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "before", arguments, lies_before);
}

dmn_value after_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "after", arguments, lies_after);
}

dmn_value meets_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "meets", arguments, is_meeting);
}

dmn_value met_by(struct run *run, const dmn_value *arguments)
{
	return relate(run, "met by", arguments, is_met_by);
}

dmn_value overlaps_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "overlaps", arguments, is_overlapping);
}

dmn_value overlaps_before(struct run *run, const dmn_value *arguments)
{
	return relate(run, "overlaps before", arguments, is_overlapping_before);
}

dmn_value overlaps_after(struct run *run, const dmn_value *arguments)
{
	return relate(run, "overlaps after", arguments, is_overlapping_after);
}

dmn_value finishes_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "finishes", arguments, is_finishing);
}

dmn_value finished_by(struct run *run, const dmn_value *arguments)
{
	return relate(run, "finished by", arguments, is_finished_by);
}

dmn_value includes_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "includes", arguments, is_including);
}

dmn_value during_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "during", arguments, is_during);
}

dmn_value starts_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "starts", arguments, is_starting);
}

dmn_value started_by(struct run *run, const dmn_value *arguments)
{
	return relate(run, "started by", arguments, is_started_by);
}

dmn_value coincides_function(struct run *run, const dmn_value *arguments)
{
	return relate(run, "coincides", arguments, is_coinciding);
}
