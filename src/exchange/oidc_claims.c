/* SPDX-License-Identifier: Apache-2.0 */
/* What an ID token says, after its signature has held (OpenID Connect Core 1.0, 3.1.3.7). */
#include "base/builder.h"
#include "exchange/oidc_internal.h"
#include "format/json_pick.h"

#include <sodium/crypto_hash_sha256.h>

enum claim {
	ISS,
	SUB,
	EXP,
	IAT,
	NBF,
	NONCE,
	AZP,
	AT_HASH,
	ACR,
	EMAIL_VERIFIED,
	CLAIM_COUNT
};

enum {
	SUBJECT_MOST = 255 /* characters of ASCII, says the specification */
};

struct token {
	struct arena *arena;
	const struct oidc_settings *settings;
	struct text source;
	struct text claims[CLAIM_COUNT];
};

/* ---- a claim that is a text or a list of texts ---- */
struct found {
	bool has;	/* the word */
	size_t count;	/* of all */
	bool malformed; /* neither text nor list of texts */
};

static void take(struct found *out, struct text value, struct text words)
{
	out->count++;
	out->has = out->has || oidc_is_among(words, value);
}

static void take_list(struct json_reader *json, struct text words, struct found *out)
{
	enum json_event event;
	while ((event = json_next(json)) == JSON_STRING)
		take(out, json->text, words);
	out->malformed = event != JSON_END_LIST;
}

/* Is one of the words the claim, or in it? The whole was found to be JSON before. */
static struct found find(const struct token *token, const char *name, struct text words)
{
	struct json_reader json = json_open(token->arena, token->source);
	struct found found = { 0 };
	enum json_event event;
	while ((event = json_next(&json)) != JSON_END && event != JSON_BAD) {
		if (event != JSON_KEY || json.depth != 1 || !text_is(json.text, name))
			continue;
		event = json_next(&json);
		if (event == JSON_STRING)
			take(&found, json.text, words);
		else if (event == JSON_BEGIN_LIST)
			take_list(&json, words, &found);
		else
			found.malformed = true;
		break;
	}
	return found;
}

/* ---- times ---- */
/* Seconds since 1970, without their fraction. */
static bool read_time(struct text text, int64_t *out)
{
	struct text rest;
	struct text whole = text_cut(text, '.', &rest);
	*out = 0;
	for (size_t i = 0; i < whole.length; i++) {
		if (whole.at[i] < '0' || whole.at[i] > '9' || i >= 12)
			return false;
		*out = *out * 10 + (whole.at[i] - '0');
	}
	return whole.length != 0;
}

static bool times_hold(const struct token *token, int64_t now)
{
	int64_t until;
	int64_t since;
	int64_t from = 0;
	return read_time(token->claims[EXP], &until) && read_time(token->claims[IAT], &since) &&
	       (token->claims[NBF].length == 0 || read_time(token->claims[NBF], &from)) &&
	       until > now - OIDC_SKEW_SECONDS && since <= now + OIDC_SKEW_SECONDS &&
	       since > now - OIDC_BEGUN_SECONDS - OIDC_SKEW_SECONDS &&
	       from <= now + OIDC_SKEW_SECONDS;
}

/* ---- for whom, from whom ---- */
static bool is_for_us(const struct token *token)
{
	struct text client = token->settings->client_id;
	struct text azp = token->claims[AZP];
	struct found audience = find(token, "aud", client);
	return audience.has && !audience.malformed && (audience.count == 1 || azp.length != 0) &&
	       (azp.length == 0 || text_equal(azp, client));
}

/* The left half of the access token's hash: both came from one answer. */
static bool access_holds(const struct token *token, struct text access_token)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct text told = token->claims[AT_HASH];
	if (told.length == 0 || access_token.length == 0)
		return true;
	crypto_hash_sha256(hash, (const unsigned char *)access_token.at, access_token.length);
	return text_equal(told, oidc_base64(token->arena, hash, sizeof hash / 2));
}

