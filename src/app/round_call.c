/* SPDX-License-Identifier: Apache-2.0 */
/* What calls for a round, and beginning it. */
#include "app/condition.h"
#include "app/round_internal.h"
#include "app/run.h"

struct round_caller {
	struct caseload *caseload;
	struct conditions conditions;
	struct batch *family; /* of one case */
};

static bool day_of(struct arena *arena, dmn_value value, int64_t *day)
{
	size_t size;
	if (value.kind == DMN_DATE) {
		*day = dmn_date_days(value);
		return true;
	}
	if (value.kind != DMN_DATE_TIME)
		return false;
	const char *text = dmn_text(arena, value, &size);
	struct text date = text_slice((struct text){ text, size }, 0, 10);
	return clock_parse_day(date, day, NULL) == STATUS_OK;
}

/* The trigger that has called, the earliest first; NULL: none. */
static const struct pack_trigger *called(struct round_caller *it, struct batch *batch,
					 struct assembled_row *root, int64_t after, int64_t from,
					 int64_t *earliest)
{
	const struct pack *pack = it->caseload->pack;
	const struct pack_trigger *first = NULL;
	*earliest = INT64_MAX;
	for (size_t i = 0; i < pack->round.trigger_count; i++) {
		const struct pack_trigger *trigger = &pack->round.triggers[i];
		int64_t day;
		if (trigger->since == NULL ||
		    !day_of(batch->arena,
			    condition_ask(&it->conditions, trigger->since, batch, root, dmn_null()),
			    &day) ||
		    day > batch->as_of || day <= after || day < from || day >= *earliest)
			continue;
		*earliest = day;
		first = trigger;
	}
	return first;
}

static struct text why_of(const struct round_caller *it, const struct pack_trigger *trigger,
			  int64_t day)
{
	char written[CLOCK_TEXT_SIZE];
	clock_print_day(day, written);
	return text_format(it->caseload->arena, "Called for on %s (%.*s)", written,
			   TEXT_ARG(trigger->source));
}

/* What called before the last round began belongs to it, and so does what came while it ran. */
enum status round_call(struct round_caller *it, int64_t root_id, enum round_called *out,
		       struct error *error)
{
	struct round_view view;
	struct run_report report;
	int64_t after = INT64_MIN;
	int64_t from = INT64_MIN;
	int64_t day;
	bool waits;
	*out = ROUND_NOT_CALLED;
	TRY(round_fill_unseen(it->caseload, it->family, root_id, &view, error));
	if (view.is_open || view.items.count == 0)
		return STATUS_OK;
	if (view.rounds.count != 0) {
		TRY(clock_parse_day(view.rounds.at[0].opened_on, &after, error));
		TRY(clock_parse_day(view.rounds.at[0].ended_on, &from, error));
	}
	const struct pack_trigger *trigger =
		called(it, it->family, batch_root(it->family), after, from, &day);
	if (trigger == NULL)
		return STATUS_OK;
	TRY(round_begin(&view, USE_ROUND_CALL, trigger, why_of(it, trigger, day), &waits, error));
	*out = waits ? ROUND_WAITS : ROUND_BEGUN;
	return waits ? STATUS_OK : run_family_rules(it->caseload, view.root_id, &report, error);
}

enum status round_caller_open(struct caseload *caseload, struct round_caller **out,
			      struct error *error)
{
	*out = NULL;
	if (caseload->pack->round.label.length == 0)
		return STATUS_OK;
	struct round_caller *it = arena_new_one(caseload->arena, struct round_caller);
	*it = (struct round_caller){ .caseload = caseload };
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &it->family, error));
	*out = it;
	return conditions_open(&it->conditions, caseload, error);
}

void round_caller_close(struct round_caller *it)
{
	if (it == NULL)
		return;
	conditions_close(&it->conditions);
	batch_free(it->family);
}

enum status round_call_once(struct caseload *caseload, int64_t root_id, struct error *error)
{
	struct round_caller *it;
	enum round_called called_for;
	enum status status = round_caller_open(caseload, &it, error);
	if (status == STATUS_OK && it != NULL)
		status = round_call(it, root_id, &called_for, error);
	round_caller_close(it);
	return status;
}

bool round_is_called(struct round_caller *it, struct batch *batch, struct assembled_row *root)
{
	int64_t day;
	return called(it, batch, root, INT64_MIN, INT64_MIN, &day) != NULL;
}
