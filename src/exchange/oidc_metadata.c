/* SPDX-License-Identifier: Apache-2.0 */
/* What the provider says of itself and which keys it signs with: asked for, and kept for an hour.
 * The lock is never held while it is asked. */
#include "exchange/oidc_internal.h"
#include "format/json_pick.h"
#include "os/clock.h"

#include <stdlib.h>

enum status oidc_refuse_fetch(struct error *error)
{
	char cause[sizeof error->field];
	memcpy(cause, error->message, sizeof cause - 1);
	cause[sizeof cause - 1] = '\0';
	return oidc_refuse(error,
			   error->status == STATUS_IO ? OIDC_PROVIDER_DOWN : OIDC_PROVIDER_ANSWER,
			   cause);
}

static int64_t seconds(void)
{
	return clock_monotonic() / 1000000000;
}

enum found {
	IS_KEPT,
	IS_OLD,
	HAS_FAILED /* a moment ago: it is not asked by everybody at once */
};

static enum found take_kept(struct oidc *oidc, struct arena *arena, const struct oidc_kept *kept,
			    int64_t most_age, struct text *out)
{
	int64_t now = seconds();
	enum found found = IS_OLD;
	pthread_mutex_lock(&oidc->lock);
	struct text view = { kept->at, kept->length };
	if (view.at != NULL && now - kept->since < most_age)
		found = IS_KEPT;
	else if (kept->failed != 0 && now - kept->failed < OIDC_AGAIN_SECONDS / 2)
		found = HAS_FAILED;
	char *copy = found == IS_KEPT ? malloc(view.length + 1) : NULL;
	if (copy != NULL)
		memcpy(copy, view.at, view.length);
	pthread_mutex_unlock(&oidc->lock);
	if (found == IS_KEPT && copy == NULL)
		return IS_OLD;
	if (copy != NULL)
		*out = text_copy(arena, (struct text){ copy, view.length });
	free(copy);
	return found;
}

static void keep(struct oidc *oidc, struct oidc_kept *kept, struct text body)
{
	char *copy = body.length != 0 ? malloc(body.length) : NULL;
	if (copy == NULL)
		return;
	memcpy(copy, body.at, body.length);
	pthread_mutex_lock(&oidc->lock);
	free(kept->at);
	*kept = (struct oidc_kept){ .at = copy, .length = body.length, .since = seconds() };
	pthread_mutex_unlock(&oidc->lock);
}

static void note_failure(struct oidc *oidc, struct oidc_kept *kept)
{
	pthread_mutex_lock(&oidc->lock);
	kept->failed = seconds();
	pthread_mutex_unlock(&oidc->lock);
}

static enum status ask(struct oidc *oidc, struct arena *arena, struct text url,
		       struct oidc_kept *kept, struct text *out, struct error *error)
{
	struct fetched fetched;
	struct fetch fetch = { .url = url, .ending = &oidc->ending };
	if (oidc->settings.ca_file.length != 0)
		fetch.ca_file = text_c(arena, oidc->settings.ca_file);
	if (fetch_answer(arena, &fetch, &fetched, error) != STATUS_OK) {
		note_failure(oidc, kept);
		return oidc_refuse_fetch(error);
	}
	if (fetched.status != 200) {
		note_failure(oidc, kept);
		return oidc_refuse(
			error, fetched.status >= 500 ? OIDC_PROVIDER_DOWN : OIDC_PROVIDER_ANSWER,
			"its status is not 200");
	}
	*out = fetched.body;
	return STATUS_OK;
}

static enum status check(const struct oidc *oidc, struct arena *arena, struct text document,
			 struct oidc_metadata *out, struct error *error)
{
	const struct text pointers[] = { TEXT("/issuer"),
					 TEXT("/authorization_endpoint"),
					 TEXT("/token_endpoint"),
					 TEXT("/jwks_uri"),
					 TEXT("/end_session_endpoint"),
					 TEXT("/authorization_response_iss_parameter_supported") };
	struct text found[6];
	struct json_fault fault;
	if (!json_pick(arena, document, pointers, 6, found, &fault))
		return oidc_refuse(error, OIDC_METADATA, fault.message);
	if (!text_equal(found[0], oidc->settings.issuer))
		return oidc_refuse(error, OIDC_METADATA, "its issuer is another");
	for (size_t i = 1; i < 5; i++)
		if ((i < 4 || found[i].length != 0) && !fetch_may(arena, found[i]))
			return oidc_refuse(error, OIDC_METADATA, "an address in it is not https");
	*out = (struct oidc_metadata){ found[1], found[2], found[3], found[4],
				       text_is(found[5], "true") };
	return STATUS_OK;
}

enum status oidc_metadata_of(struct oidc *oidc, struct arena *arena, struct oidc_metadata *out,
			     struct error *error)
{
	struct text issuer = oidc->settings.issuer;
	struct text document = { 0 };
	enum found found = take_kept(oidc, arena, &oidc->metadata, OIDC_KEPT_SECONDS, &document);
	if (found == IS_KEPT)
		return check(oidc, arena, document, out, error);
	if (found == HAS_FAILED)
		return oidc_refuse(error, OIDC_PROVIDER_DOWN, "it did not answer just now");
	if (text_ends(issuer, TEXT("/")))
		issuer.length--;
	struct text url =
		text_format(arena, "%.*s/.well-known/openid-configuration", TEXT_ARG(issuer));
	TRY(ask(oidc, arena, url, &oidc->metadata, &document, error));
	TRY(check(oidc, arena, document, out, error));
	keep(oidc, &oidc->metadata, document);
	return STATUS_OK;
}

enum status oidc_keys_of(struct oidc *oidc, struct arena *arena,
			 const struct oidc_metadata *metadata, bool again, struct text *out,
			 struct error *error)
{
	enum found found = take_kept(oidc, arena, &oidc->keys,
				     again ? OIDC_AGAIN_SECONDS : OIDC_KEPT_SECONDS, out);
	if (found == IS_KEPT)
		return STATUS_OK;
	if (found == HAS_FAILED)
		return oidc_refuse(error, OIDC_PROVIDER_DOWN, "it did not answer just now");
	TRY(ask(oidc, arena, metadata->jwks_uri, &oidc->keys, out, error));
	keep(oidc, &oidc->keys, *out);
	return STATUS_OK;
}
