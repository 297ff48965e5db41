/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of OpenID Connect share. */
#ifndef REMIT_EXCHANGE_OIDC_INTERNAL_H
#define REMIT_EXCHANGE_OIDC_INTERNAL_H

#include "exchange/fetch.h"
#include "exchange/oidc.h"

#include <pthread.h>

/* A document of the provider that is kept for a while. */
struct oidc_kept {
	char *at; /* NULL: none yet */
	size_t length;
	int64_t since;	/* when it was asked for, monotonic seconds */
	int64_t failed; /* when that failed last */
};

struct oidc {
	struct arena *arena;
	struct oidc_settings settings;
	atomic_bool ending;
	pthread_mutex_t lock; /* of what is kept, never while the provider is asked */
	struct oidc_kept metadata;
	struct oidc_kept keys;
};

/* oidc_settings.c */
enum status oidc_settings_read(struct arena *arena, const char *path, struct oidc_settings *out,
			       struct error *error) MUST_USE;
bool oidc_is_among(struct text words, struct text word); /* "a b c" */

/* What stopped a fetch, in its error, as a refusal. */
enum status oidc_refuse_fetch(struct error *error);

/* oidc_metadata.c: what it says, checked; and its keys, `again`: not those that are kept. */
struct oidc_metadata {
	struct text authorization_endpoint;
	struct text token_endpoint;
	struct text jwks_uri;
	struct text end_session_endpoint; /* empty: none */
	bool tells_issuer;		  /* RFC 9207 */
};
enum status oidc_metadata_of(struct oidc *oidc, struct arena *arena, struct oidc_metadata *out,
			     struct error *error) MUST_USE;
enum status oidc_keys_of(struct oidc *oidc, struct arena *arena,
			 const struct oidc_metadata *metadata, bool again, struct text *out,
			 struct error *error) MUST_USE;

/* oidc_signature.c: the header of a token, and whether a key of the set has signed it. */
struct oidc_header {
	struct text alg;
	struct text kid; /* empty: not told */
};
enum status oidc_header_of(struct arena *arena, struct text token, struct oidc_header *out,
			   struct error *error) MUST_USE;
/* The key's JWK; empty: none of the set fits. */
struct text oidc_key_for(struct arena *arena, struct text keys, const struct oidc_header *header);
enum status oidc_signature_check(struct arena *arena, struct text token, struct text key,
				 struct text *claims, struct error *error) MUST_USE;

/* oidc_claims.c */
struct oidc_expected {
	struct text nonce;
	struct text access_token; /* that came with it, or empty */
	int64_t now;		  /* seconds since 1970 */
};
enum status oidc_claims_check(struct arena *arena, const struct oidc_settings *settings,
			      struct text claims, const struct oidc_expected *expected,
			      struct oidc_person *out, struct error *error) MUST_USE;

/* base64url without padding (RFC 4648). False: it is none. */
struct text oidc_base64(struct arena *arena, const void *bytes, size_t size);
bool oidc_base64_read(struct arena *arena, struct text text, struct text *out);

#endif
