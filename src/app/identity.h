/* SPDX-License-Identifier: Apache-2.0 */
/* Whose an account is at an OpenID provider, and signing in by that. The provider says who somebody
 * is (exchange/oidc.h); which account that is, whether it is open and what else it has to show is
 * decided here. No account is made so: an operator adds it, with role and grade, and links it. */
#ifndef REMIT_APP_IDENTITY_H
#define REMIT_APP_IDENTITY_H

#include "app/sign_in.h"
#include "exchange/oidc.h"

enum {
	REFERENCE_SIZE = 8 /* letters and digits */
};

struct identity {
	struct text account;
	struct text issuer;
	struct text subject;
	struct text linked_at;
	struct text linked_by;
};
struct identity_list {
	LIST_OF(struct identity);
};

/* Link it. STATUS_CONFLICT when the account, or the subject, is linked already. */
enum status identity_link(struct app *app, const struct identity *it, struct error *error) MUST_USE;
/* Undo that; the account's sessions end. STATUS_NOT_FOUND when there is no such link. */
enum status identity_unlink(struct app *app, struct text account, struct text issuer,
			    struct error *error) MUST_USE;
enum status identity_list(struct app *app, struct identity_list *out, struct error *error) MUST_USE;

/* Take the answer with this state. STATUS_REFUSED (used) when one was taken before. */
enum status identity_take_state(struct app *app, struct text state, struct error *error) MUST_USE;
/* As sign_in; refusals are OIDC_NOT_LINKED, OIDC_LINKED_OTHERWISE, OIDC_CLOSED. Where the provider
 * vouches for a second factor, none is asked for here. */
enum status identity_sign_in(struct app *app, const struct oidc_person *person, struct text *token,
			     struct error *error) MUST_USE;
/* Put a refusal on record, whoever refused: nobody acts. `reference` tells the person which it is;
 * `person` may be NULL. */
enum status identity_note_refusal(struct app *app, const struct error *refusal,
				  const struct oidc_person *person,
				  char reference[REFERENCE_SIZE + 1], struct error *error) MUST_USE;

#endif
