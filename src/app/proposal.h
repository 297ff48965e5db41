/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of packs. The first of a name is taken up by who sets the database up; a changed one is
 * proposed by one person, who says what changes and why, and taken up by another, over the very
 * bytes that were checked and tested. An open proposal lapses when another version has come into
 * force meanwhile. Rules lie in the open: who has an account may read all of this. */
#ifndef REMIT_APP_PROPOSAL_H
#define REMIT_APP_PROPOSAL_H

#include "app/caseload.h"
#include "pack/difference.h"

struct proposal {
	int64_t id;
	struct text pack, version;
	struct text hash; /* of the files that decide; hexadecimal */
	int64_t base_id;  /* the version that was in force */
	struct text base; /* its name */
	struct text statement;
	struct text result; /* lines of the checks and tests */
	struct text impact; /* JSON of app/impact.h, as of then; empty of an older release's */
	struct text state;  /* "open", "taken", "refused", "withdrawn", "lapsed" */
	struct text proposed_by, proposed_at;
	struct text reason; /* of who refused or withdrew it */
	struct text answered_by, answered_at;
};
struct proposal_list {
	LIST_OF(struct proposal);
};

/* Run the stories of the pack in a folder and say what came out, a line each; STATUS_DIFFERS where
 * one fails. They are made of commands, so that a face that has these runs them. */
typedef enum status proposal_stories(void *user, const char *folder, struct text *told,
				     struct error *error);

struct proposal_wanted {
	const char *folder;
	struct text statement; /* what changes, and why */
	proposal_stories *stories;
	void *user;
};

/* Propose the pack in a folder. STATUS_DIFFERS when a check or a test fails; STATUS_INVALID when
 * the statement says too little, or an assessment is lacking, out of date or of another version;
 * STATUS_CONFLICT when no version is in force, or this one was there already. */
enum status proposal_make(struct app *app, const struct proposal_wanted *wanted, int64_t *id,
			  struct error *error) MUST_USE;
/* Latest first. */
enum status proposal_read(struct app *app, struct proposal_list *out, struct error *error) MUST_USE;
/* STATUS_NOT_FOUND. */
enum status proposal_find(struct app *app, int64_t id, struct proposal *out,
			  struct error *error) MUST_USE;
/* Its pack, as proposed. */
enum status proposal_pack(struct app *app, int64_t id, struct pack **out,
			  struct error *error) MUST_USE;
/* What changes against the version that was in force, in sentences. */
enum status proposal_changes(struct app *app, const struct proposal *proposal,
			     struct pack_difference *out, struct error *error) MUST_USE;

/* Take it up: never who proposed it. The check, the rule cases and the assessments
 * are asked again; stories, of the same bytes, were run when it was proposed. */
enum status proposal_take(struct app *app, int64_t id, struct error *error) MUST_USE;
/* The other answer, and the proposer's own; each with a reason. */
enum status proposal_refuse(struct app *app, int64_t id, struct text reason,
			    struct error *error) MUST_USE;
enum status proposal_withdraw(struct app *app, int64_t id, struct text reason,
			      struct error *error) MUST_USE;
/* Could the actor? For what a page offers. */
bool proposal_can_answer(const struct app *app, const struct proposal *proposal);
bool proposal_can_withdraw(const struct app *app, const struct proposal *proposal);

/* A version that was taken up. */
struct pack_taken {
	int64_t id;
	struct text pack, version, hash;
	struct text taken_at, taken_by; /* by: empty of an older release's */
	int64_t proposal;		/* 0: the first, or an older release's */
	struct text proposed_by, statement;
};
struct pack_taken_list {
	LIST_OF(struct pack_taken);
};
/* By name, latest first. */
enum status pack_taken_read(struct app *app, struct pack_taken_list *out,
			    struct error *error) MUST_USE;

#endif
