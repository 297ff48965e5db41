/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/checkpoint.h"

#include "audit/base64.h"
#include "base/builder.h"

struct text checkpoint_body(struct arena *arena, struct text origin, uint64_t size,
			    const struct digest *root)
{
	struct builder out = builder_new(arena);
	builder_add(&out, origin);
	builder_add_format(&out, "\n%llu\n", (unsigned long long)size);
	builder_add(&out, base64_encode(arena, digest_bytes(root)));
	builder_add_byte(&out, '\n');
	return builder_text(&out);
}

/* Decimal, without leading zeros, below 2^62: as many leaves as a tree may have. */
static bool parse_size(struct text digits, uint64_t *out)
{
	*out = 0;
	if (digits.length == 0 || digits.length > 18 || (digits.length > 1 && digits.at[0] == '0'))
		return false;
	for (size_t i = 0; i < digits.length; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		*out = *out * 10 + (uint64_t)(digits.at[i] - '0');
	}
	return true;
}

bool checkpoint_parse(struct arena *scratch, const struct note *note, struct checkpoint *out)
{
	struct text rest;
	struct text root;
	struct arena_mark mark = arena_mark(scratch);
	*out = (struct checkpoint){ .note = *note };
	out->origin = text_cut(note->body, '\n', &rest);
	bool good = parse_size(text_cut(rest, '\n', &rest), &out->size) &&
		    base64_decode(scratch, text_cut(rest, '\n', &rest), &root) &&
		    digest_from_bytes(root, &out->root);
	arena_rewind(scratch, mark);
	return good;
}

static const char *fault_of(struct arena *arena, const struct note *note,
			    const struct note_key *keys, size_t count, struct checkpoint *out)
{
	size_t by = 0;
	switch (note_check(arena, note, keys, count, &by)) {
	case NOTE_UNKNOWN: return "none of the keys has signed it";
	case NOTE_FORGED: return "its signature does not hold: it was altered or forged";
	case NOTE_SIGNED: break;
	}
	if (!checkpoint_parse(arena, note, out))
		return "what is signed is no checkpoint";
	return text_equal(out->origin, keys[by].name) ? NULL : "it is signed in another log's name";
}

void checkpoint_read(struct arena *arena, struct text bytes, const struct note_key *keys,
		     size_t count, struct checkpoint_list *out)
{
	struct text rest = bytes;
	struct note note;
	enum note_cut cut;
	size_t place = 0;
	out->fault = NULL;
	while ((cut = note_cut(&rest, &note)) == NOTE_CUT) {
		struct checkpoint found;
		out->fault = fault_of(arena, &note, keys, count, &found);
		if (out->fault != NULL)
			return;
		found.place = ++place;
		list_push(arena, out, found);
		out->read_size = bytes.length - rest.length;
	}
	out->torn = cut == NOTE_TORN;
	if (cut != NOTE_END)
		out->fault = out->torn ? "the file ends in it" : "it is no signed note";
}
