/* SPDX-License-Identifier: Apache-2.0 */
/* A token's header and signature (RFC 7515), by libcjose. Three algorithms are taken, each with the
 * kind of key it is for: no "none", nothing with a secret that both sides have. */
#include "exchange/oidc_internal.h"
#include "format/json_pick.h"

#include <cjose/cjose.h>

enum {
	TOKEN_MOST = 64 * 1024,
	/* bytes: 2048 bits at least */
	RSA_FEWEST = 256,
	RSA_MOST = 1024,
	EXPONENT_MOST = 8,
	EC_SIZE = 32
};

static const struct {
	const char *alg, *kty, *crv;
} algorithms[] = {
	{ "RS256", "RSA", NULL },
	{ "PS256", "RSA", NULL },
	{ "ES256", "EC", "P-256" },
};

enum {
	ALGORITHMS = sizeof algorithms / sizeof algorithms[0]
};

static size_t algorithm_of(struct text alg)
{
	size_t i = 0;
	while (i < ALGORITHMS && !text_is(alg, algorithms[i].alg))
		i++;
	return i;
}

enum status oidc_header_of(struct arena *arena, struct text token, struct oidc_header *out,
			   struct error *error)
{
	const struct text pointers[] = { TEXT("/alg"), TEXT("/kid"), TEXT("/crit"), TEXT("/b64") };
	struct json_fault fault;
	struct text found[4];
	struct text header;
	struct text rest;
	if (token.length > TOKEN_MOST ||
	    !oidc_base64_read(arena, text_cut(token, '.', &rest), &header) ||
	    !json_pick(arena, header, pointers, 4, found, &fault) || found[2].length != 0 ||
	    found[3].length != 0)
		return oidc_refuse(error, OIDC_TOKEN_FORM, "header");
	if (algorithm_of(found[0]) == ALGORITHMS)
		return oidc_refuse(error, OIDC_TOKEN_ALGORITHM, NULL);
	*out = (struct oidc_header){ .alg = found[0], .kid = found[1] };
	return STATUS_OK;
}

static bool fits(struct arena *arena, struct text key, const struct oidc_header *header)
{
	const struct text pointers[] = { TEXT("/kty"), TEXT("/crv"), TEXT("/use"), TEXT("/alg"),
					 TEXT("/kid") };
	struct json_fault fault;
	struct text found[5];
	size_t i = algorithm_of(header->alg);
	return json_pick(arena, key, pointers, 5, found, &fault) &&
	       text_is(found[0], algorithms[i].kty) &&
	       (algorithms[i].crv == NULL || text_is(found[1], algorithms[i].crv)) &&
	       (found[2].length == 0 || text_is(found[2], "sig")) &&
	       (found[3].length == 0 || text_equal(found[3], header->alg)) &&
	       (header->kid.length == 0 || text_equal(found[4], header->kid));
}

/* The end of the value that has begun at `depth`. */
static bool skip(struct json_reader *json, unsigned depth)
{
	while (json->depth > depth) {
		enum json_event event = json_next(json);
		if (event == JSON_BAD || event == JSON_END)
			return false;
	}
	return true;
}

/* To the list named "keys" of the outermost object. */
static bool find_list(struct json_reader *json)
{
	if (json_next(json) != JSON_BEGIN_OBJECT)
		return false;
	while (json_next(json) == JSON_KEY) {
		bool is_it = text_is(json->text, "keys");
		enum json_event event = json_next(json);
		if (is_it)
			return event == JSON_BEGIN_LIST;
		if (event == JSON_BAD || !skip(json, 1))
			return false;
	}
	return false;
}

struct text oidc_key_for(struct arena *arena, struct text keys, const struct oidc_header *header)
{
	struct json_reader json = json_open(arena, keys);
	struct text only = { 0 };
	if (!find_list(&json))
		return only;
	while (json_next(&json) == JSON_BEGIN_OBJECT) {
		size_t from = json.at - 1;
		if (!skip(&json, 2))
			return TEXT("");
		struct text key = text_slice(keys, from, json.at);
		if (!fits(arena, key, header))
			continue;
		/* Without a name in the token, one key alone may be meant. */
		if (only.length != 0)
			return TEXT("");
		only = key;
	}
	return only;
}

/* libcjose ends the process over base64 that is none: nothing goes to it that was not read before.
 */
static bool is_base64(struct arena *arena, struct text text, size_t fewest, size_t most)
{
	struct text bytes;
	return oidc_base64_read(arena, text, &bytes) && bytes.length >= fewest &&
	       bytes.length <= most;
}

static bool is_token(struct arena *arena, struct text token)
{
	struct text rest;
	struct text signature;
	struct text header = text_cut(token, '.', &rest);
	struct text claims = text_cut(rest, '.', &signature);
	return is_base64(arena, header, 1, TOKEN_MOST) && is_base64(arena, claims, 1, TOKEN_MOST) &&
	       is_base64(arena, signature, 1, TOKEN_MOST);
}

/* The public key alone, of a strength that is enough; empty: it is none. */
static struct text public_key(struct arena *arena, struct text key)
{
	const struct text pointers[] = { TEXT("/kty"), TEXT("/n"), TEXT("/e"), TEXT("/x"),
					 TEXT("/y") };
	struct json_fault fault;
	struct text found[5];
	if (!json_pick(arena, key, pointers, 5, found, &fault))
		return TEXT("");
	if (text_is(found[0], "RSA") && is_base64(arena, found[1], RSA_FEWEST, RSA_MOST) &&
	    is_base64(arena, found[2], 1, EXPONENT_MOST))
		return text_format(arena, "{\"kty\":\"RSA\",\"n\":\"%.*s\",\"e\":\"%.*s\"}",
				   TEXT_ARG(found[1]), TEXT_ARG(found[2]));
	if (text_is(found[0], "EC") && is_base64(arena, found[3], EC_SIZE, EC_SIZE) &&
	    is_base64(arena, found[4], EC_SIZE, EC_SIZE))
		return text_format(
			arena, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%.*s\",\"y\":\"%.*s\"}",
			TEXT_ARG(found[3]), TEXT_ARG(found[4]));
	return TEXT("");
}

/* No memory of the arena is asked for while the library's is held. */
static bool verify(struct text token, struct text key, char *room, size_t *length)
{
	uint8_t *plain = NULL;
	cjose_jwk_t *jwk = cjose_jwk_import(key.at, key.length, NULL);
	cjose_jws_t *jws = cjose_jws_import(token.at, token.length, NULL);
	bool good = jwk != NULL && jws != NULL && cjose_jws_verify(jws, jwk, NULL) &&
		    cjose_jws_get_plaintext(jws, &plain, length, NULL) && *length <= token.length;
	if (good)
		memcpy(room, plain, *length);
	cjose_jws_release(jws);
	cjose_jwk_release(jwk);
	return good;
}

enum status oidc_signature_check(struct arena *arena, struct text token, struct text key,
				 struct text *claims, struct error *error)
{
	char *room = arena_alloc(arena, token.length + 1);
	size_t length = 0;
	struct text checked = public_key(arena, key);
	if (checked.length == 0 || !is_token(arena, token) ||
	    !verify(token, checked, room, &length))
		return oidc_refuse(error, OIDC_TOKEN_SIGNATURE, NULL);
	*claims = (struct text){ room, length };
	return STATUS_OK;
}
