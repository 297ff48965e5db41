/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as what a provider sends: an ID token, a set of keys, claims (with an empty line
 * between), and as a browser's cookie. Claims that are taken say who and for whom. */
#include "exchange/oidc_internal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

/* Up to the next empty line. */
static struct text take_part(struct text *rest)
{
	size_t end = text_find(*rest, TEXT("\n\n"), 0);
	struct text part = text_slice(*rest, 0, end);
	*rest = end == SIZE_MAX ? TEXT("") : text_slice(*rest, end + 2, rest->length);
	return part;
}

static void check_token(struct arena *arena, struct text token, struct text keys)
{
	struct error error = { 0 };
	struct oidc_header header;
	struct text claims;
	if (oidc_header_of(arena, token, &header, &error) != STATUS_OK)
		return;
	struct text key = oidc_key_for(arena, keys, &header);
	if (key.length != 0 &&
	    oidc_signature_check(arena, token, key, &claims, &error) == STATUS_OK &&
	    claims.length > token.length)
		abort();
}

static void check_claims(struct arena *arena, struct text claims)
{
	const struct oidc_settings settings = { .issuer = TEXT("https://a"),
						.client_id = TEXT("basic"),
						.link_claim = TEXT("email"),
						.link_domain = TEXT("a"),
						.second_factor_amr = TEXT("otp hwk") };
	const struct oidc_expected expected = { .nonce = TEXT("n"), .now = 1700000000 };
	struct oidc_person person;
	struct error error = { 0 };
	if (oidc_claims_check(arena, &settings, claims, &expected, &person, &error) != STATUS_OK) {
		if (error.code == NULL)
			abort();
		return;
	}
	if (person.subject.length == 0 || person.subject.length > 255)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct text rest = { (const char *)at, size };
	struct arena *arena = arena_new(0);
	struct oidc_begun begun;
	if (arena == NULL)
		return 0;
	if (oidc_begun_read(arena, rest, &begun) && begun.at <= 0)
		abort();
	struct text token = take_part(&rest);
	struct text keys = take_part(&rest);
	check_token(arena, token, keys);
	check_claims(arena, take_part(&rest));
	arena_free(arena);
	return 0;
}
