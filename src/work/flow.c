/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the flow, and the checks of a step in their order. */
#include "work/flow.h"

#include "base/ensure.h"

static const struct {
	const char *word;
	bool open;
} states[] = {
#define STATE(name, word, open, meaning) { word, open },
#include "work/flow.def"
};

static const struct {
	enum work_step step;
	enum work_state from;
	enum work_state to;
} moves[] = {
#define MOVE(step, from, to) { STEP_##step, WORK_##from, WORK_##to },
#include "work/flow.def"
};

static const struct {
	const char *code;
	enum status status;
	const char *sentence;
	const char *remedy;
} refusals[] = {
#define REFUSAL(name, code, status, sentence, remedy) { code, STATUS_##status, sentence, remedy },
#include "work/flow.def"
};

const char *work_state_word(enum work_state state)
{
	ensure(state < WORK_STATE_COUNT);
	return states[state].word;
}

bool work_state_parse(struct text word, enum work_state *out)
{
	for (unsigned i = 0; i < WORK_STATE_COUNT; i++) {
		if (text_is(word, states[i].word)) {
			*out = (enum work_state)i;
			return true;
		}
	}
	return false;
}

bool work_state_is_open(enum work_state state)
{
	ensure(state < WORK_STATE_COUNT);
	return states[state].open;
}

bool work_move(enum work_state from, enum work_step step, enum work_state *to)
{
	for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
		if (moves[i].step == step && moves[i].from == from) {
			*to = moves[i].to;
			return true;
		}
	}
	return false;
}

/* What every text of reasons must be, in a view as in a decision. */
static enum work_refusal check_reasons(const struct work_attempt *attempt)
{
	if (!attempt->outcome_known)
		return REFUSAL_NO_OUTCOME;
	if (!attempt->permitted)
		return REFUSAL_NOT_PERMITTED;
	if (attempt->untrained)
		return REFUSAL_UNTRAINED;
	if (work_word_count(attempt->reasons) < 3)
		return REFUSAL_NO_REASONS;
	if (attempt->evidence_count == 0)
		return REFUSAL_NO_EVIDENCE;
	if (!attempt->evidence_known)
		return REFUSAL_UNKNOWN_EVIDENCE;
	return attempt->copied ? REFUSAL_COPIED_REASONS : REFUSAL_NONE;
}

static enum work_refusal check_view(const struct work_attempt *attempt)
{
	if (attempt->has_reveal)
		return REFUSAL_VIEW_AFTER_REVEAL;
	return check_reasons(attempt);
}

static enum work_refusal check_decide(const struct work_attempt *attempt)
{
	if (attempt->sealed_first && !attempt->has_view)
		return REFUSAL_NO_VIEW;
	if (attempt->sealed_first && !attempt->has_reveal)
		return REFUSAL_NO_REVEAL;
	enum work_refusal refusal = check_reasons(attempt);
	if (refusal != REFUSAL_NONE)
		return refusal;
	if (attempt->has_reveal && attempt->switched && work_word_count(attempt->switch_reason) < 3)
		return REFUSAL_NO_SWITCH_REASON;
	if (attempt->judgements_unknown)
		return REFUSAL_UNKNOWN_JUDGEMENT;
	if (!attempt->safeguards_whole)
		return REFUSAL_MISSING_SAFEGUARD;
	return attempt->judgements_whole ? REFUSAL_NONE : REFUSAL_MISSING_JUDGEMENT;
}

static enum work_refusal check_sign(const struct work_attempt *attempt)
{
	if (attempt->same_person)
		return REFUSAL_SAME_PERSON;
	if (!attempt->permitted)
		return REFUSAL_NOT_PERMITTED;
	if (attempt->untrained)
		return REFUSAL_UNTRAINED;
	if (!attempt->payload_same)
		return REFUSAL_CHANGED;
	bool unsaid = attempt->step == STEP_RETURN && work_word_count(attempt->reasons) == 0;
	return unsaid ? REFUSAL_NO_RETURN_REASON : REFUSAL_NONE;
}

enum work_refusal work_check(const struct work_attempt *attempt)
{
	enum work_state to;
	if (attempt->barred)
		return REFUSAL_NOT_FRESH;
	if ((attempt->step == STEP_SIGN || attempt->step == STEP_RETURN) && attempt->lapsed)
		return REFUSAL_LAPSED;
	/* The seal speaks before the state: it is what a person has to know. */
	if (attempt->step == STEP_REVEAL && attempt->sealed_first && !attempt->has_view)
		return REFUSAL_NO_VIEW;
	if (attempt->step == STEP_DECIDE && attempt->state == WORK_SEALED)
		return REFUSAL_NO_VIEW;
	if (attempt->step == STEP_DECIDE && attempt->state == WORK_VIEWED)
		return attempt->has_view ? REFUSAL_NO_REVEAL : REFUSAL_NO_VIEW;
	if (!work_move(attempt->state, attempt->step, &to))
		return REFUSAL_WRONG_STATE;
	switch (attempt->step) {
	case STEP_VIEW: return check_view(attempt);
	case STEP_DECIDE: return check_decide(attempt);
	case STEP_SIGN:
	case STEP_RETURN: return check_sign(attempt);
	case STEP_REVEAL: return attempt->permitted ? REFUSAL_NONE : REFUSAL_NOT_PERMITTED;
	default: return REFUSAL_NONE;
	}
}

const char *work_refusal_code(enum work_refusal refusal)
{
	ensure(refusal < REFUSAL_COUNT);
	return refusals[refusal].code;
}

enum status work_refuse(enum work_refusal refusal, struct error *error)
{
	ensure(refusal < REFUSAL_COUNT);
	if (refusal == REFUSAL_NONE)
		return STATUS_OK;
	error_set(error, refusals[refusal].status, "%s", refusals[refusal].sentence);
	error_remedy(error, "%s", refusals[refusal].remedy);
	if (error != NULL)
		error->code = refusals[refusal].code;
	return refusals[refusal].status;
}

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

size_t work_word_count(struct text text)
{
	size_t count = 0;
	bool inside = false;
	for (size_t i = 0; i < text.length; i++) {
		bool space = is_space(text.at[i]);
		count += !space && !inside;
		inside = !space;
	}
	return count;
}

struct text work_plain(struct arena *arena, struct text text)
{
	char *out = arena_alloc(arena, text.length + 1);
	size_t length = 0;
	bool gap = false;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool letter =
			(byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 128;
		if (byte >= 'A' && byte <= 'Z') {
			byte = (unsigned char)(byte + 32);
			letter = true;
		}
		if (letter && gap && length != 0)
			out[length++] = ' ';
		if (letter)
			out[length++] = (char)byte;
		gap = !letter;
	}
	return (struct text){ out, length };
}
