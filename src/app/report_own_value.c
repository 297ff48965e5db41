/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from the columns of a statement. */
#include "app/clock.h"
#include "app/instant.h"
#include "app/report_internal.h"

enum {
	OWNER = REPORT_OWN_FIRST + 2,
	DUE_AT,
	ENDED_AT
};

static struct text direction_of(const struct pack *pack, struct text code, int *rank)
{
	const struct pack_outcome *outcome = pack_find_outcome(pack, code);
	static const int ranks[PACK_DIRECTION_COUNT] = {
		[PACK_DIRECTION_REDUCE] = 1, [PACK_DIRECTION_KEEP] = 2, [PACK_DIRECTION_RAISE] = 3
	};
	*rank = outcome == NULL ? 0 : ranks[outcome->direction];
	return outcome == NULL ? TEXT("") : text_from(pack_direction_word(outcome->direction));
}

struct text *report_own_value(struct report_own_row *row, enum pack_own_field field)
{
	return &row->values[field - pack_own_first(pack_own_fields[field].of)];
}

void report_own_decision(const struct pack *pack, struct report_own_row *row)
{
	struct text outcome = *report_own_value(row, PACK_OWN_FIELD_DECISIONS_OUTCOME);
	struct text view = *report_own_value(row, PACK_OWN_FIELD_DECISIONS_VIEW);
	struct text *change = report_own_value(row, PACK_OWN_FIELD_DECISIONS_CHANGE);
	int from, to;
	*report_own_value(row, PACK_OWN_FIELD_DECISIONS_DIRECTION) =
		direction_of(pack, outcome, &to);
	direction_of(pack, view, &from);
	if (view.length == 0)
		*change = TEXT("");
	else if (text_equal(view, outcome))
		*change = TEXT("same");
	else if (from == to || from == 0 || to == 0)
		*change = TEXT("alike");
	else
		*change = to > from ? TEXT("more") : TEXT("less");
}

bool report_own_clock(const struct reporting *it, const struct rows *rows,
		      struct report_own_row *row)
{
	struct text *standing = report_own_value(row, PACK_OWN_FIELD_CLOCKS_STANDING);
	const struct pack_clock *clock = pack_find_clock(
		it->caseload->pack, *report_own_value(row, PACK_OWN_FIELD_CLOCKS_CLOCK));
	struct text due = rows_text(rows, DUE_AT), ended = rows_text(rows, ENDED_AT);
	char now[CLOCK_TEXT_SIZE];
	clock_print(instant_now(&it->caseload->app->clock), now);
	if (clock == NULL || !text_equal(clock->owner, rows_text(rows, OWNER)))
		return false;
	if (text_is(*standing, CLOCK_PAUSED))
		*standing = TEXT("paused");
	else if (due.length == 0)
		*standing = TEXT("untold");
	else if (ended.length != 0)
		*standing = text_compare(ended, due) > 0 ? TEXT("late") : TEXT("in-time");
	else
		*standing = text_compare(due, text_from(now)) <= 0 ? TEXT("overdue") : TEXT("runs");
	return true;
}
