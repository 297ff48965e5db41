/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing, refusals, and where a browser is sent. */
#include "exchange/oidc_internal.h"
#include "format/fields.h"

#include <stdlib.h>

static const struct {
	const char *code, *words, *remedy;
} refusals[] = {
#define OIDC_REFUSAL(name, code, words, remedy) { code, words, remedy },
#include "exchange/oidc_refusal.def"
};

enum status oidc_refuse(struct error *error, enum oidc_refusal why, const char *cause)
{
	*error = (struct error){ 0 };
	error_set(error, STATUS_REFUSED, "%s", refusals[why].words);
	error_remedy(error, "%s", refusals[why].remedy);
	error_place(error, NULL, 0, cause);
	error->code = refusals[why].code;
	return STATUS_REFUSED;
}

enum status oidc_open(const char *path, struct oidc **out, struct error *error)
{
	struct arena *arena = arena_new(0);
	*out = NULL;
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	struct oidc *oidc = arena_new_one(arena, struct oidc);
	oidc->arena = arena;
	enum status status = oidc_settings_read(arena, path, &oidc->settings, error);
	if (status == STATUS_OK)
		status = fetch_open(error);
	if (status != STATUS_OK) {
		arena_free(arena);
		return status;
	}
	pthread_mutex_init(&oidc->lock, NULL);
	*out = oidc;
	return STATUS_OK;
}

void oidc_end(struct oidc *oidc)
{
	atomic_store(&oidc->ending, true);
}

void oidc_close(struct oidc *oidc)
{
	if (oidc == NULL)
		return;
	fetch_close();
	pthread_mutex_destroy(&oidc->lock);
	free(oidc->metadata.at);
	free(oidc->keys.at);
	arena_free(oidc->arena);
}

const struct oidc_settings *oidc_settings_of(const struct oidc *oidc)
{
	return &oidc->settings;
}

static struct text with_query(struct arena *arena, struct text endpoint,
			      const struct fields *fields)
{
	bool has = text_find(endpoint, TEXT("?"), 0) != SIZE_MAX;
	struct text query = fields_write(arena, fields);
	return text_format(arena, "%.*s%c%.*s", TEXT_ARG(endpoint), has ? '&' : '?',
			   TEXT_ARG(query));
}

enum status oidc_sign_in_url(struct oidc *oidc, struct arena *arena, const struct oidc_words *words,
			     struct text *url, struct error *error)
{
	const struct oidc_settings *settings = &oidc->settings;
	struct oidc_metadata metadata;
	struct fields fields = { 0 };
	TRY(oidc_metadata_of(oidc, arena, &metadata, error));
	fields_add(arena, &fields, TEXT("response_type"), TEXT("code"));
	fields_add(arena, &fields, TEXT("client_id"), settings->client_id);
	fields_add(arena, &fields, TEXT("redirect_uri"), settings->redirect_uri);
	fields_add(arena, &fields, TEXT("scope"), settings->scope);
	fields_add(arena, &fields, TEXT("state"), words->state);
	fields_add(arena, &fields, TEXT("nonce"), words->nonce);
	fields_add(arena, &fields, TEXT("code_challenge"), words->challenge);
	fields_add(arena, &fields, TEXT("code_challenge_method"), TEXT("S256"));
	if (settings->require_acr.length != 0)
		fields_add(arena, &fields, TEXT("acr_values"), settings->require_acr);
	*url = with_query(arena, metadata.authorization_endpoint, &fields);
	return STATUS_OK;
}

enum status oidc_sign_out_url(struct oidc *oidc, struct arena *arena, struct text *url,
			      struct error *error)
{
	struct oidc_metadata metadata;
	struct fields fields = { 0 };
	TRY(oidc_metadata_of(oidc, arena, &metadata, error));
	fields_add(arena, &fields, TEXT("client_id"), oidc->settings.client_id);
	*url = metadata.end_session_endpoint.length != 0
		       ? with_query(arena, metadata.end_session_endpoint, &fields)
		       : TEXT("");
	return STATUS_OK;
}
