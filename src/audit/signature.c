/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 by libsodium. */
#include "audit/signature.h"

#include <sodium/crypto_sign_ed25519.h>

struct signature_pair signature_pair_of(const unsigned char *seed)
{
	struct signature_pair pair;
	crypto_sign_ed25519_seed_keypair(pair.public_key, pair.secret, seed);
	return pair;
}

void signature_make(const struct signature_pair *pair, struct text message,
		    unsigned char out[SIGNATURE_SIZE])
{
	crypto_sign_ed25519_detached(out, NULL, (const unsigned char *)message.at, message.length,
				     pair->secret);
}

bool signature_holds(const unsigned char public_key[SIGNATURE_PUBLIC_SIZE], struct text message,
		     struct text signature)
{
	return signature.length == SIGNATURE_SIZE &&
	       crypto_sign_ed25519_verify_detached((const unsigned char *)signature.at,
						   (const unsigned char *)message.at,
						   message.length, public_key) == 0;
}
