/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of letters share. */
#ifndef REMIT_APP_LETTER_INTERNAL_H
#define REMIT_APP_LETTER_INTERNAL_H

#include "app/letter.h"

#include "base/builder.h"

/* A letter while it is filled. */
struct letter_filling {
	struct item *item;
	struct batch *batch;
	struct assembled_row *about;
	struct arena *arena;
	const struct pack *pack;
	const struct pack_letter *letter;
	const struct pack_language *language;
	struct text asked;
	struct text reference;
	struct text role;   /* of who decided */
	int64_t due;	    /* a clock's: the day */
	dmn_value result;   /* of the recommendation that was decided on */
	struct text inputs; /* JSON, which the rules were given */
	int64_t as_of;
	struct builder lacks; /* names of empty fields */
	bool right_to_left;
	struct document *document;
};

/* ---- letter_fill.c: a field in words; empty where there is none */
struct text letter_field_words(struct letter_filling *it, struct text name);
struct text letter_value_words(const struct letter_filling *it, const struct pack_field *field,
			       dmn_value value);
struct text letter_day_words(const struct letter_filling *it, int64_t day);
/* A value among words of another direction. */
struct text letter_apart(const struct letter_filling *it, struct text value);

/* ---- letter_block.c: a list or table; false where it is empty */
bool letter_block(struct letter_filling *it, enum pack_letter_field field, struct error *error);

/* ---- letter_change.c: the same of what would have led to another decision */
bool letter_changes(struct letter_filling *it, struct error *error);

/* ---- letter_begin.c: language, the head of the document, and what was decided on */
enum status letter_begin(struct letter_filling *it, struct document *document,
			 struct error *error) MUST_USE;

/* ---- letter_compose.c: the whole of out->letter; STATUS_INVALID with the fields that are empty */
enum status letter_compose(struct item *item, struct letter_filling *out, struct document *document,
			   struct error *error) MUST_USE;

/* ---- letter_put.c: a letter that was made, or what it lacks, in the present transaction */
struct letter_making {
	struct item item;
	struct letter_filling filling;
	struct document document;
	struct text words, pdf; /* empty: it could not be made */
	struct text why;
	int64_t document_id, id;
	int64_t transition_id; /* the step; 0: of the item's decision, or of a clock */
	int64_t clock_id;      /* the cycle; 0: of a decision or step */
};

enum status letter_put(struct letter_making *it, struct error *error) MUST_USE;

/* ---- letter_make.c: compose and keep; what it lacks is kept, and STATUS_INVALID */
enum status letter_make_one(struct letter_making *it, int64_t *id, struct error *error) MUST_USE;

/* ---- letter_words.c: a document as it is kept, and back */
struct text letter_keep_words(struct arena *arena, const struct document *document);
enum status letter_read_words(struct arena *arena, struct text kept, struct document *out,
			      struct error *error) MUST_USE;

/* What of it is lacking, and its words, by the version of the pack that was decided under. `name`
 * is the outcome, or the step and `states` whose it is, or the clock; the last two ask for no act.
 */
void letter_judge(const struct pack *pack, struct letter *letter, struct text states,
		  struct text name);
/* The day of a day or an instant. */
int64_t letter_day(struct text when);
struct text letter_day_of(struct arena *arena, struct text when);

/* ---- letter_step.c: how and when, said and as the log has it; the root of the letter or decision
 * that a statement finds, STATUS_NOT_FOUND where the actor does not see it */
struct text letter_how(struct arena *arena, struct text how, struct text on);
enum status letter_check_how(struct caseload *caseload, struct text how, struct text on,
			     struct error *error) MUST_USE;
enum status letter_find(struct caseload *caseload, enum statement_name name, int64_t id,
			unsigned root_column, int64_t *root_id, struct error *error) MUST_USE;

/* ---- letter_list.c: all that lack something, unlogged */
enum status letter_lacking(struct caseload *caseload, struct letter_list *out,
			   struct error *error) MUST_USE;

/* An entry about a letter or a decision's act, and its person, in the present transaction. */
struct letter_entry {
	enum use_case use;
	const char *subject; /* "letter", "decision" */
	int64_t subject_id;
	int64_t root_id;
	struct text detail;
};
enum status letter_log(struct caseload *caseload, const struct letter_entry *entry,
		       struct error *error) MUST_USE;

#endif
