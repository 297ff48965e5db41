/* SPDX-License-Identifier: Apache-2.0 */
/* Base 64 by libsodium. */
#include "audit/base64.h"

#include <sodium/utils.h>

struct text base64_encode(struct arena *arena, struct text bytes)
{
	size_t room = sodium_base64_encoded_len(bytes.length, sodium_base64_VARIANT_ORIGINAL);
	char *letters = arena_alloc(arena, room);
	sodium_bin2base64(letters, room, (const unsigned char *)bytes.at, bytes.length,
			  sodium_base64_VARIANT_ORIGINAL);
	return (struct text){ letters, room - 1 };
}

/* libsodium 1.0.18 takes some bytes that are no ASCII for letters. */
static bool is_ascii(struct text letters)
{
	for (size_t i = 0; i < letters.length; i++)
		if ((unsigned char)letters.at[i] > 127)
			return false;
	return true;
}

bool base64_decode(struct arena *arena, struct text letters, struct text *out)
{
	size_t length;
	size_t room = letters.length / 4 * 3;
	unsigned char *bytes = arena_alloc(arena, room + 1);
	if (letters.length % 4 != 0 || !is_ascii(letters) ||
	    sodium_base642bin(bytes, room, letters.at, letters.length, NULL, &length, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	*out = (struct text){ (const char *)bytes, length };
	return true;
}
