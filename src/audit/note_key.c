/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of notes, and how they are written. */
#include "audit/note.h"

#include "audit/base64.h"
#include "audit/digest.h"
#include "base/builder.h"

#include <string.h>

enum {
	NAME_MOST = 200,
	ED25519 = 1 /* the type of a signature */
};

static const struct text private_mark = { "PRIVATE+KEY+", 12 };

bool note_name_is_good(struct text name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] <= ' ' || name.at[i] > '~' || name.at[i] == '+')
			return false;
	return name.length != 0 && name.length <= NAME_MOST;
}

static void set_id(struct note_key *key)
{
	const struct text parts[] = { key->name,
				      { "\n\1", 2 },
				      { (const char *)key->public_key, SIGNATURE_PUBLIC_SIZE } };
	struct digest digest = digest_of_parts(parts, 3);
	memcpy(key->id, digest.bytes, NOTE_KEY_ID_SIZE);
}

struct note_signer note_signer_of(struct text name, const unsigned char *seed)
{
	struct note_signer signer = { .key.name = name, .pair = signature_pair_of(seed) };
	memcpy(signer.key.public_key, signer.pair.public_key, SIGNATURE_PUBLIC_SIZE);
	set_id(&signer.key);
	return signer;
}

static struct text print(struct arena *arena, const char *mark, const struct note_key *key,
			 const unsigned char *bytes)
{
	struct builder out = builder_new(arena);
	char typed[1 + SIGNATURE_PUBLIC_SIZE] = { ED25519 };
	memcpy(typed + 1, bytes, SIGNATURE_PUBLIC_SIZE);
	builder_add_c(&out, mark);
	builder_add(&out, key->name);
	builder_add_byte(&out, '+');
	for (size_t i = 0; i < NOTE_KEY_ID_SIZE; i++)
		builder_add_format(&out, "%02x", key->id[i]);
	builder_add_byte(&out, '+');
	builder_add(&out, base64_encode(arena, (struct text){ typed, sizeof typed }));
	return builder_text(&out);
}

struct text note_key_print(struct arena *arena, const struct note_key *key)
{
	return print(arena, "", key, key->public_key);
}

_Static_assert(SIGNATURE_SEED_SIZE == SIGNATURE_PUBLIC_SIZE, "both are printed alike");

struct text note_signer_print(struct arena *arena, struct text name, const unsigned char *seed)
{
	struct note_signer signer = note_signer_of(name, seed);
	return print(arena, private_mark.at, &signer.key, seed);
}

/* "NAME+ID+BASE64": the 32 bytes of the key or its seed. */
static bool parse(struct arena *arena, struct text line, struct text *name, struct text *id,
		  const unsigned char **bytes)
{
	struct text rest;
	struct text decoded;
	*name = text_cut(line, '+', &rest);
	*id = text_cut(rest, '+', &rest);
	if (!note_name_is_good(*name) || !base64_decode(arena, rest, &decoded) ||
	    decoded.length != 1 + SIGNATURE_PUBLIC_SIZE || decoded.at[0] != ED25519)
		return false;
	*bytes = (const unsigned char *)decoded.at + 1;
	return true;
}

static bool id_is(const struct note_key *key, struct text digits)
{
	static const char letters[] = "0123456789abcdef";
	if (digits.length != sizeof key->id * 2)
		return false;
	for (size_t i = 0; i < sizeof key->id; i++)
		if (digits.at[2 * i] != letters[key->id[i] >> 4] ||
		    digits.at[2 * i + 1] != letters[key->id[i] & 15])
			return false;
	return true;
}

bool note_key_parse(struct arena *arena, struct text line, struct note_key *out)
{
	struct text id;
	const unsigned char *bytes;
	if (!parse(arena, text_trim(line), &out->name, &id, &bytes))
		return false;
	memcpy(out->public_key, bytes, SIGNATURE_PUBLIC_SIZE);
	set_id(out);
	return id_is(out, id);
}

bool note_signer_parse(struct arena *arena, struct text line, struct note_signer *out)
{
	struct text name;
	struct text id;
	const unsigned char *seed;
	line = text_trim(line);
	if (!text_starts(line, private_mark) ||
	    !parse(arena, text_slice(line, private_mark.length, line.length), &name, &id, &seed))
		return false;
	*out = note_signer_of(name, seed);
	return id_is(&out->key, id);
}
