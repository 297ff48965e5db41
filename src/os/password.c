/* SPDX-License-Identifier: Apache-2.0 */
#include "os/password.h"

#include <sodium.h>

struct text password_hash(struct arena *arena, struct text password)
{
	char hash[crypto_pwhash_STRBYTES];
	if (sodium_init() < 0 || crypto_pwhash_str(hash, password.at, password.length,
						   crypto_pwhash_OPSLIMIT_INTERACTIVE,
						   crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return TEXT("");
	return text_copy(arena, text_from(hash));
}

bool password_is(struct arena *arena, struct text hash, struct text password)
{
	/* Of no account: the same work, so that its absence does not show in the time. */
	if (hash.length == 0) {
		password_hash(arena, password);
		return false;
	}
	return sodium_init() >= 0 &&
	       crypto_pwhash_str_verify(text_c(arena, hash), password.at, password.length) == 0;
}
