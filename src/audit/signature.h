/* SPDX-License-Identifier: Apache-2.0 */
/* Ed25519 (RFC 8032). */
#ifndef REMIT_AUDIT_SIGNATURE_H
#define REMIT_AUDIT_SIGNATURE_H

#include "base/text.h"

enum {
	SIGNATURE_SIZE = 64,
	SIGNATURE_SEED_SIZE = 32,
	SIGNATURE_PUBLIC_SIZE = 32
};

/* Both halves of a key, made of its seed alone. */
struct signature_pair {
	unsigned char public_key[SIGNATURE_PUBLIC_SIZE];
	unsigned char secret[64];
};
/* `seed` has SIGNATURE_SEED_SIZE bytes. */
struct signature_pair signature_pair_of(const unsigned char *seed);
void signature_make(const struct signature_pair *pair, struct text message,
		    unsigned char out[SIGNATURE_SIZE]);
/* False as well when the signature has another size. */
bool signature_holds(const unsigned char public_key[SIGNATURE_PUBLIC_SIZE], struct text message,
		     struct text signature);

#endif
