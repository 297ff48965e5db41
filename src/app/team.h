/* SPDX-License-Identifier: Apache-2.0 */
/* Teams: who works together, and on which trays of a pack's items. The tray of an item is the value
 * of the field that the pack's `teams: by:` names. Where the pack says `restrict: yes`, only the
 * members of its team work on an item; one that no team with members takes is anybody's. Where a
 * tray names roles (`teams: trays:`), its items are for these alone. Who may
 * see a case, a team does not say (app/access.h). */
#ifndef REMIT_APP_TEAM_H
#define REMIT_APP_TEAM_H

#include "app/item.h"

enum team_step {
#define TEAM_STEP(name, word, account) TEAM_##name,
#include "app/team_step.def"
	TEAM_STEP_COUNT
};
/* False when it is no step's word. */
bool team_step_parse(struct text word, enum team_step *out);

struct team_change {
	enum team_step step;
	struct text team;	  /* lower-case letters, digits and "-" */
	struct text label;	  /* TEAM_ADD: what people call it */
	const char *const *trays; /* TEAM_ADD: codes of the pack's field; none: all items */
	size_t tray_count;
	struct text account;
	struct text asked_by; /* who asked for it, in words */
	struct text reason;
};
/* Do it, on record. STATUS_INVALID with the field; STATUS_CONFLICT when it is so already; of
 * nobody's own account. */
enum status team_change(struct caseload *caseload, const struct team_change *wanted,
			struct error *error) MUST_USE;

/* team_check.c: is it whole? STATUS_INVALID with the field. */
enum status team_check(struct caseload *caseload, const struct team_change *it,
		       struct error *error) MUST_USE;

struct team_member {
	struct text account, role;
	struct text asked_by, reason, actor, made_at; /* for who sees the load */
	int64_t claimed;			      /* open items, the same */
};

/* What waits of a tray. */
struct team_load {
	struct text tray;
	int64_t waiting, unclaimed;
	int64_t blocked;       /* of those that wait: the rules name a barrier */
	struct text oldest_at; /* instant at which the oldest was opened */
};

struct team {
	int64_t id;
	struct text name, label;
	bool mine;     /* the actor is a member */
	bool has_load; /* a manager's own teams; an auditor's and an operator's all */
	int64_t waiting, unclaimed, blocked;
	struct {
		LIST_OF(struct team_load);
	} loads; /* by tray */
	struct {
		LIST_OF(struct text);
	} trays; /* none: all items */
	struct {
		LIST_OF(struct team_member);
	} members;
};
struct team_list {
	LIST_OF(struct team);
	bool may_change;
};
/* The pack's teams. The look is logged. */
enum status team_read(struct caseload *caseload, struct team_list *out,
		      struct error *error) MUST_USE;

/* Is the item for the account to work on, as far as teams say? */
enum status team_takes(struct caseload *caseload, struct text account, int64_t item_id, bool *takes,
		       struct error *error) MUST_USE;
/* The tray of the record: the code that its field has, or empty. */
struct text team_tray(struct batch *batch, struct assembled_row *about);

#endif
