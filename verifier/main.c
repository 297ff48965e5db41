/* SPDX-License-Identifier: Apache-2.0 */
/* remit-verify log, inclusion, consistency: see docs/log.md. Ends with 0 when all holds, 1 when
 * something does not, 2 when it was called wrongly or cannot read a file. */
#include "verifier.h"

#include <err.h>
#include <sodium.h>
#include <stdio.h>

/* Text: up to the first NUL, if there is one. */
static struct source read_file(const char *path)
{
	static char *kept[4]; /* as long as the program runs */
	static size_t count;
	size_t room = 0;
	FILE *file = fopen(path, "rbe");
	ssize_t size = file != NULL ? getdelim(&kept[count], &room, '\0', file) : -1;
	if (size < 0)
		errx(2, "cannot read '%s'", path);
	fclose(file);
	char *bytes = kept[count++];
	return (struct source){ bytes, bytes + size };
}

/* The first line of a file. */
static struct key read_key(const char *path)
{
	struct key key;
	struct source line, file = read_file(path);
	if (!next_line(&file, &line) || !parse_key(line, &key))
		errx(2, "'%s' is no public key", path);
	return key;
}

/* The next one of a file, in which they grow; false when there is none. */
static bool take_checkpoint(struct source *from, const struct key *key, struct checkpoint *it)
{
	struct checkpoint last = *it;
	if (from->at == from->end)
		return false;
	const char *wrong = next_checkpoint(from, key, it);
	if (wrong != NULL)
		errx(1, "the checkpoint after that of %llu entries: %s", last.size, wrong);
	if (it->size < last.size || (it->size == last.size && !same_hash(&it->root, &last.root)))
		errx(1, "forked: of %llu entries and of %llu, signed later, two logs were signed",
		     last.size, it->size);
	return true;
}

/* The first checkpoint that does not hold (0: all do) says where; a later one that holds, that
 * there are two logs. */
static void judge(unsigned long long size, unsigned long long kept, unsigned long long fault,
		  unsigned long long unmet)
{
	if (fault != 0 && kept > fault)
		errx(1, "forked: what was signed of %llu entries is of another log", fault);
	if (fault != 0)
		errx(1, "rewritten: entries from %llu to %llu are not those that were signed", kept,
		     fault - 1);
	if (unmet != 0)
		errx(1, "truncated: it ends after %llu entries, and %llu were signed", size, unmet);
	printf("holds: %llu entries, of which %llu are as they were signed\n", size, kept);
}

static void check_log(FILE *file, struct source checkpoints, const struct key *key)
{
	static char line[1024 * 1024];
	struct tree tree = { 0 };
	struct checkpoint next = { .root = tree_root(&tree) };
	struct hash root, made, told;
	unsigned long long number, kept = 0, fault = 0;
	bool waits = true;
	if (file == NULL)
		errx(2, "cannot read the export");
	for (;; tree_add(&tree, made)) {
		while (waits && next.size == tree.size) {
			root = tree_root(&tree);
			if (same_hash(&root, &next.root))
				kept = next.size;
			else
				fault = fault != 0 ? fault : next.size;
			waits = take_checkpoint(&checkpoints, key, &next);
		}
		if (fgets(line, sizeof line, file) == NULL)
			break;
		if (!parse_entry(line, &number, &made, &told))
			errx(1, "line %llu is no entry", tree.size + 1);
		if (number != tree.size)
			errx(1, "entry %llu is missing or out of its place", tree.size);
		if (!same_hash(&made, &told))
			errx(1, "entry %llu was altered", number);
	}
	judge(tree.size, kept, fault, waits ? next.size : 0);
}

/* The hashes of a proof, up to an empty line, and the checkpoint behind it. */
static size_t read_path(struct source from, const struct key *key, struct hash *path,
			struct checkpoint *it)
{
	struct source line;
	size_t count = 0;
	for (; next_line(&from, &line) && line.at != line.end; count++)
		if (count == 64 || !parse_hash(line, &path[count]))
			errx(1, "hash %zu of the proof is none", count + 1);
	const char *wrong = next_checkpoint(&from, key, it);
	if (wrong != NULL || from.at != from.end)
		errx(1, "the checkpoint of the proof: %s",
		     wrong != NULL ? wrong : "something follows it");
	return count;
}

static void inclusion(struct source from, const struct key *key)
{
	struct source line, extra;
	struct hash path[64];
	struct checkpoint it;
	unsigned long long index;
	static unsigned char entry[1024 * 1024];
	size_t size;
	if (!next_line(&from, &line) || line.end - line.at != 22 ||
	    memcmp(line.at, "c2sp.org/tlog-proof@v1", 22) != 0 || !next_line(&from, &extra) ||
	    extra.end - extra.at < 6 || memcmp(extra.at, "extra ", 6) != 0 ||
	    sodium_base642bin(entry, sizeof entry, extra.at + 6, (size_t)(extra.end - extra.at - 6),
			      NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    !next_line(&from, &line) || !parse_number(line, "index ", &index))
		errx(1, "it is no proof of an entry");
	size_t count = read_path(from, key, path, &it);
	if (!check_inclusion(sha256(0, entry, size, "", 0), index, it.size, path, count, &it.root))
		errx(1, "this is not entry %llu of the log that was signed", index);
	printf("holds: entry %llu of the %llu that were signed is\n", index, it.size);
	for (size_t i = 0; i < size; i++)
		printf(entry[i] == '\n' || (entry[i] >= ' ' && entry[i] < 127) ? "%c" : "\\x%02x",
		       entry[i]);
}

static void consistency(struct source kept, struct source from, const struct key *key)
{
	struct source line;
	struct hash path[64];
	struct checkpoint before = { 0 }, after;
	unsigned long long size;
	if (!next_line(&from, &line) || !parse_number(line, "old ", &size))
		errx(1, "it is no proof that a log grew");
	size_t count = read_path(from, key, path, &after);
	while (take_checkpoint(&kept, key, &before) && before.size != size)
		continue;
	if (before.size != size)
		errx(1, "no checkpoint is of %llu entries", size);
	if (!check_consistency(size, after.size, path, count, &before.root, &after.root))
		errx(1, "the first %llu entries are not those that were signed before", size);
	printf("holds: the log of %llu entries is the beginning of that of %llu\n", size,
	       after.size);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 && sodium_init() >= 0 ? argv[1] : "";
	struct key key = argc > 3 ? read_key(argv[argc - 1]) : (struct key){ 0 };
	if (argc == 4 && strcmp(what, "inclusion") == 0)
		inclusion(read_file(argv[2]), &key);
	else if (argc == 5 && strcmp(what, "log") == 0)
		check_log(fopen(argv[2], "rbe"), read_file(argv[3]), &key);
	else if (argc == 5 && strcmp(what, "consistency") == 0)
		consistency(read_file(argv[2]), read_file(argv[3]), &key);
	else
		errx(2, "usage: remit-verify log EXPORT CHECKPOINTS KEY-FILE, or inclusion PROOF "
			"KEY-FILE, "
			"or consistency CHECKPOINTS PROOF KEY-FILE");
	return fflush(stdout) != 0 || ferror(stdout) ? 2 : 0;
}
