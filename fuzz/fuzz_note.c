/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a file of checkpoints, a key, base 64. What is read gives its own bytes again, and
 * nothing is taken as signed that its key has not signed. */
#include "audit/base64.h"
#include "audit/checkpoint.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void check_keys(struct arena *arena, struct text line)
{
	struct note_key key;
	struct note_signer signer;
	if (note_key_parse(arena, line, &key) &&
	    !text_equal(note_key_print(arena, &key), text_trim(line)))
		abort();
	(void)note_signer_parse(arena, line, &signer);
}

static void check_base64(struct arena *arena, struct text letters)
{
	struct text bytes;
	if (base64_decode(arena, letters, &bytes) &&
	    !text_equal(base64_encode(arena, bytes), letters))
		abort();
}

/* Signed anew by a key that is known here, what was read as one checkpoint is read as the same. */
static void check_signed(struct arena *arena, const struct note *note)
{
	static const unsigned char seed[SIGNATURE_SEED_SIZE] = { 1 };
	struct text rest;
	struct text origin = text_cut(note->body, '\n', &rest);
	struct checkpoint_list list = { 0 };
	struct checkpoint found;
	if (!note_name_is_good(origin))
		return;
	struct note_signer signer = note_signer_of(origin, seed);
	bool good = checkpoint_parse(arena, note, &found);
	checkpoint_read(arena, note_sign(arena, note->body, &signer), &signer.key, 1, &list);
	if (good != (list.fault == NULL && list.count == 1) ||
	    (good && list.at[0].size != found.size))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct arena *arena = arena_new(0);
	struct text bytes = { (const char *)at, size };
	struct text rest = bytes;
	struct note note;
	if (arena == NULL)
		return 0;
	check_keys(arena, bytes);
	check_base64(arena, bytes);
	while (note_cut(&rest, &note) == NOTE_CUT) {
		if (note.whole.length != note.body.length + 1 + note.signatures.length ||
		    memcmp(note.signatures.at, note.body.at + note.body.length + 1,
			   note.signatures.length) != 0)
			abort();
		check_signed(arena, &note);
	}
	arena_free(arena);
	return 0;
}
