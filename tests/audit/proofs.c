/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a file of proofs, good and bad ones (proofs.txt). If this fails, a proof of ours is taken
 * for nothing by other programs, or a forged one for good by ours. */
#include "proofs.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse(const char *letters, unsigned char out[32])
{
	size_t got;
	return sodium_base642bin(out, 32, letters, strlen(letters), NULL, &got, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       got == 32;
}

/* Everything that is to be a hash is one; else the case cannot even be read, and does not hold. */
static bool read_case(struct proof_case *it, char **words)
{
	it->numbers[0] = strtoull(words[2], NULL, 10);
	it->numbers[1] = strtoull(words[3], NULL, 10);
	bool good = parse(words[4], it->hashes[0]) && parse(words[5], it->hashes[1]);
	char *rest = words[6];
	if (strcmp(rest, "-") == 0)
		return good;
	for (char *hash; good && (hash = strsep(&rest, ",")) != NULL; it->count++)
		good = it->count < PROOF_HASHES_MOST && parse(hash, it->path[it->count]);
	return good;
}

static bool run(char *line)
{
	char *words[8] = { 0 };
	struct proof_case it = { 0 };
	for (size_t i = 0; i < 8; i++)
		words[i] = strsep(&line, " ");
	bool holds = read_case(&it, words) &&
		     (strcmp(words[0], "inclusion") == 0 ? proof_inclusion_holds(&it)
							 : proof_consistency_holds(&it));
	if (holds == (strcmp(words[1], "yes") == 0))
		return true;
	printf("# %s %s holds: %d\n", words[0], words[7], holds);
	return false;
}

int main(int argc, char **argv)
{
	static char line[8192];
	int counts[2] = { 0 };
	FILE *file = argc == 2 ? fopen(argv[1], "re") : NULL;
	if (file == NULL || sodium_init() < 0)
		return 2;
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#')
			counts[run(line)]++;
	}
	fclose(file);
	printf("%d passed, %d failed\n", counts[1], counts[0]);
	return counts[0] != 0 || counts[1] < 100;
}
