/* SPDX-License-Identifier: Apache-2.0 */
/* What the decisions of two versions take: work by week, and things of which there are so many. */
#include "app/impact_internal.h"

#include <stdlib.h>

enum {
	WEEKS_TOLD = 26,
	DAYS = 7,
	THURSDAY = 4 /* 1 January 1970; the Monday before is day -3 */
};

static void add_capacity(struct measuring *it, const struct pack_capacity *one)
{
	struct impact *out = it->out;
	for (size_t i = 0; i < out->capacities.count; i++)
		if (text_equal(out->capacities.at[i].name, one->name))
			return;
	const struct pack_capacity *before = pack_find_capacity(it->caseload->pack, one->name);
	const struct pack_capacity *after = pack_find_capacity(it->other, one->name);
	struct impact_capacity made = { .name = one->name,
					.label = one->label,
					.most = { before != NULL ? before->most : -1,
						  after != NULL ? after->most : -1 } };
	list_push(it->caseload->arena, &out->capacities, made);
}

void impact_begin_effect(struct measuring *it)
{
	const struct pack *base = it->caseload->pack;
	it->out->effort = it->other->effort.high != 0 ? it->other->effort : base->effort;
	for (size_t i = 0; i < it->other->capacity_count; i++)
		add_capacity(it, &it->other->capacities[i]);
	for (size_t i = 0; i < base->capacity_count; i++)
		add_capacity(it, &base->capacities[i]);
}

/* A version that does not say what needs one is asked by what the other says. */
static bool needs(const struct pack *pack, const struct pack *other, struct text name,
		  struct text outcome)
{
	const struct pack_capacity *it = pack_find_capacity(pack, name);
	if (it == NULL)
		it = pack_find_capacity(other, name);
	for (size_t i = 0; i < it->outcome_count; i++)
		if (text_equal(it->outcomes[i], outcome))
			return true;
	return false;
}

/* The Monday of the week of the next look, or beside the weeks told. */
static int64_t week_of(const struct measuring *it, const struct pack *pack,
		       const struct verdict *verdict, bool *found)
{
	dmn_value recommendation = evaluate_member(verdict->result, "Recommendation");
	dmn_value parameters = evaluate_member(recommendation, "parameters");
	dmn_value day =
		evaluate_member(parameters, text_c(it->caseload->arena, pack->effort.again));
	int64_t today = it->out->as_of;
	*found = day.kind == DMN_DATE;
	if (!*found)
		return 0;
	int64_t at = dmn_date_days(day);
	int64_t monday = at - ((at % DAYS + DAYS + THURSDAY - 1) % DAYS);
	if (at < today)
		return IMPACT_EARLIER;
	return at < today + (int64_t)WEEKS_TOLD * DAYS ? monday : IMPACT_LATER;
}

static struct impact_week *week_at(struct measuring *it, int64_t monday)
{
	struct impact *out = it->out;
	struct arena *arena = it->caseload->arena;
	for (size_t i = 0; i < out->weeks.count; i++)
		if (out->weeks.at[i].monday == monday)
			return &out->weeks.at[i];
	struct impact_week made = { .monday = monday,
				    .needs = arena_new_array(arena, struct impact_pair,
							     out->capacities.count + 1) };
	list_push(arena, &out->weeks, made);
	return &out->weeks.at[out->weeks.count - 1];
}

static int64_t *side(struct impact_pair *pair, bool is_after)
{
	return is_after ? &pair->after : &pair->before;
}

static void count_side(struct measuring *it, const struct pack *pack, const struct pack *other,
		       const struct verdict *verdict, bool is_after)
{
	struct impact *out = it->out;
	struct impact_week *week = NULL;
	bool found = false;
	if (!verdict->in_scope)
		return;
	++*side(&out->work, is_after);
	int64_t monday = pack->effort.again.length != 0 ? week_of(it, pack, verdict, &found) : 0;
	if (found) {
		week = week_at(it, monday);
		++*side(&week->cases, is_after);
	}
	for (size_t i = 0; i < out->capacities.count; i++) {
		if (!needs(pack, other, out->capacities.at[i].name, verdict->outcome))
			continue;
		++*side(&out->capacities.at[i].need, is_after);
		if (week != NULL)
			++*side(&week->needs[i], is_after);
	}
}

void impact_count_effect(struct measuring *it, const struct verdict *before,
			 const struct verdict *after)
{
	count_side(it, it->caseload->pack, it->other, before, false);
	count_side(it, it->other, it->caseload->pack, after, true);
}

static int by_monday(const void *a, const void *b)
{
	const struct impact_week *one = a, *other = b;
	return (one->monday > other->monday) - (one->monday < other->monday);
}

void impact_sort_weeks(struct impact *it)
{
	if (it->weeks.count != 0)
		qsort(it->weeks.at, it->weeks.count, sizeof *it->weeks.at, by_monday);
}

/* Too many before and fewer now, or room for more and more now, by what either version has. */
static bool fits_to(const struct impact_pair *need, int64_t most, int64_t most_before)
{
	bool relieves = need->before > most && need->after < need->before;
	bool fills = need->after > most_before && need->after <= most;
	return most >= 0 && (relieves || (most_before >= 0 && fills && need->after > need->before));
}

bool impact_is_fitted(const struct impact_capacity *it)
{
	return fits_to(&it->need, it->most.before, it->most.before) ||
	       fits_to(&it->need, it->most.after, it->most.before);
}
