/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions, letters and acts held against each other. */
#include "app/letter_internal.h"

static void judge(const struct pack *pack, struct letter *letter, const struct pack_letter *made)
{
	letter->label = made != NULL ? made->label : letter->name;
	if (letter->asked.length != 0 && letter->language.length != 0)
		letter->fell_back = !pack_language_reads(pack, letter->asked, letter->language);
	for (size_t i = 0; i < pack->language_count; i++)
		if (text_equal(pack->languages[i].tag, letter->language))
			letter->language_label = pack->languages[i].label;
	letter->lacks_letter =
		made != NULL && (letter->id == 0 || text_is(letter->state, LETTER_NOT_MADE));
	letter->lacks_sending = text_is(letter->state, LETTER_MADE);
	letter->lacks_done = letter->done.length != 0 && letter->done_on.length == 0;
}

static void judge_step(const struct pack *pack, struct letter *letter, struct text states,
		       struct text name)
{
	struct pack_letter_step step;
	letter->outcome = pack_find_step(pack, states, name, &step) ? step.transition->label : name;
	judge(pack, letter, pack_letter_on_step(pack, states, name));
}

static void judge_clock(const struct pack *pack, struct letter *letter, struct text name)
{
	const struct pack_clock *clock = pack_find_clock(pack, name);
	letter->outcome = clock != NULL ? clock->label : name;
	judge(pack, letter, pack_letter_on_clock(pack, name));
}

void letter_judge(const struct pack *pack, struct letter *letter, struct text states,
		  struct text name)
{
	const struct pack_outcome *of = pack_find_outcome(pack, name);
	if (letter->transition_id != 0) {
		judge_step(pack, letter, states, name);
		return;
	}
	if (letter->clock_id != 0) {
		judge_clock(pack, letter, name);
		return;
	}
	letter->outcome = of != NULL ? of->sentence : name;
	letter->done = of != NULL ? of->done : TEXT("");
	judge(pack, letter, pack_letter_on(pack, name));
}

int64_t letter_day(struct text when)
{
	int64_t day;
	return clock_parse_day(when, &day, NULL) == STATUS_OK ? day : clock_day_of(when);
}

struct text letter_day_of(struct arena *arena, struct text when)
{
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(letter_day(when), day);
	return text_copy(arena, text_from(day));
}

static enum status make(struct caseload *caseload, const struct letter *letter, int64_t *id,
			struct error *error)
{
	if (letter->clock_id != 0)
		return letter_make_clock(caseload, letter->clock_id, id, error);
	return letter->transition_id != 0
		       ? letter_make_step(caseload->app, letter->transition_id, id, error)
		       : letter_make(caseload->app, letter->item_id, id, error);
}

enum status letter_reconcile(struct caseload *caseload, struct letter_report *report,
			     struct error *error)
{
	struct letter_list list = { 0 };
	*report = (struct letter_report){ 0 };
	TRY(app_may(caseload->app, USE_LETTER_MAKE, caseload->pack, error));
	TRY(letter_lacking(caseload, &list, error));
	for (size_t i = 0; i < list.count; i++) {
		const struct letter *letter = &list.at[i];
		bool lacks = letter->lacks_letter;
		int64_t id;
		if (lacks) {
			enum status status = make(caseload, letter, &id, error);
			if (status != STATUS_OK && status != STATUS_INVALID &&
			    status != STATUS_CONFLICT)
				return status;
			report->made += status == STATUS_OK;
			report->not_made += status != STATUS_OK;
			lacks = status != STATUS_OK;
		}
		report->waiting += letter->lacks_sending || (letter->lacks_letter && !lacks);
		report->not_done += letter->lacks_done;
		*error = (struct error){ 0 };
	}
	return STATUS_OK;
}
