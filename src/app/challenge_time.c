/* SPDX-License-Identifier: Apache-2.0 */
/* Until when a decision could be challenged: the time that its letter gave. */
#include "app/challenge_internal.h"
#include "record/age.h"

static const struct pack_letter *find_letter(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->letter_count; i++)
		if (text_equal(pack->letters[i].name, name))
			return &pack->letters[i];
	return NULL;
}

static void take_time(const struct item *item, struct challenge_time *out, const struct rows *rows)
{
	struct arena *arena = item->caseload.app->arena;
	const struct pack_letter *letter = find_letter(item->caseload.pack, rows_text(rows, 0));
	int64_t made;
	char day[CLOCK_TEXT_SIZE];
	if (letter == NULL ||
	    clock_parse_day(text_slice(rows_text(rows, 1), 0, 10), &made, NULL) != STATUS_OK)
		return;
	struct age period = age_from_value(arena, letter->challenge_period);
	if (!period.given)
		return;
	out->last = age_after(period, made);
	clock_print_day(out->last, day);
	out->until = text_copy(arena, text_from(day));
}

enum status challenge_read_time(const struct item *item, struct challenge_time *out,
				struct error *error)
{
	struct app *app = item->caseload.app;
	struct rows rows;
	bool found;
	*out = (struct challenge_time){ .last = INT64_MAX };
	TRY(store_query(app->store, SQL_challenge_letter, BIND(dmn_number(item->decision.id)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		take_time(item, out, &rows);
	rows_end(&rows);
	return status;
}
