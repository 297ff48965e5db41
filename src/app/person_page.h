/* SPDX-License-Identifier: Apache-2.0 */
/* The page of the person decided about (pack: person_page): what was decided on them and why, what
 * is due, what is held that the pack shows, who looked; and their challenges and requests.
 *
 * Staff make a code, which is given once and sent by letter. It opens the page once, together with
 * something that the person knows; five wrong answers end it, and so does a new code. Only hashes
 * are kept. Whoever is signed in so acts as the person, about that one case, for half an hour; they
 * have no account, and what they do is on the log under a name that no account has. A case that is
 * restricted is not shown. */
#ifndef REMIT_APP_PERSON_PAGE_H
#define REMIT_APP_PERSON_PAGE_H

#include "app/clock.h"
#include "app/explain.h"
#include "app/letter.h"

enum {
	PERSON_CODE_TRIES = 5,
	PERSON_SESSION_SECONDS = 30 * 60,
	PERSON_ROWS_MOST = 200
};

struct person_code {
	struct text text;     /* "7KQ2-M9XD-..."; kept nowhere */
	struct text until_on; /* the last day */
};
/* A code for the case's person; an earlier one ends, and so does who has the page open.
 * STATUS_CONFLICT where the pack has no page, or the record lacks what is asked for beside the
 * code. */
enum status person_code_make(struct caseload *caseload, int64_t root_id, struct person_code *out,
			     struct error *error) MUST_USE;

/* Open the page. On STATUS_OK the app acts as the person and `token` is the session's.
 * STATUS_REFUSED in the same words whatever is wrong. */
enum status person_sign_in(struct app *app, struct text code, struct text second,
			   struct text *token, struct error *error) MUST_USE;

/* Whose page the session is of. */
struct person_at {
	struct caseload caseload; /* the pack that the code was made for */
	int64_t root_id;
	struct text reference, secret;
};
/* *found, and the app acts as the person. Not found, too, where the case is not to be shown. */
enum status person_session_find(struct app *app, struct text token, struct person_at *out,
				bool *found, struct error *error) MUST_USE;
enum status person_session_end(struct app *app, struct text token, struct error *error) MUST_USE;

struct person_decision {
	int64_t id, item_id, letter_id; /* letter_id 0: there is none */
	const struct pack_outcome *outcome;
	struct text code, reasons, made_at, role;
	struct text challenged_on, answer; /* empty: not; answer is an outcome's sentence */
	struct text about;		   /* what was decided on, in words */
};
struct person_request {
	int64_t id;
	struct text label, wanted, asked_on, due_on, state, answer;
};
struct person_letter {
	int64_t id;
	struct text label, made_at;
};
struct person_block {
	const struct pack_person_rows *of;
	struct {
		LIST_OF(struct explain_fact *);
	} rows; /* each of of->field_count */
};
struct person_page {
	struct {
		LIST_OF(struct person_decision);
	} decisions; /* of every pack that decides about the same person; latest first */
	struct {
		LIST_OF(struct person_letter);
	} letters; /* that tell no decision; the same */
	struct clock_list clocks;
	struct {
		LIST_OF(struct person_block);
	} blocks;
	struct {
		LIST_OF(struct person_request);
	} requests;
	dmn_value looks; /* as person_looks gives them */
};
/* All of it; logged as a disclosure. */
enum status person_page_read(struct person_at *at, struct person_page *out,
			     struct error *error) MUST_USE;
/* One of the page's letters: STATUS_NOT_FOUND for any other. */
enum status person_page_letter(struct person_at *at, int64_t id, struct letter *out,
			       struct document *document, struct error *error) MUST_USE;
/* The decision of that number, if it is one of the page's: else STATUS_NOT_FOUND. */
enum status person_page_decision(struct person_at *at, int64_t id, struct person_decision *out,
				 struct error *error) MUST_USE;

#endif
