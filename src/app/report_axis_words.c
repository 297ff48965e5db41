/* SPDX-License-Identifier: Apache-2.0 */
/* The values of the platform's own fields, in the order in which a report shows them. */
#include "app/report_internal.h"

static const struct report_word yes_no[] = { { "yes", "Yes" }, { "no", "No" }, { 0 } };
static const struct report_word directions[] = {
	{ "raise", "Towards more intrusion" },
	{ "keep", "As it is" },
	{ "reduce", "Towards less intrusion" },
	{ "none", "Neither" },
	{ 0 },
};
static const struct report_word changes[] = {
	{ "more", "Towards more intrusion" },
	{ "less", "Towards less intrusion" },
	{ "alike", "To another outcome of the same direction" },
	{ "same", "Unchanged" },
	{ 0 },
};
static const struct report_word states[] = {
	{ "sealed", "Not begun" },
	{ "viewed", "Own view recorded" },
	{ "revealed", "Recommendation seen" },
	{ "decided", "Waits for a second person" },
	{ "signed", "Final" },
	{ "out-of-scope", "Out of scope" },
	{ 0 },
};
static const struct report_word standings[] = {
	{ "runs", "Not due yet" },
	{ "overdue", "Overdue" },
	{ "paused", "Stands still" },
	{ "in-time", "Ended in time" },
	{ "late", "Ended late" },
	{ "untold", "Due on an unknown day" },
	{ 0 },
};
static const struct report_word letters[] = {
	{ "made", "Made, not sent yet" },
	{ "sent", "Sent" },
	{ "withheld", "Kept back" },
	{ "not-made", "Could not be made" },
	{ 0 },
};
static const struct report_word none[] = { { 0 } };

const struct report_word *report_own_words(enum pack_own_kind kind)
{
	switch (kind) {
	case PACK_OWN_YES_NO: return yes_no;
	case PACK_OWN_DIRECTION: return directions;
	case PACK_OWN_CHANGE: return changes;
	case PACK_OWN_STATE: return states;
	case PACK_OWN_STANDING: return standings;
	case PACK_OWN_LETTER_STANDING: return letters;
	default: return none;
	}
}
