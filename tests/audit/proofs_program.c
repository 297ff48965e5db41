/* SPDX-License-Identifier: Apache-2.0 */
#include "proofs.h"

#include "audit/tree.h"

static struct tree_proof proof_of(const struct proof_case *it, struct digest digests[2])
{
	struct tree_proof proof = { .count = it->count };
	memcpy(proof.path, it->path, it->count * DIGEST_SIZE);
	memcpy(digests, it->hashes, sizeof it->hashes);
	return proof;
}

bool proof_inclusion_holds(const struct proof_case *it)
{
	struct digest both[2];
	struct tree_proof proof = proof_of(it, both);
	return tree_verify_inclusion(&both[1], it->numbers[0], it->numbers[1], &proof, &both[0]);
}

bool proof_consistency_holds(const struct proof_case *it)
{
	struct digest both[2];
	struct tree_proof proof = proof_of(it, both);
	return tree_verify_consistency(it->numbers[0], it->numbers[1], &proof, &both[0], &both[1]);
}
