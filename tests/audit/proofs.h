/* SPDX-License-Identifier: Apache-2.0 */
/* What holds a proof to be good: the program's code, or the verifier's. */
#ifndef TEST_PROOFS_H
#define TEST_PROOFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PROOF_HASHES_MOST = 16
};

struct proof_case {
	uint64_t numbers[2];
	unsigned char hashes[2][32]; /* root and leaf, or both roots */
	unsigned char path[PROOF_HASHES_MOST][32];
	size_t count;
};

bool proof_inclusion_holds(const struct proof_case *it);
bool proof_consistency_holds(const struct proof_case *it);

#endif
