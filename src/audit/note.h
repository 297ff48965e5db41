/* SPDX-License-Identifier: Apache-2.0 */
/* Signed notes (C2SP signed-note, https://c2sp.org/signed-note): lines of text, an empty line, and
 * a line for each signature: an em dash, the key's name, and the key's id with the Ed25519
 * signature in base 64. The text itself has no empty line here, as that of a checkpoint has none;
 * so notes can stand one behind the other in a file. What is read is hostile. */
#ifndef REMIT_AUDIT_NOTE_H
#define REMIT_AUDIT_NOTE_H

#include "audit/signature.h"

enum {
	NOTE_MOST_SIZE = 64 * 1024,
	NOTE_KEY_ID_SIZE = 4
};

/* Who may sign: a name and a public key. The id is the first bytes of the hash of both. */
struct note_key {
	struct text name;
	unsigned char id[NOTE_KEY_ID_SIZE];
	unsigned char public_key[SIGNATURE_PUBLIC_SIZE];
};
/* Who signs. */
struct note_signer {
	struct note_key key;
	struct signature_pair pair;
};

/* A name has one to 200 bytes of printable ASCII, and neither a space nor a plus. */
bool note_name_is_good(struct text name);
/* `seed` has SIGNATURE_SEED_SIZE bytes; the name is a good one and has to outlive the signer. */
struct note_signer note_signer_of(struct text name, const unsigned char *seed);
/* A public key as one line, "NAME+ID+BASE64"; a private one, "PRIVATE+KEY+NAME+ID+BASE64" (the
 * forms of Go's sumdb/note). Parsed, white space at both ends is left out, and the id has to be the
 * key's. */
struct text note_key_print(struct arena *arena, const struct note_key *key);
bool note_key_parse(struct arena *arena, struct text line, struct note_key *out);
struct text note_signer_print(struct arena *arena, struct text name, const unsigned char *seed);
bool note_signer_parse(struct arena *arena, struct text line, struct note_signer *out);

/* Views of the bytes that it was cut from. */
struct note {
	struct text whole;
	struct text body;	/* what is signed, with its last newline */
	struct text signatures; /* the lines */
};
/* The whole note of a body, which has one or more lines and no empty one. */
struct text note_sign(struct arena *arena, struct text body, const struct note_signer *signer);

enum note_cut {
	NOTE_CUT,  /* it is in *out, and *rest begins behind it */
	NOTE_END,  /* nothing is left */
	NOTE_TORN, /* what is left ends before a note does */
	NOTE_BAD   /* what is left does not begin with a note */
};
enum note_cut note_cut(struct text *rest, struct note *out);

enum note_verdict {
	NOTE_SIGNED,  /* by one of the keys; `*by` says which */
	NOTE_UNKNOWN, /* by none of them */
	NOTE_FORGED   /* in the name of one of them, and that signature does not hold */
};
enum note_verdict note_check(struct arena *scratch, const struct note *note,
			     const struct note_key *keys, size_t count, size_t *by);

#endif
