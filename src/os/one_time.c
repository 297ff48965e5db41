/* SPDX-License-Identifier: Apache-2.0 */
#include "os/one_time.h"

#include "base/builder.h"

#include <nettle/hmac.h>

uint32_t one_time_code(struct text secret, uint64_t step, unsigned digits)
{
	struct hmac_sha1_ctx hmac;
	uint8_t counter[8];
	uint8_t hash[SHA1_DIGEST_SIZE];
	uint32_t limit = 1;
	for (unsigned i = 0; i < 8; i++)
		counter[i] = (uint8_t)(step >> (56 - 8 * i));
	hmac_sha1_set_key(&hmac, secret.length, (const uint8_t *)secret.at);
	hmac_sha1_update(&hmac, sizeof counter, counter);
	hmac_sha1_digest(&hmac, sizeof hash, hash);
	/* RFC 4226, section 5.3: four bytes from where the last half-byte points. */
	const uint8_t *at = hash + (hash[sizeof hash - 1] & 15);
	uint32_t number = (uint32_t)(at[0] & 127) << 24 | (uint32_t)at[1] << 16 |
			  (uint32_t)at[2] << 8 | at[3];
	for (unsigned i = 0; i < digits && i < 9; i++)
		limit *= 10;
	return number % limit;
}

struct text one_time_print(struct arena *arena, struct text secret, bool groups)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	struct builder out = builder_new(arena);
	uint32_t bits = 0;
	unsigned have = 0;
	unsigned count = 0;
	for (size_t i = 0; i < secret.length || have > 0;) {
		if (have < 5 && i < secret.length) {
			bits = bits << 8 | (unsigned char)secret.at[i++];
			have += 8;
			continue;
		}
		if (have < 5) { /* the last letter is filled up with zeros */
			bits <<= 5 - have;
			have = 5;
		}
		if (groups && count != 0 && count % 4 == 0)
			builder_add_byte(&out, ' ');
		builder_add_byte(&out, letters[bits >> (have - 5) & 31]);
		have -= 5;
		bits &= (1U << have) - 1;
		count++;
	}
	return builder_text(&out);
}
