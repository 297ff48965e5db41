/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/oidc_internal.h"
#include "format/fields.h"
#include "os/clock.h"
#include "os/host.h"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

enum {
	SEED_SIZE = 32,
	SEED_LENGTH = 43 /* in base64url */
};

struct text oidc_base64(struct arena *arena, const void *bytes, size_t size)
{
	enum {
		URLSAFE = sodium_base64_VARIANT_URLSAFE_NO_PADDING
	};
	size_t room = sodium_base64_encoded_len(size, URLSAFE);
	char *out = arena_alloc(arena, room);
	sodium_bin2base64(out, room, bytes, size, URLSAFE);
	return text_from(out);
}

bool oidc_base64_read(struct arena *arena, struct text text, struct text *out)
{
	unsigned char *bytes = arena_alloc(arena, text.length + 1);
	size_t length = 0;
	if (sodium_base642bin(bytes, text.length, text.at, text.length, NULL, &length, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return false;
	*out = (struct text){ (const char *)bytes, length };
	return true;
}

static int64_t now(void)
{
	return clock_now() / 1000000;
}

struct oidc_begun oidc_begin(struct arena *arena, struct text next)
{
	unsigned char seed[SEED_SIZE];
	host_random(seed, sizeof seed);
	return (struct oidc_begun){ .seed = oidc_base64(arena, seed, sizeof seed),
				    .at = now(),
				    .next = next.length <= OIDC_NEXT_MOST ? next : TEXT("/") };
}

struct text oidc_begun_write(struct arena *arena, const struct oidc_begun *begun)
{
	struct fields fields = { 0 };
	fields_add(arena, &fields, TEXT("seed"), begun->seed);
	fields_add(arena, &fields, TEXT("at"), text_format(arena, "%lld", (long long)begun->at));
	fields_add(arena, &fields, TEXT("next"), begun->next);
	return fields_write(arena, &fields);
}

static bool read_seconds(struct text text, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i >= 12)
			return false;
		*out = *out * 10 + (text.at[i] - '0');
	}
	return text.length != 0;
}

bool oidc_begun_read(struct arena *arena, struct text cookie, struct oidc_begun *out)
{
	struct fields fields = { 0 };
	if (!fields_read(arena, cookie, &fields))
		return false;
	out->seed = fields_get(&fields, "seed");
	out->next = fields_get(&fields, "next");
	return read_seconds(fields_get(&fields, "at"), &out->at) &&
	       out->seed.length == SEED_LENGTH && out->at <= now() &&
	       now() - out->at < OIDC_BEGUN_SECONDS;
}

/* A word for each use, of which none tells another; none can be had without the seed. */
static struct text word(struct arena *arena, const char *use, const struct oidc_begun *begun)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct text all =
		text_format(arena, "remit oidc %s\n%.*s\n%lld\n%.*s", use, TEXT_ARG(begun->seed),
			    (long long)begun->at, TEXT_ARG(begun->next));
	crypto_hash_sha256(hash, (const unsigned char *)all.at, all.length);
	return oidc_base64(arena, hash, sizeof hash);
}

struct oidc_words oidc_words_of(struct arena *arena, const struct oidc_begun *begun)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct oidc_words words = { .state = word(arena, "state", begun),
				    .nonce = word(arena, "nonce", begun),
				    .verifier = word(arena, "verifier", begun) };
	crypto_hash_sha256(hash, (const unsigned char *)words.verifier.at, words.verifier.length);
	words.challenge = oidc_base64(arena, hash, sizeof hash);
	return words;
}
