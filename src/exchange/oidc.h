/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in by an OpenID provider (OpenID Connect Core 1.0): the authorization code flow with PKCE
 * (RFC 7636, S256), the provider's metadata (Discovery 1.0) and keys (RFC 7517), and the ID token
 * (RFC 7519), whose signature libcjose checks. It says who somebody is at the provider; whose
 * account that is and what it may do is app's.
 *
 * What is said to wait asks the provider and may take some seconds. One `struct oidc` serves all
 * threads of a server.
 *
 * A refusal is STATUS_REFUSED with error->code of oidc_refusal.def; its message is what a person
 * may read, its remedy what they can do, and error->field what stands behind it, for the log. */
#ifndef REMIT_EXCHANGE_OIDC_H
#define REMIT_EXCHANGE_OIDC_H

#include "base/error.h"
#include "base/text.h"

struct oidc;

enum {
	OIDC_BEGUN_SECONDS = 10 * 60, /* so long a sign-in may take */
	OIDC_SKEW_SECONDS = 60,	      /* so much clocks may differ */
	OIDC_KEPT_SECONDS = 60 * 60,  /* so long metadata and keys are kept */
	OIDC_AGAIN_SECONDS = 10,      /* and not asked for again sooner, when a key is not known */
	OIDC_NEXT_MOST = 1000
};

#define OIDC_CALLBACK_PATH "/sign-in/oidc/callback"

enum oidc_refusal {
#define OIDC_REFUSAL(name, code, words, remedy) OIDC_##name,
#include "exchange/oidc_refusal.def"
	OIDC_REFUSAL_COUNT
};
/* Fill the error. `cause` is for the log, and may be NULL. */
enum status oidc_refuse(struct error *error, enum oidc_refusal why, const char *cause);

/* As the operator's file has it; what is not said is empty. */
struct oidc_settings {
#define OIDC_SETTING(member, name, help) struct text member;
#include "exchange/oidc_setting.def"
#undef OIDC_SETTING
	struct text client_secret;
	bool passwords_off;
};

/* Read the file. STATUS_INVALID names file, line and remedy. Nothing is asked of the provider. */
enum status oidc_open(const char *path, struct oidc **out, struct error *error) MUST_USE;
/* Give up what is being asked; ask nothing more. */
void oidc_end(struct oidc *oidc);
void oidc_close(struct oidc *oidc); /* NULL is allowed */
const struct oidc_settings *oidc_settings_of(const struct oidc *oidc);

/* ---- a sign-in that a browser has begun ---- */
/* Kept in a cookie of that browser alone; from it all that the provider is told is worked out, so
 * that nothing has to be kept here. */
struct oidc_begun {
	struct text seed;
	int64_t at;	  /* seconds since 1970 */
	struct text next; /* the path that was wanted; none over OIDC_NEXT_MOST is kept */
};
struct oidc_words {
	struct text state;
	struct text nonce;
	struct text verifier;
	struct text challenge; /* of the verifier */
};
struct oidc_begun oidc_begin(struct arena *arena, struct text next);
/* As the value of a cookie, and back: false when it is none, or too old. */
struct text oidc_begun_write(struct arena *arena, const struct oidc_begun *begun);
bool oidc_begun_read(struct arena *arena, struct text cookie, struct oidc_begun *out);
struct oidc_words oidc_words_of(struct arena *arena, const struct oidc_begun *begun);

/* ---- what waits ---- */
/* Where the browser is sent to sign in, or to sign out (empty: the provider offers none). */
enum status oidc_sign_in_url(struct oidc *oidc, struct arena *arena, const struct oidc_words *words,
			     struct text *url, struct error *error) MUST_USE;
enum status oidc_sign_out_url(struct oidc *oidc, struct arena *arena, struct text *url,
			      struct error *error) MUST_USE;

/* What the provider's redirect has brought back. */
struct oidc_answer {
	struct text code;
	struct text issuer; /* RFC 9207; empty: not told */
	struct text error;  /* empty: none */
};
struct oidc_person {
	struct text issuer;
	struct text subject;
	struct text account; /* by link_claim, or empty */
	bool has_second_factor;
};
/* Redeem the code and check the ID token. */
enum status oidc_person_of(struct oidc *oidc, struct arena *arena, const struct oidc_answer *answer,
			   const struct oidc_words *words, struct oidc_person *out,
			   struct error *error) MUST_USE;

#endif
