/* SPDX-License-Identifier: Apache-2.0 */
/* An item as one person may see it now: what is sealed for them is not there. Every page of the
 * decision is made of this. */
#ifndef REMIT_APP_ITEM_LOOK_H
#define REMIT_APP_ITEM_LOOK_H

#include "app/explain.h"

struct item_sign_list {
	LIST_OF(struct item_sign);
};

struct item_look {
	struct item
		item; /* outcome, result, matched and hash are empty while sealed for the actor */
	bool shows_recommendation;
	bool shows_decision; /* the decision that stands, or one's own that was returned */
	bool is_own_decision;
	bool may_decide;	     /* in some direction, by role and grade */
	bool may_sign;		     /* the decision that waits: role, grade, and another person */
	struct text reference;	     /* of the case */
	struct text label;	     /* of the record decided about */
	struct text claimed_by;	     /* or empty */
	struct item_sign_list signs; /* without reasons while sealed */
};

/* Logged as a look. With `decision`, another person's decision is shown where one waits for a
 * signature or stands, and counts as a reveal. */
enum status item_look(struct app *app, int64_t item_id, bool decision, struct item_look *out,
		      struct error *error) MUST_USE;

/* A fact or a document of the case that reasons may cite. */
struct citable {
	struct text name;  /* "record.field", or "document:12" */
	struct text label; /* "Person: Level of harm" */
	struct text value; /* or how many there are */
};

struct citables {
	LIST_OF(struct citable);
};

/* The case's documents, then those facts of the pack's form that it has, in its order. */
enum status item_citables(struct item *item, struct citables *out, struct error *error) MUST_USE;
/* The case's documents alone. */
enum status item_cite_documents(struct item *item, struct citables *out,
				struct error *error) MUST_USE;
/* What was cited, by its label; as it is where it is nothing known. */
struct text item_cited(struct item *item, struct text name);

/* The record that the item is about: its facts in the order of the pack's case page, without those
 * that are above the reader's role. */
struct about_facts {
	LIST_OF(struct explain_fact);
};
enum status item_about(struct item *item, struct about_facts *out, struct error *error) MUST_USE;

/* A fact that the rules read and that is missing, stale, disputed or not settled. */
struct doubt {
	struct explain_fact fact;
	struct explain_sides sides; /* what each source says */
	const struct pack_field *field;
	int64_t record_id;
};

struct doubts {
	LIST_OF(struct doubt);
};

/* What of the case's inputs has a finding of quality; nothing of what the rules make of it. */
enum status item_doubts(struct item *item, struct doubts *out, struct error *error) MUST_USE;

/* A fact of the case that a person has entered. */
struct entered_fact {
	struct explain_fact fact;
	struct explain_sides sides; /* what the sources say */
	struct text actor;
	struct text noted_at;
	struct text reason;
	struct text told; /* accounts that were shown the case before, and so what stood then */
};

struct entered_facts {
	LIST_OF(struct entered_fact);
};

/* Those that stand, in the order of the record types. */
enum status item_entered(struct item *item, struct entered_facts *out,
			 struct error *error) MUST_USE;

#endif
