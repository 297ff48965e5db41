/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of proposals share. */
#ifndef REMIT_APP_PROPOSAL_INTERNAL_H
#define REMIT_APP_PROPOSAL_INTERNAL_H

#include "app/caseload_internal.h"
#include "app/proposal.h"

/* proposal_try.c: everything that has to pass before a version is proposed, and again before it is
 * taken up: the check, the rule cases. *result: what they said, a line each. STATUS_DIFFERS with
 * the first of what is wrong. */
enum status proposal_try(struct arena *arena, const char *folder, struct text *result,
			 struct error *error) MUST_USE;
/* Are the assessments there that the version in force has, each of this version, none past its
 * review today? STATUS_INVALID. */
enum status proposal_assess(struct app *app, const struct pack *pack, const struct pack *base,
			    struct error *error) MUST_USE;

/* proposal_fitted.c: where its impact (JSON) says that the version fits the need for something to
 * what there is, are the reasons there, published, and assessed? STATUS_INVALID. */
enum status proposal_check_fitted(struct app *app, const struct pack *pack, struct text impact,
				  struct error *error) MUST_USE;

/* proposal_files.c: what decides nothing and is asked for: rule cases, survivors, scenarios. */
struct proposal_evidence {
	LIST_OF(struct pack_file);
};
/* The pack and its evidence into another folder. */
enum status proposal_copy(const struct pack *pack, struct scratch *to,
			  struct proposal_evidence *evidence, struct error *error) MUST_USE;
enum status proposal_keep_files(struct app *app, const struct pack *pack,
				const struct proposal_evidence *evidence, int64_t id,
				struct error *error) MUST_USE;

/* proposal_answer.c: one person's answer. */
struct answering {
	struct app *app;
	struct proposal it;
	enum use_case use;
	const char *state; /* that it then has */
	struct text reason;
};
/* Find the proposal; may this person answer it so, and is it open? A refusal is logged. */
enum status proposal_begin(struct answering *it, int64_t id, struct error *error) MUST_USE;
enum status proposal_check_open(const struct proposal *it, struct error *error) MUST_USE;
/* Record the answer; `pack_id` 0: no version came of it. In a transaction. */
enum status proposal_put(struct answering *it, int64_t pack_id, struct error *error) MUST_USE;

/* proposal_read.c: what the log keeps of a step. */
struct text proposal_detail(struct arena *arena, const struct proposal *it, struct text reason);

#endif
