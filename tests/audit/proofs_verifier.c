/* SPDX-License-Identifier: Apache-2.0 */
#include "proofs.h"

#include "verifier.h"

#include <string.h>

bool proof_inclusion_holds(const struct proof_case *it)
{
	struct hash both[2];
	struct hash path[PROOF_HASHES_MOST];
	memcpy(both, it->hashes, sizeof both);
	memcpy(path, it->path, sizeof path);
	return check_inclusion(both[1], it->numbers[0], it->numbers[1], path, it->count, &both[0]);
}

bool proof_consistency_holds(const struct proof_case *it)
{
	struct hash both[2];
	struct hash path[PROOF_HASHES_MOST];
	memcpy(both, it->hashes, sizeof both);
	memcpy(path, it->path, sizeof path);
	return check_consistency(it->numbers[0], it->numbers[1], path, it->count, &both[0],
				 &both[1]);
}
