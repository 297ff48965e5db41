/* SPDX-License-Identifier: Apache-2.0 */
/* The decision flow as a table: inputs -> sealed -> own view -> reveal -> decide -> second person.
 * Pure: it says whether a step may be done and to which state it leads; it does nothing. */
#ifndef REMIT_WORK_FLOW_H
#define REMIT_WORK_FLOW_H

#include "base/error.h"
#include "base/text.h"

enum work_state {
#define STATE(name, word, open, meaning) WORK_##name,
#include "work/flow.def"
	WORK_STATE_COUNT
};

enum work_step {
#define STEP(name, word) STEP_##name,
#include "work/flow.def"
	STEP_COUNT
};

enum work_refusal {
#define REFUSAL(name, code, status, sentence, remedy) REFUSAL_##name,
#include "work/flow.def"
	REFUSAL_COUNT
};

const char *work_state_word(enum work_state state);
/* False when it is no state's word. */
bool work_state_parse(struct text word, enum work_state *out);
bool work_state_is_open(enum work_state state);

/* Where a step leads. False when it cannot start there. */
bool work_move(enum work_state from, enum work_step step, enum work_state *to);

/* What is known when a person takes a step. */
struct work_attempt {
	enum work_state state;
	enum work_step step;
	bool sealed_first; /* the pack seals the recommendation */
	bool has_view;	   /* this person's own view of this recommendation is recorded */
	bool has_reveal;   /* it was shown to this person */
	bool permitted;	   /* by role and grade */
	bool untrained;	   /* a training that the step asks for is not in date */
	bool barred;	   /* took part in the decision whose challenge the item answers */
	bool lapsed;	   /* what would be approved has waited too long */
	bool outcome_known;
	struct text reasons;
	size_t evidence_count;
	bool evidence_known;
	bool copied;   /* the reasons are a copy */
	bool switched; /* the outcome differs from the own view's */
	struct text switch_reason;
	bool judgements_whole;
	bool safeguards_whole;	 /* each that came with the recommendation is answered */
	bool judgements_unknown; /* one is not of the form, or twice, or has no such code */
	bool same_person;	 /* as the one who decided */
	bool payload_same;	 /* the hash given is that of what would be approved */
};

/* The first reason against it, or REFUSAL_NONE. */
enum work_refusal work_check(const struct work_attempt *attempt);

const char *work_refusal_code(enum work_refusal refusal);
/* Fill the error and return the refusal's status (STATUS_OK for REFUSAL_NONE). */
enum status work_refuse(enum work_refusal refusal, struct error *error);

/* Words in a text: runs of what is no white space. */
size_t work_word_count(struct text text);
/* Lower case, single spaces, no punctuation: two texts are copies when these are equal. */
struct text work_plain(struct arena *arena, struct text text);

#endif
