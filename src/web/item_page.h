/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of a decision share: the item as this person may see it, their draft, and whether
 * it has changed since the form they send was made. */
#ifndef REMIT_WEB_ITEM_PAGE_H
#define REMIT_WEB_ITEM_PAGE_H

#include "app/draft.h"
#include "app/item_look.h"
#include "web/words.h"

struct item_page {
	struct item_look look;
	struct draft draft;
	bool sent; /* a form was sent, and its words are what is shown */
};

/* The item of the path; `decision` as for item_look. */
enum status item_page_open(struct visit *visit, bool decision, struct item_page *out) MUST_USE;
/* Is the form that was sent to be taken? When the item has changed since it was made, that is said
 * on the page and the words are shown again. */
bool item_page_takes(struct visit *visit, const struct item_page *page);

/* Frame, caption with the case's reference, heading, back to the task list. */
void item_page_begin(struct visit *visit, const struct item_page *page, const char *title,
		     struct text heading);
/* <form> that posts to /items/N/`path`, with what item_page_takes needs. Close with html_end. */
void item_form_begin(struct visit *visit, const struct item_page *page, struct text path);
void item_form_button(struct visit *visit, const char *text);
/* A field's words: as sent, else of the draft. */
struct text item_value(struct visit *visit, const struct item_page *page, const char *name);
/* All values of a name: the same. */
size_t item_values(struct visit *visit, const struct item_page *page, const char *name,
		   const struct text **out);

/* Fields of a judgement, as the own view and the decision both have them. */
enum status item_outcome_fields(struct visit *visit, struct item_page *page);
/* The sentence of an outcome. */
struct text item_outcome_words(const struct item_page *page, struct text code);
/* Facts that are cited, in words, one a line. */
struct text item_cite_words(struct visit *visit, struct item_page *page, const struct text *names,
			    size_t count);
/* The same from a JSON list. */
struct text item_evidence_words(struct visit *visit, struct item_page *page, struct text json);
/* To a page of the item. */
struct text item_path(struct visit *visit, const struct item_page *page, const char *rest);
/* Name of a judgement's field: "j.NAME". */
const char *item_judgement_field(struct visit *visit, const struct pack_judgement *judgement);
/* What is drafted of it, as stored; empty when nothing is. */
struct text item_judgement_value(struct visit *visit, const struct item_page *page,
				 const struct pack_judgement *judgement);
/* Its field, with what was sent or drafted, and what is wrong with that. */
void item_judgement_input(struct visit *visit, const struct item_page *page,
			  const struct pack_judgement *judgement);
void item_judgement_check(struct visit *visit, const struct item_page *page,
			  const struct pack_judgement *judgement);
/* Everything drafted, as the flow takes it. */
struct judgement item_draft_judgement(struct visit *visit, const struct item_page *page);

/* What the rules recommend, because of what, and every option; of an item that shows it. */
enum status item_recommendation(struct visit *visit, struct item_page *page) MUST_USE;
/* Reveal it, and go where the decision is made. */
enum status item_reveal(struct visit *visit, int64_t id) MUST_USE;
/* The form for one's own view (page_view.c). */
enum status item_view_form(struct visit *visit, const struct item_page *page) MUST_USE;

/* How the record moves: where it stands, what can be done, what was done (page_transition.c). */
enum status item_transitions(struct visit *visit, struct item_page *page) MUST_USE;

#endif
