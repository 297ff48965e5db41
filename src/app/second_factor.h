/* SPDX-License-Identifier: Apache-2.0 */
/* A second factor: one-time codes by time (RFC 6238) from a device that the person has. A code is
 * taken once, in its step of 30 seconds or one beside it; wrong ones count as wrong passwords do.
 * Ten recovery codes stand in for a lost device, each once. A role may have to have it; who is of
 * such a role and has not yet set it up does that before anything else. */
#ifndef REMIT_APP_SECOND_FACTOR_H
#define REMIT_APP_SECOND_FACTOR_H

#include "app/sign_in.h"

enum {
	/* app->stage: what a session that is not signed in yet waits for */
	STAGE_SIGNED_IN = 0,
	STAGE_CODE = 1,
	STAGE_ENROL = 2,
	STAGE_SECONDS = 10 * 60, /* so long it waits */
	RECOVERY_CODES = 10
};

struct second_factor {
	bool on;
	bool required;	    /* by the account's role */
	struct text secret; /* set up, or about to be; or empty */
	int64_t step;	    /* the last that was taken */
	int64_t locked_until;
	int64_t codes_left; /* recovery codes */
};
/* Of the acting account. */
enum status second_factor_read(struct app *app, struct second_factor *out,
			       struct error *error) MUST_USE;

/* Of a session that waits for a code: the code, or a recovery code. `token` is the new session's.
 * In the same words as sign_in refuses. */
enum status second_factor_enter(struct app *app, struct text waiting, struct text code,
				struct text *token, struct error *error) MUST_USE;

/* Make a new secret for the acting account, which has none that is on. */
enum status second_factor_begin(struct app *app, struct error *error) MUST_USE;
/* Show that the device has it: from now on it is asked for. The recovery codes are told here and
 * never again. A session that waited for this becomes another: `token` is empty or its own. */
enum status second_factor_confirm(struct app *app, struct text waiting, struct text code,
				  struct text codes[RECOVERY_CODES], struct text *token,
				  struct error *error) MUST_USE;
/* End it, by a code; refused where the role has to have it. */
enum status second_factor_drop(struct app *app, struct text code, struct error *error) MUST_USE;

/* Another person's, whose device is lost: they sign in without, or set it up anew. Their sessions
 * end. */
enum status second_factor_reset(struct app *app, struct text account, struct error *error) MUST_USE;
/* Must accounts of the role have it? */
enum status second_factor_require(struct app *app, struct text role, bool required,
				  struct error *error) MUST_USE;

#endif
