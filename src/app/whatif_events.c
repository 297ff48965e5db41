/* SPDX-License-Identifier: Apache-2.0 */
/* What recorded stretches would have made with each value, by week. */
#include "app/accumulate_internal.h"
#include "app/run.h"
#include "app/whatif.h"

enum {
	WEEK = 7,
	TO_MONDAY = 3 /* 1 January 1970 was a Thursday */
};

#define MICROS_A_DAY INT64_C(86400000000)

struct counting {
	const struct whatif_wanted *wanted;
	const struct pack_accumulation *const *rules; /* one for each try but the last */
	struct whatif *out;
	struct arena *arena;
};

static int64_t day_of(int64_t micros)
{
	return micros / MICROS_A_DAY - (micros % MICROS_A_DAY < 0);
}

static int64_t monday_of(int64_t day)
{
	int64_t since = (day + TO_MONDAY) % WEEK;
	return day - (since < 0 ? since + WEEK : since);
}

/* The list has every week from the first to the last that something was made in. */
static struct whatif_week *week_at(struct counting *it, int64_t monday)
{
	struct whatif *out = it->out;
	if (out->weeks.count == 0)
		list_push(it->arena, &out->weeks, (struct whatif_week){ .monday = monday });
	while (out->weeks.at[out->weeks.count - 1].monday < monday) {
		int64_t next = out->weeks.at[out->weeks.count - 1].monday + WEEK;
		list_push(it->arena, &out->weeks, (struct whatif_week){ .monday = next });
	}
	while (out->weeks.at[0].monday > monday) {
		int64_t last = out->weeks.at[0].monday - WEEK;
		list_push(it->arena, &out->weeks, (struct whatif_week){ 0 });
		for (size_t i = out->weeks.count - 1; i > 0; i--)
			out->weeks.at[i] = out->weeks.at[i - 1];
		out->weeks.at[0] = (struct whatif_week){ .monday = last };
	}
	return &out->weeks.at[(monday - out->weeks.at[0].monday) / WEEK];
}

static void count_one(struct counting *it, size_t which, int64_t at)
{
	int64_t day = day_of(at);
	if ((it->wanted->from != 0 && day < it->wanted->from) ||
	    (it->wanted->until != 0 && day > it->wanted->until))
		return;
	it->out->tries[which].made++;
	week_at(it, monday_of(day))->made[which]++;
}

static enum status count_group(struct accumulating *accumulating,
			       const struct accumulate_group *group, void *user,
			       struct error *error)
{
	struct counting *it = user;
	size_t each = it->out->count - 1;
	(void)error;
	it->out->stretches += (int64_t)group->count;
	for (size_t i = 0; i < group->count; i++)
		if (group->stretches[i].from <= accumulating->now)
			count_one(it, each, group->stretches[i].from);
	for (size_t i = 0; i < each; i++) {
		const struct pack_accumulation *rule = it->rules[i];
		const struct work_accumulation measure = { .window = rule->window,
							   .total = rule->total,
							   .count = rule->count,
							   .now = accumulating->now };
		const struct work_made *made;
		size_t count = work_accumulate(accumulating->batch->arena, &measure,
					       group->stretches, group->count, &made);
		for (size_t m = 0; m < count; m++)
			count_one(it, i, made[m].at);
	}
	return STATUS_OK;
}

enum status whatif_events(struct caseload *caseload, const struct whatif_wanted *wanted,
			  const struct pack_accumulation *const *rules, struct whatif *out,
			  struct error *error)
{
	struct counting counting = { wanted, rules, out, caseload->arena };
	struct accumulating it;
	struct accumulate_report report;
	bool found = true;
	enum status status = accumulate_open(&it, caseload, &report, error);
	while (status == STATUS_OK && found) {
		status = batch_next(it.batch, RUN_ROOTS, &found, error);
		if (status == STATUS_OK && found)
			status = accumulate_each(&it, rules[0], count_group, &counting, error);
	}
	accumulate_close(&it);
	return status;
}
