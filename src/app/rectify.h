/* SPDX-License-Identifier: Apache-2.0 */
/* A person's request to put right what is held on them (UK GDPR Article 16; DPA 2018 s.46): taken
 * down by staff with the evidence, answered within the pack's period by somebody who has not
 * entered the value: corrected, completed, or refused with the reason and how to complain. Until
 * then the pack may have the field disputed, so that the rules abstain. Who was told the old value
 * is listed, to be told; and which decisions rested on it. */
#ifndef REMIT_APP_RECTIFY_H
#define REMIT_APP_RECTIFY_H

#include "app/caseload.h"
#include "letter/document.h"

#define RECTIFY_OPEN "open"
#define RECTIFY_CORRECTED "corrected"
#define RECTIFY_COMPLETED "completed"
#define RECTIFY_REFUSED "refused"

struct rectify_request {
	int64_t root_id;      /* the case */
	struct text name;     /* "record.field" */
	int64_t record_id;    /* 0: the one of that type, where the case has one */
	struct text wanted;   /* what it should be */
	struct text evidence; /* what the person says or shows for it */
	struct text asked_on; /* the day on which it came: the clock begins */
};
/* Take it down. STATUS_INVALID with the field; STATUS_CONFLICT where one about the field is open.
 */
enum status rectify_ask(struct caseload *caseload, const struct rectify_request *wanted,
			int64_t *id, struct error *error) MUST_USE;

/* What may be said to be wrong on a case: every value that the actor sees. A look at the case. */
struct rectify_choice {
	struct text name; /* "record.field" */
	int64_t record_id;
	struct text label;
	struct text value; /* in words; empty: there is none */
};
struct rectify_choices {
	LIST_OF(struct rectify_choice);
	struct text reference; /* of the case */
};
enum status rectify_choices(struct caseload *caseload, int64_t root_id, struct rectify_choices *out,
			    struct error *error) MUST_USE;

/* Say what becomes of it: one of the words above, with the answer that the person gets.
 * STATUS_REFUSED to who entered the value. */
enum status rectify_answer(struct caseload *caseload, int64_t id, struct text verdict,
			   struct text answer, struct error *error) MUST_USE;
/* Lengthen its clock, once and before it has run out. */
enum status rectify_extend(struct caseload *caseload, int64_t id, struct text reason,
			   struct error *error) MUST_USE;
/* Somebody who had the old value has been told, on that day. */
enum status rectify_told(struct caseload *caseload, int64_t id, struct text who, struct text day,
			 struct error *error) MUST_USE;

struct rectification {
	int64_t id;
	int64_t root_id; /* as stored */
	int64_t case_id; /* the case that it is read on */
	int64_t record_id;
	struct text reference, secret; /* of the person */
	struct text name;	       /* "record.field" */
	struct text label;	       /* in words */
	struct text held, wanted;      /* in words; held empty: there was none */
	struct text wanted_text;       /* as it was given */
	struct text evidence;
	bool withheld; /* from this reader: held, wanted and evidence say so */
	struct text entered_by;
	struct text asked_on, due_on; /* days */
	struct text actor, recorded_at;
	struct text extended_by, extended_at, extend_reason;
	struct text state, answered_by, answered_at, answer;
	bool is_open, is_late;
};
struct rectification_list {
	LIST_OF(struct rectification);
};
/* Those of the pack, open ones first by their day. The look is logged. */
enum status rectify_list(struct caseload *caseload, struct rectification_list *out,
			 struct error *error) MUST_USE;
/* How many are open, for the first page. */
enum status rectify_waiting(struct caseload *caseload, int64_t *count,
			    struct error *error) MUST_USE;

struct rectify_recipient {
	struct text who;
	struct text at;	     /* when they had the old value */
	struct text told_on; /* empty: not yet */
};
struct rectify_decision {
	int64_t id, item_id;
	struct text outcome, state, actor, made_at;
	bool cites; /* names the fact as evidence; else its rules were given it */
};
struct rectify_look {
	struct rectification of;
	struct {
		LIST_OF(struct rectify_recipient);
	} recipients;
	struct {
		LIST_OF(struct rectify_decision);
	} decisions;
};
/* One, with who had the old value and what rested on it. STATUS_NOT_FOUND, also where the actor may
 * not see its case. */
enum status rectify_read(struct caseload *caseload, int64_t id, struct rectify_look *out,
			 struct error *error) MUST_USE;
/* The answer as a letter to the person. STATUS_CONFLICT while there is none. A disclosure. */
enum status rectify_letter(struct caseload *caseload, int64_t id, struct document *out,
			   struct error *error) MUST_USE;

#endif
