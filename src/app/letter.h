/* SPDX-License-Identifier: Apache-2.0 */
/* Letters of a pack: what a person is told of a decision, of a step towards one, or of our delay,
 * in their language.
 *
 * One is made when a decision is final, never before, when somebody has taken the step, or when the
 * clock has run out. It is
 * kept as it was made: its words, and its PDF as a document of the case, with the hash of each in
 * the log. Shown, decided and done are three records: a letter was made, and then sent (by whom,
 * how, when) or kept back (why); and that what a decision asks for was done is recorded apart. What
 * lacks one of them is listed until it has it.
 *
 * A letter in which a field is empty is not made: that, and which field, is kept instead, and it is
 * tried again by whoever asks and by the daily job `letters`. */
#ifndef REMIT_APP_LETTER_H
#define REMIT_APP_LETTER_H

#include "app/item.h"
#include "letter/document.h"

#define LETTER_MADE "made"
#define LETTER_NOT_MADE "not-made"
#define LETTER_SENT "sent"
#define LETTER_WITHHELD "withheld"

enum {
	LETTERS_SHOWN = 500
};

struct letter {
	int64_t id;		      /* 0: there is none yet */
	int64_t decision_id, item_id; /* decision_id 0: of a step or a clock */
	int64_t transition_id;	      /* the step, or 0 */
	int64_t clock_id;	      /* the clock's cycle, or 0 */
	int64_t root_id;	      /* as stored */
	int64_t case_id;	      /* the case that it is read on */
	int64_t document_id;	      /* its PDF; 0: none */
	struct text reference;	      /* of the case */
	struct text name, label;
	struct text language; /* BCP 47 */
	struct text language_label;
	struct text asked;	/* the code of the language that the person reads, or empty */
	bool fell_back;		/* it is in another language than that */
	struct text outcome;	/* its sentence; the label of step or clock */
	struct text decided_on; /* day; on which the step was taken, or the clock ran out */
	struct text state;	/* empty: no letter is made of this outcome, or none yet */
	struct text why;	/* it could not be made */
	struct text made_at, actor;
	struct text ended_on, ended_how, ended_by; /* sent, or kept back */
	struct text done;			   /* what is to be done; empty: nothing */
	struct text done_on, done_how, done_by;
	bool lacks_letter, lacks_sending, lacks_done;
};
struct letter_list {
	LIST_OF(struct letter);
};

/* Every final decision of the pack with its letter and its act, then every step that makes a letter
 * with it, then every clock that is overdue, or has made one; LETTERS_SHOWN at most. `waiting`:
 * only those that lack a letter, its sending or the act. Logged. */
enum status letter_list(struct caseload *caseload, bool waiting, struct letter_list *out,
			struct error *error) MUST_USE;

/* One as it was made; the look is logged. STATUS_TAMPERED when its words are not what was made. Of
 * one that was not made, the document is empty. */
enum status letter_read(struct caseload *caseload, int64_t id, struct letter *out,
			struct document *document, struct error *error) MUST_USE;

/* STATUS_CONFLICT for one that was not made, with what it lacked. */
enum status letter_is_made(const struct letter *letter, struct error *error) MUST_USE;

/* Make the letter of an item's final decision. STATUS_CONFLICT while there is no such decision, or
 * no letter of that outcome; STATUS_INVALID with the fields that are empty, which is kept. Made
 * twice it is one. */
enum status letter_make(struct app *app, int64_t item_id, int64_t *id,
			struct error *error) MUST_USE;
/* The same behind a decision that has become final, which stands whatever comes of its letter: what
 * fails is left to the job. */
void letter_follow(struct app *app, int64_t item_id);

/* The letter of a step that a person has taken, as letter_make and letter_follow. */
enum status letter_make_step(struct app *app, int64_t transition_id, int64_t *id,
			     struct error *error) MUST_USE;
void letter_follow_step(struct app *app, int64_t transition_id);

/* The letter of a clock of the pack that has run out, on the item in hand of its record, as
 * letter_make and letter_follow. STATUS_CONFLICT where no item is. */
enum status letter_make_clock(struct caseload *caseload, int64_t clock_id, int64_t *id,
			      struct error *error) MUST_USE;
void letter_follow_clock(struct caseload *caseload, int64_t clock_id);

struct letter_report {
	int64_t made, not_made;
	int64_t waiting; /* made and not sent */
	int64_t not_done;
};
/* Make every letter that is lacking, and count what waits. */
enum status letter_reconcile(struct caseload *caseload, struct letter_report *report,
			     struct error *error) MUST_USE;

/* It has left: how, and on which day. */
enum status letter_sent(struct caseload *caseload, int64_t id, struct text how, struct text on,
			struct error *error) MUST_USE;
/* It does not leave, or none is made: why. */
enum status letter_withhold(struct caseload *caseload, int64_t id, struct text why,
			    struct error *error) MUST_USE;
/* Is it a final decision of a case that the actor sees, and may they say that it was done? Else as
 * letter_done says. */
enum status letter_may_do(struct caseload *caseload, int64_t decision_id,
			  struct error *error) MUST_USE;
/* What the decision asks for was done: how, and on which day. */
enum status letter_done(struct caseload *caseload, int64_t decision_id, struct text how,
			struct text on, struct error *error) MUST_USE;

#endif
