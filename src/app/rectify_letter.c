/* SPDX-License-Identifier: Apache-2.0 */
/* The answer to the person, as a letter. */
#include "app/rectify_internal.h"

#include "letter/written.h"

static struct text known(struct arena *arena, struct text value)
{
	return value.length != 0 ? written_value(arena, value) : TEXT("Nothing was held");
}

static struct text outcome_words(const struct rectification *it)
{
	return text_is(it->state, RECTIFY_CORRECTED)   ? TEXT("We have put it right.")
	       : text_is(it->state, RECTIFY_COMPLETED) ? TEXT("We have added what was missing.")
						       : TEXT("We have not changed it.");
}

static size_t told_count(const struct rectify_look *look)
{
	size_t count = 0;
	for (size_t i = 0; i < look->recipients.count; i++)
		count += look->recipients.at[i].told_on.length != 0;
	return count;
}

static void lay_what(struct document *out, struct arena *arena, const struct rectification *it)
{
	document_section(out, TEXT("What you asked"));
	document_row(out, TEXT("You asked on"), written_date(arena, it->asked_on), TEXT(""));
	document_row(out, TEXT("About"), it->label, TEXT(""));
	document_row(out, TEXT("We held"), known(arena, it->held), TEXT(""));
	document_row(out, TEXT("You said it should be"), known(arena, it->wanted), TEXT(""));
	document_row(out, TEXT("You told or showed us"), it->evidence, TEXT(""));
	if (it->extend_reason.length != 0)
		document_row(out, TEXT("Why we took longer"), it->extend_reason, TEXT(""));
}

static void lay_answer(struct document *out, const struct rectify_look *look,
		       const struct pack_rectification *rule)
{
	const struct rectification *it = &look->of;
	size_t told = told_count(look);
	document_section(out, TEXT("Our answer"));
	document_paragraph(out, outcome_words(it));
	document_paragraph(out, it->answer);
	if (!text_is(it->state, RECTIFY_REFUSED)) {
		document_section(out, TEXT("What follows from it"));
		document_paragraph(out,
				   told == 0 ? TEXT("We have not told anybody else of it yet. You "
						    "may ask whom we had given the old value.")
					     : text_format(out->arena,
							   "We have told %zu of those to whom we "
							   "had given the old value. You may ask "
							   "who they are.",
							   told));
		document_paragraph(out, look->decisions.count != 0
						? TEXT("Decisions about you that rested on it are "
						       "looked at again.")
						: TEXT("No decision about you rested on it."));
	}
	document_section(out, TEXT("If you disagree"));
	document_paragraph(out, rule->complain);
	document_hint(out, rule->source);
}

enum status rectify_letter(struct caseload *caseload, int64_t id, struct document *out,
			   struct error *error)
{
	struct app *app = caseload->app;
	struct arena *arena = caseload->arena;
	struct rectify_look look = { 0 };
	TRY(app_may(app, USE_RECTIFY_LETTER, caseload->pack, error));
	TRY(rectify_open(caseload, id, &look.of, error));
	if (look.of.is_open) {
		error_set(error, STATUS_CONFLICT, "the request is not answered yet");
		return error_remedy(error, "answer it first");
	}
	TRY(rectify_read_recipients(caseload, &look, error));
	TRY(rectify_read_decisions(caseload, &look, error));
	*out = document_new(arena, TEXT("en-GB"), TEXT("Your request to put your record right"));
	out->subtitle = text_format(arena, "Request %lld, case %.*s", (long long)id,
				    TEXT_ARG(look.of.reference));
	out->author = caseload->pack->owner;
	out->header = caseload->pack->title;
	out->footer = out->subtitle;
	out->day = clock_today(&app->clock);
	lay_what(out, arena, &look.of);
	lay_answer(out, &look, &caseload->pack->rectification);
	TRY(app_begin(app, error));
	return app_end(app,
		       rectify_log(caseload, &look.of, USE_RECTIFY_LETTER, "to", TEXT("the person"),
				   error),
		       error);
}
