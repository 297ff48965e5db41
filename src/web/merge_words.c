/* SPDX-License-Identifier: Apache-2.0 */
#include "web/merge_words.h"

struct text merge_words(const struct merge_step *step)
{
	if (text_is(step->kind, MERGE_DISTINCT))
		return TEXT("Said to be two people");
	return text_is(step->kind, MERGE_MERGE) ? TEXT("Merge into the first")
						: TEXT("Separate again");
}

struct text merge_state(struct visit *visit, const struct merge_step *step)
{
	if (text_is(step->state, MERGE_ASKED))
		return visit_format(visit, "Asked for by %.*s, waits for another person",
				    TEXT_ARG(step->asked_by));
	if (text_is(step->kind, MERGE_DISTINCT))
		return visit_format(visit, "By %.*s", TEXT_ARG(step->asked_by));
	return visit_format(visit, "%s by %.*s and %.*s%s",
			    text_is(step->state, MERGE_DONE) ? "Done" : "Refused",
			    TEXT_ARG(step->asked_by), TEXT_ARG(step->answered_by),
			    step->holds ? ", and holds" : "");
}
