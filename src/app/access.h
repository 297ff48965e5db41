/* SPDX-License-Identifier: Apache-2.0 */
/* Who may see which case: the one place where that is asked.
 *
 * A case that is restricted is seen by the staff named to it alone, of whom one at least is a
 * manager; a person excluded for a conflict of interest does not see the case, named or not.
 * Whoever does not see it is told what they would be told of a case that is not there. Lists,
 * counts and searches ask the same in SQL: {visible} of statements/access.sql. The rules run over
 * every case. What was changed, by whom and why stays on record. */
#ifndef REMIT_APP_ACCESS_H
#define REMIT_APP_ACCESS_H

#include "app/caseload.h"

#include "base/list.h"

/* Who looks, for statements with {visible}: viewer and viewed_at. */
#define ACCESS_VIEWER(app) store_text((app)->actor), dmn_number(clock_now())

/* Does that account see the case? */
enum status access_sees(struct app *app, struct text account, int64_t root_id, bool *sees,
			struct error *error) MUST_USE;
/* Nothing when the actor sees it, or it is no case (0). Else STATUS_NOT_FOUND, without a sentence,
 * and the try on record: the caller says what it says of a case that is not there. */
enum status access_guard(struct caseload *caseload, int64_t root_id, struct error *error) MUST_USE;

/* The cases that the actor does not see, for lists that statements of a pack's tables make. */
struct access_hidden {
	LIST_OF(int64_t); /* in order */
};
enum status access_read_hidden(struct app *app, struct access_hidden *out,
			       struct error *error) MUST_USE;
/* The same for who reads the log: who may read the whole of it (use case LOG_WHOLE) is told which
 * restricted case an entry is about, and of no case from which they are excluded. */
enum status access_read_hidden_in_log(struct app *app, struct access_hidden *out,
				      struct error *error) MUST_USE;
bool access_is_hidden(const struct access_hidden *hidden, int64_t root_id);
/* Of what a search has found: 0 instead of a case that the actor does not see. */
enum status access_found(struct caseload *caseload, int64_t *root_id, struct error *error) MUST_USE;

/* What can be done to a case's access. */
enum access_step {
#define ACCESS_STEP(name, word, use, account, reason) ACCESS_##name,
#include "app/access_step.def"
	ACCESS_STEP_COUNT
};
/* False when it is no step's word. */
bool access_step_parse(struct text word, enum access_step *out);
bool access_step_names(enum access_step step); /* somebody's account? */

struct access_change {
	enum access_step step;
	struct text
		account; /* whom it is about; of ACCESS_DECLARE the actor, who need not be named */
	struct text reason;
};
/* Do it, on record. STATUS_INVALID with the field, STATUS_REFUSED for who may not, STATUS_CONFLICT
 * when it is so already, or when nobody who may change the access would be left. */
enum status access_change(struct caseload *caseload, int64_t root_id,
			  const struct access_change *wanted, struct error *error) MUST_USE;

struct access_person {
	struct text account;
	struct text role;   /* of who is named */
	struct text reason; /* of an exclusion, for who may change it */
	struct text actor;  /* who put them there */
	struct text made_at;
};
struct access_people {
	LIST_OF(struct access_person);
};

struct case_access {
	int64_t root_id;
	struct text reference;
	struct text secret;
	bool restricted;
	struct text reason, actor, made_at; /* of the restriction */
	struct access_people named;
	struct access_people excluded; /* for who may change it; else empty */
	bool may_change;
};
/* As the actor may see it. The look is logged. */
enum status case_access_read(struct caseload *caseload, int64_t root_id, struct case_access *out,
			     struct error *error) MUST_USE;

/* access_step.c: does a step in the present transaction, whoever asks. */
enum status access_do(struct app *app, int64_t root_id, const struct access_change *change,
		      struct error *error) MUST_USE;

#endif
