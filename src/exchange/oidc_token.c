/* SPDX-License-Identifier: Apache-2.0 */
/* From what the provider has sent back to a person: code, tokens, key, signature, claims. */
#include "exchange/oidc_internal.h"
#include "format/fields.h"
#include "format/json_pick.h"
#include "os/clock.h"

struct tokens {
	struct text id_token;
	struct text access_token;
};

static struct fetch token_request(struct oidc *oidc, struct arena *arena,
				  const struct oidc_metadata *metadata, struct text code,
				  const struct oidc_words *words)
{
	const struct oidc_settings *settings = &oidc->settings;
	struct fields form = { 0 };
	struct fetch fetch = { .url = metadata->token_endpoint, .ending = &oidc->ending };
	if (settings->ca_file.length != 0)
		fetch.ca_file = text_c(arena, settings->ca_file);
	fields_add(arena, &form, TEXT("grant_type"), TEXT("authorization_code"));
	fields_add(arena, &form, TEXT("code"), code);
	fields_add(arena, &form, TEXT("redirect_uri"), settings->redirect_uri);
	fields_add(arena, &form, TEXT("code_verifier"), words->verifier);
	if (text_is(settings->client_authentication, "client_secret_basic")) {
		fetch.user = fields_encode(arena, settings->client_id);
		fetch.password = fields_encode(arena, settings->client_secret);
	} else {
		fields_add(arena, &form, TEXT("client_id"), settings->client_id);
	}
	if (text_is(settings->client_authentication, "client_secret_post"))
		fields_add(arena, &form, TEXT("client_secret"), settings->client_secret);
	fetch.form = fields_write(arena, &form);
	return fetch;
}

static enum status read_tokens(struct arena *arena, const struct fetched *answer,
			       struct tokens *out, struct error *error)
{
	const struct text pointers[] = { TEXT("/id_token"), TEXT("/access_token"), TEXT("/error") };
	struct text found[3];
	struct json_fault fault;
	if (!json_pick(arena, answer->body, pointers, 3, found, &fault))
		return oidc_refuse(error, OIDC_PROVIDER_ANSWER, fault.message);
	if (answer->status == 401 || text_is(found[2], "invalid_client") ||
	    text_is(found[2], "unauthorized_client"))
		return oidc_refuse(error, OIDC_CLIENT, NULL);
	if (text_is(found[2], "invalid_grant"))
		return oidc_refuse(error, OIDC_CODE, NULL);
	if (answer->status != 200 || found[0].length == 0)
		return oidc_refuse(error, OIDC_PROVIDER_ANSWER, "token endpoint");
	*out = (struct tokens){ .id_token = found[0], .access_token = found[1] };
	return STATUS_OK;
}

/* Keys change: one that is not known is looked for anew. */
static enum status find_key(struct oidc *oidc, struct arena *arena,
			    const struct oidc_metadata *metadata, const struct oidc_header *header,
			    struct text *key, struct error *error)
{
	struct text keys;
	TRY(oidc_keys_of(oidc, arena, metadata, false, &keys, error));
	*key = oidc_key_for(arena, keys, header);
	if (key->length != 0)
		return STATUS_OK;
	TRY(oidc_keys_of(oidc, arena, metadata, true, &keys, error));
	*key = oidc_key_for(arena, keys, header);
	return key->length != 0 ? STATUS_OK : oidc_refuse(error, OIDC_TOKEN_KEY, NULL);
}

static enum status check_answer(const struct oidc *oidc, const struct oidc_metadata *metadata,
				const struct oidc_answer *answer, struct error *error)
{
	bool told = answer->issuer.length != 0 || metadata->tells_issuer;
	if (told && !text_equal(answer->issuer, oidc->settings.issuer))
		return oidc_refuse(error, OIDC_ISSUER, NULL);
	if (text_is(answer->error, "access_denied"))
		return oidc_refuse(error, OIDC_DENIED, NULL);
	if (answer->error.length != 0 || answer->code.length == 0)
		return oidc_refuse(error, OIDC_PROVIDER_ERROR, NULL);
	return STATUS_OK;
}

enum status oidc_person_of(struct oidc *oidc, struct arena *arena, const struct oidc_answer *answer,
			   const struct oidc_words *words, struct oidc_person *out,
			   struct error *error)
{
	struct oidc_metadata metadata;
	struct oidc_header header;
	struct fetched fetched = { 0 };
	struct tokens tokens = { 0 };
	struct text key = TEXT("");
	struct text claims = TEXT("");
	TRY(oidc_metadata_of(oidc, arena, &metadata, error));
	TRY(check_answer(oidc, &metadata, answer, error));
	struct fetch fetch = token_request(oidc, arena, &metadata, answer->code, words);
	if (fetch_answer(arena, &fetch, &fetched, error) != STATUS_OK)
		return oidc_refuse_fetch(error);
	TRY(read_tokens(arena, &fetched, &tokens, error));
	TRY(oidc_header_of(arena, tokens.id_token, &header, error));
	TRY(find_key(oidc, arena, &metadata, &header, &key, error));
	TRY(oidc_signature_check(arena, tokens.id_token, key, &claims, error));
	const struct oidc_expected expected = { .nonce = words->nonce,
						.access_token = tokens.access_token,
						.now = clock_now() / 1000000 };
	return oidc_claims_check(arena, &oidc->settings, claims, &expected, out, error);
}