static bool is_subject(struct text subject)
{
	for (size_t i = 0; i < subject.length; i++)
		if (subject.at[i] < ' ' || subject.at[i] >= 0x7F)
			return false;
	return subject.length != 0 && subject.length <= SUBJECT_MOST;
}

/* ---- who ---- */
/* To the claim of that name, which may be an address (RFC 6901). */
static struct text pointer_to(struct arena *arena, struct text name)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '/');
	for (size_t i = 0; i < name.length; i++) {
		if (name.at[i] == '~' || name.at[i] == '/')
			builder_add_c(&out, name.at[i] == '~' ? "~0" : "~1");
		else
			builder_add_byte(&out, name.at[i]);
	}
	return builder_text(&out);
}

/* The account that the operator's claim names; an e-mail address only when the provider has
 * verified it, and of the operator's domain. */
static struct text account_of(const struct token *token)
{
	const struct oidc_settings *settings = token->settings;
	const struct text pointer = pointer_to(token->arena, settings->link_claim);
	struct json_fault fault;
	struct text value;
	if (settings->link_claim.length == 0 ||
	    !json_pick(token->arena, token->source, &pointer, 1, &value, &fault))
		return TEXT("");
	if (text_is(settings->link_claim, "email") &&
	    !text_is(token->claims[EMAIL_VERIFIED], "true"))
		return TEXT("");
	if (settings->link_domain.length == 0)
		return value;
	struct text domain;
	struct text name = text_cut(value, '@', &domain);
	return text_equal(domain, settings->link_domain) ? name : TEXT("");
}

static bool has_second_factor(const struct token *token)
{
	const struct oidc_settings *settings = token->settings;
	struct found methods = find(token, "amr", settings->second_factor_amr);
	return oidc_is_among(settings->second_factor_acr, token->claims[ACR]) ||
	       (methods.has && !methods.malformed);
}

static enum status check(const struct token *token, const struct oidc_expected *expected,
			 struct error *error)
{
	const struct text *claims = token->claims;
	struct text asked = token->settings->require_acr;
	if (!text_equal(claims[ISS], token->settings->issuer))
		return oidc_refuse(error, OIDC_TOKEN_ISSUER, NULL);
	if (!is_for_us(token))
		return oidc_refuse(error, OIDC_TOKEN_AUDIENCE, NULL);
	if (!times_hold(token, expected->now))
		return oidc_refuse(error, OIDC_TOKEN_TIME, NULL);
	if (claims[NONCE].length == 0 || !text_equal(claims[NONCE], expected->nonce))
		return oidc_refuse(error, OIDC_TOKEN_NONCE, NULL);
	if (!access_holds(token, expected->access_token))
		return oidc_refuse(error, OIDC_TOKEN_ACCESS, NULL);
	if (!is_subject(claims[SUB]))
		return oidc_refuse(error, OIDC_TOKEN_SUBJECT, NULL);
	if (asked.length != 0 && !oidc_is_among(asked, claims[ACR]))
		return oidc_refuse(error, OIDC_ASSURANCE, NULL);
	return STATUS_OK;
}

enum status oidc_claims_check(struct arena *arena, const struct oidc_settings *settings,
			      struct text claims, const struct oidc_expected *expected,
			      struct oidc_person *out, struct error *error)
{
	const struct text pointers[CLAIM_COUNT] = { TEXT("/iss"), TEXT("/sub"),
						    TEXT("/exp"), TEXT("/iat"),
						    TEXT("/nbf"), TEXT("/nonce"),
						    TEXT("/azp"), TEXT("/at_hash"),
						    TEXT("/acr"), TEXT("/email_verified") };
	struct token token = { .arena = arena, .settings = settings, .source = claims };
	struct json_fault fault;
	if (!json_pick(arena, claims, pointers, CLAIM_COUNT, token.claims, &fault))
		return oidc_refuse(error, OIDC_TOKEN_FORM, fault.message);
	TRY(check(&token, expected, error));
	*out = (struct oidc_person){ .issuer = settings->issuer,
				     .subject = token.claims[SUB],
				     .account = account_of(&token),
				     .has_second_factor = has_second_factor(&token) };
	return STATUS_OK;
}
