/* SPDX-License-Identifier: Apache-2.0 */
/* Keys, signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). */
#include "verifier.h"

#include <sodium.h>
#include <stdlib.h>

bool next_line(struct source *from, struct source *line)
{
	const char *newline = memchr(from->at, '\n', (size_t)(from->end - from->at));
	if (newline == NULL)
		return false;
	*line = (struct source){ from->at, newline };
	from->at = newline + 1;
	return true;
}

/* Exactly `wanted` bytes. */
static bool decode(const char *at, const char *end, unsigned char *out, size_t wanted)
{
	size_t got;
	for (const char *letter = at; letter < end; letter++)
		if ((unsigned char)*letter > 127) /* which libsodium 1.0.18 takes for letters */
			return false;
	return sodium_base642bin(out, wanted, at, (size_t)(end - at), NULL, &got, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       got == wanted;
}

bool parse_hash(struct source line, struct hash *out)
{
	return decode(line.at, line.end, out->bytes, sizeof out->bytes);
}

bool parse_number(struct source line, const char *word, unsigned long long *out)
{
	char *end;
	size_t length = strlen(word);
	const char *digits = line.at + length;
	if (line.end <= digits || line.end > digits + 18 || memcmp(line.at, word, length) != 0 ||
	    *digits < '0' || *digits > '9' || (*digits == '0' && line.end > digits + 1))
		return false;
	*out = strtoull(digits, &end, 10);
	return end == line.end;
}

/* "NAME+ID+BASE64". */
bool parse_key(struct source line, struct key *out)
{
	unsigned char typed[33];
	const char *plus = memchr(line.at, '+', (size_t)(line.end - line.at));
	if (plus == NULL || plus == line.at || plus - line.at > 200 || line.end - plus < 11 ||
	    plus[9] != '+' || !decode(plus + 10, line.end, typed, sizeof typed) || typed[0] != 1)
		return false;
	out->length = (size_t)(plus - line.at) + 1;
	memcpy(out->name, line.at, out->length - 1);
	out->name[out->length - 1] = '\n';
	memcpy(out->public_key, typed + 1, sizeof out->public_key);
	memcpy(out->id, sha256(-1, out->name, out->length, typed, sizeof typed).bytes, 4);
	return true;
}

/* "— NAME BASE64": 1 it is the key's, 0 another's, 2 in the key's name, and it does not hold. */
static int check_signature(struct source line, struct source body, const struct key *key)
{
	unsigned char it[68];
	const unsigned char *text = (const unsigned char *)body.at;
	size_t front = 4 + key->length;
	if ((size_t)(line.end - line.at) <= front || line.at[front - 1] != ' ' ||
	    memcmp(line.at + 4, key->name, key->length - 1) != 0 ||
	    !decode(line.at + front, line.end, it, sizeof it) || memcmp(it, key->id, 4) != 0)
		return 0;
	size_t size = (size_t)(body.end - body.at);
	return crypto_sign_verify_detached(it + 4, text, size, key->public_key) == 0 ? 1 : 2;
}

const char *next_checkpoint(struct source *from, const struct key *key, struct checkpoint *out)
{
	struct source body = *from;
	struct source line, lines[4];
	int good = 0;
	for (int i = 0; i < 4; i++)
		if (!next_line(from, &lines[i]) || (lines[i].at == lines[i].end) != (i == 3))
			return "it is cut off, or is no checkpoint";
	body.end = lines[3].at;
	while (from->end - from->at > 4 && memcmp(from->at, "\xe2\x80\x94 ", 4) == 0) {
		if (!next_line(from, &line))
			return "it is cut off";
		good |= check_signature(line, body, key);
	}
	if (good != 1)
		return good != 0 ? "its signature does not hold" : "the key has not signed it";
	if ((size_t)(body.end - body.at) < key->length ||
	    memcmp(body.at, key->name, key->length) != 0)
		return "it is signed in another log's name";
	return parse_number(lines[1], "", &out->size) && parse_hash(lines[2], &out->root)
		       ? NULL
		       : "what is signed is no checkpoint";
}
