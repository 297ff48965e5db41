/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by nettle, which uses the processor's own instructions where it has them. */
#include "audit/digest.h"

#include "base/ensure.h"

#include <nettle/hmac.h>
#include <string.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct digest_stream), "stream too small");

static struct sha256_ctx *state_of(struct digest_stream *stream)
{
	return (struct sha256_ctx *)(void *)stream->opaque;
}

void digest_begin(struct digest_stream *stream)
{
	sha256_init(state_of(stream));
}

void digest_add(struct digest_stream *stream, struct text bytes)
{
	sha256_update(state_of(stream), bytes.length, (const uint8_t *)bytes.at);
}

struct digest digest_end(struct digest_stream *stream)
{
	struct digest digest;
	sha256_digest(state_of(stream), DIGEST_SIZE, digest.bytes);
	return digest;
}

struct digest digest_of_parts(const struct text *parts, size_t count)
{
	struct digest_stream stream;
	digest_begin(&stream);
	for (size_t i = 0; i < count; i++)
		digest_add(&stream, parts[i]);
	return digest_end(&stream);
}

struct digest digest_of(struct text bytes)
{
	return digest_of_parts(&bytes, 1);
}

struct digest digest_commit(struct text secret, struct text payload)
{
	ensure(secret.length == SECRET_SIZE);
	struct hmac_sha256_ctx state;
	struct digest digest;
	hmac_sha256_set_key(&state, secret.length, (const uint8_t *)secret.at);
	hmac_sha256_update(&state, payload.length, (const uint8_t *)payload.at);
	hmac_sha256_digest(&state, DIGEST_SIZE, digest.bytes);
	return digest;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

struct text digest_bytes(const struct digest *digest)
{
	return (struct text){ (const char *)digest->bytes, DIGEST_SIZE };
}

bool digest_from_bytes(struct text bytes, struct digest *out)
{
	if (bytes.length != DIGEST_SIZE)
		return false;
	memcpy(out->bytes, bytes.at, DIGEST_SIZE);
	return true;
}

void digest_print(const struct digest *digest, char out[DIGEST_TEXT_SIZE])
{
	static const char letters[] = "0123456789abcdef";
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		out[2 * i] = letters[digest->bytes[i] >> 4];
		out[2 * i + 1] = letters[digest->bytes[i] & 15];
	}
	out[DIGEST_TEXT_SIZE - 1] = '\0';
}

static int nibble(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool digest_parse(struct text hexadecimal, struct digest *out)
{
	if (hexadecimal.length != DIGEST_TEXT_SIZE - 1)
		return false;
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		int high = nibble(hexadecimal.at[2 * i]);
		int low = nibble(hexadecimal.at[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
