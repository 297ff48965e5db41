/* SPDX-License-Identifier: Apache-2.0 */
/* A work item with its present recommendation, and what this actor has done with it. */
#ifndef REMIT_APP_ITEM_H
#define REMIT_APP_ITEM_H

#include "app/assemble.h"
#include "app/evaluate.h"
#include "work/flow.h"

struct item_view {
	bool found;
	int64_t id;
	struct text outcome;
	struct text reasons;
	struct text evidence; /* JSON list */
	struct text made_at;
};

struct item_decision {
	bool found;
	int64_t id;
	int64_t recommendation_id;
	struct text actor;
	struct text outcome;
	struct text reasons;
	struct text evidence;	/* JSON list */
	struct text judgements; /* JSON object */
	struct text switch_reason;
	struct digest payload;
	struct text state; /* "open", "signed", "returned", "lapsed" */
	struct text made_at;
};

struct item_sign {
	struct text actor;
	struct digest payload;
	struct text verdict; /* "signed", "returned" */
	struct text reason;
	struct text made_at;
};

struct item {
	int64_t id;
	enum work_state state;
	int64_t record_id;
	int64_t root_id;
	int64_t case_id; /* the root whose case it stands on: another, if this one is merged */
	int64_t cycle;
	int64_t recommendation_id;
	struct caseload caseload; /* by the version of the pack that recommended */
	int64_t as_of;
	struct text inputs, result, matched; /* JSON, as stored */
	struct text outcome;		     /* recommended */
	struct digest result_hash;
	struct text secret;    /* of the person */
	struct item_view view; /* this actor's, of this recommendation */
	bool revealed;	       /* to this actor */
	bool of_team;	       /* for this actor to work on, as far as teams say (app/team.h) */
	bool barred; /* this actor took part in the decision whose challenge the item answers */
	bool lapsed; /* the decision waited too long: the item is revealed anew, its decision
		      * lapsed, though the database does not say so before somebody writes */
	struct item_decision decision; /* the latest, of anyone */
};

/* Everything about the item, in the app's arena. Shows nothing: the caller decides what may be.
 * STATUS_NOT_FOUND, also where the actor may not see its case (app/access.h). */
enum status item_open(struct app *app, int64_t id, struct item *out, struct error *error) MUST_USE;

/* The same for who has a second look at it in hand, from whom the case is hidden (app/sample.h). */
enum status item_open_hidden(struct app *app, int64_t id, struct item *out,
			     struct error *error) MUST_USE;

/* The item's family of records, and the record decided about, in a batch to be given to batch_free.
 * STATUS_NOT_FOUND when the record is gone; on a failure there is no batch. */
enum status item_family(struct item *item, struct batch **batch, struct assembled_row **about,
			struct error *error) MUST_USE;

/* The outcomes that a person may choose for the item, least intrusive first as the pack has them.
 * They rest on its facts and tell nothing of the recommendation. */
struct choices {
	const struct pack_outcome **at;
	size_t count;
};
enum status item_choices(struct item *item, struct choices *out, struct error *error) MUST_USE;

/* What a person writes, in a view or a decision. */
struct judgement {
	struct text outcome;
	struct text reasons;
	struct text switch_reason;
	const char *const *cites; /* "record.field", or "document:12" */
	size_t cite_count;
	const char *const *sets; /* "name=value" */
	size_t set_count;
};

/* Fill what the flow asks of a judgement: outcome, evidence, copies, the form's judgements. */
enum status item_judge(struct item *item, const struct judgement *judgement,
		       struct work_attempt *attempt, struct error *error) MUST_USE;
#define SAFEGUARD_PREFIX "safeguard."
/* The safeguards that came with the recommendation: a list of {code, evidence}, or null. They are
 * part of it, and sealed with it. */
dmn_value item_safeguards(const struct item *item);
size_t item_safeguard_count(dmn_value safeguards);
struct text item_safeguard_code(dmn_value safeguards, size_t at);
/* Are all judgements there that the form requires; is each safeguard answered; is each setting one
 * of these, once, and one of its codes or a date, so that what was checked is what is shown? */
bool item_settings_whole(const struct item *item, const struct judgement *judgement);
bool item_settings_safe(const struct item *item, const struct judgement *judgement);
bool item_settings_known(const struct item *item, const struct judgement *judgement);
/* What was set of that name, or empty; is the value one of its codes that hold on
 * `today`, or a day? Empty is. */
struct text item_set_value(const struct judgement *judgement, struct text name);
bool item_is_answer(const struct pack_judgement *judgement, struct text value, int64_t today);
/* The cites as a JSON list, the settings as a JSON object. */
struct text item_evidence(struct arena *arena, const struct judgement *judgement);
struct text item_judgements(struct arena *arena, const struct judgement *judgement);

/* Say no: the refusal is logged, then given. */
enum status item_refuse(struct item *item, enum use_case use, enum work_refusal refusal,
			struct error *error) MUST_USE;
/* Only the entry of the log; `why` is a word of its own. */
enum status item_refuse_because(struct item *item, enum use_case use, struct text why,
				struct error *error) MUST_USE;
/* To the state that the step leads to; STATUS_CONFLICT when somebody was quicker. */
enum status item_move(struct item *item, enum work_step step, struct error *error) MUST_USE;
/* An entry about the item and its person. */
struct app_log item_log_of(const struct item *item, enum use_case use);
enum status item_log(struct item *item, enum use_case use, struct text detail,
		     struct error *error) MUST_USE;
/* The recommendation is about to be shown to this actor: on record, once. In a transaction. */
enum status item_record_reveal(struct item *item, struct error *error) MUST_USE;

/* In a transaction, before anything is written: is the item still as it was read? Else
 * STATUS_CONFLICT: what was checked against it no longer holds. */
enum status item_hold(struct item *item, struct error *error) MUST_USE;

/* May the outcome be decided, as the pack guards it, today? STATUS_REFUSED with its words; the
 * refusal is logged. */
enum status item_guard(struct item *item, enum use_case use, struct text outcome,
		       struct error *error) MUST_USE;

/* Does a second person sign a decision on that outcome? By authority.*.sign and its `when`, asked
 * of the records today; samples come on top. */
enum status item_needs_second(struct item *item, struct text outcome, bool *out,
			      struct error *error) MUST_USE;

/* The direction of an outcome, for who may decide it. */
const struct pack_authority *item_authority(const struct item *item, struct text outcome);
/* Who signs a decision with that outcome: as the pack has it, else for one that a sample has drawn.
 */
const struct pack_step *item_signer(const struct item *item, struct text outcome);
/* On the program's date, and as teams say; of training nothing is asked here. */
bool item_may(const struct item *item, const struct pack_step *step);
/* What the log keeps of a view and of a signature: a hash of all that was written. */
struct text item_view_detail(struct arena *arena, int64_t recommendation_id, struct text actor,
			     const struct item_view *view);
struct text item_sign_detail(struct arena *arena, int64_t decision_id,
			     const struct item_sign *sign);
/* Of a decision its payload, and "signed" when it asked for no second person. */
struct text item_decide_detail(struct arena *arena, const struct digest *payload,
			       struct text state);
/* The bytes that a second person approves. */
struct digest item_payload(struct arena *arena, const struct item *item,
			   const struct item_decision *decision);

#endif
