/* SPDX-License-Identifier: Apache-2.0 */
/* Notes: signed, cut out of what was read, checked. Keys are in note_key.c. */
#include "audit/note.h"

#include "audit/base64.h"
#include "base/builder.h"

#include <string.h>

static const struct text dash = { "\xe2\x80\x94 ", 4 };

struct text note_sign(struct arena *arena, struct text body, const struct note_signer *signer)
{
	struct builder out = builder_new(arena);
	unsigned char signature[NOTE_KEY_ID_SIZE + SIGNATURE_SIZE];
	memcpy(signature, signer->key.id, NOTE_KEY_ID_SIZE);
	signature_make(&signer->pair, body, signature + NOTE_KEY_ID_SIZE);
	builder_add(&out, body);
	builder_add_byte(&out, '\n');
	builder_add(&out, dash);
	builder_add(&out, signer->key.name);
	builder_add_byte(&out, ' ');
	builder_add(&out, base64_encode(arena, (struct text){ (const char *)signature,
							      sizeof signature }));
	builder_add_byte(&out, '\n');
	return builder_text(&out);
}

/* The line at `from`, without its newline; false when the bytes end before it does. */
static bool line_at(struct text bytes, size_t from, struct text *out)
{
	const char *end =
		from < bytes.length ? memchr(bytes.at + from, '\n', bytes.length - from) : NULL;
	if (end == NULL)
		return false;
	*out = (struct text){ bytes.at + from, (size_t)(end - bytes.at) - from };
	return true;
}

static bool is_plain(struct text bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		if ((unsigned char)bytes.at[i] < ' ' && bytes.at[i] != '\n')
			return false;
	return text_is_utf8(bytes);
}

enum note_cut note_cut(struct text *rest, struct note *out)
{
	struct text line;
	size_t at = 0;
	struct text bytes = text_slice(*rest, 0, NOTE_MOST_SIZE);
	enum note_cut ends = bytes.length < NOTE_MOST_SIZE ? NOTE_TORN : NOTE_BAD;
	if (rest->length == 0)
		return NOTE_END;
	for (; line_at(bytes, at, &line) && line.length != 0; at += line.length + 1)
		continue;
	if (!line_at(bytes, at, &line))
		return is_plain(bytes) ? ends : NOTE_BAD;
	out->body = text_slice(bytes, 0, at);
	size_t from = ++at;
	for (; line_at(bytes, at, &line) && text_starts(line, dash); at += line.length + 1)
		continue;
	if (at == from)
		return line_at(bytes, at, &line) || out->body.length == 0 ? NOTE_BAD : ends;
	out->signatures = text_slice(bytes, from, at);
	out->whole = text_slice(bytes, 0, at);
	if (out->body.length == 0 || !is_plain(out->whole))
		return NOTE_BAD;
	*rest = text_slice(*rest, at, rest->length);
	return NOTE_CUT;
}

/* Is the signature, an id and what follows it, in the name of that key? */
static bool is_of(const struct note_key *key, struct text name, struct text signature)
{
	return text_equal(name, key->name) && signature.length >= NOTE_KEY_ID_SIZE &&
	       memcmp(signature.at, key->id, NOTE_KEY_ID_SIZE) == 0;
}

/* One line, against each of the keys. */
static enum note_verdict check_line(struct arena *scratch, const struct note *note,
				    struct text line, const struct note_key *keys, size_t count,
				    size_t *by)
{
	struct text letters;
	struct text signature;
	struct text name = text_cut(text_slice(line, dash.length, line.length), ' ', &letters);
	if (!base64_decode(scratch, letters, &signature))
		return NOTE_UNKNOWN;
	for (size_t i = 0; i < count; i++) {
		if (!is_of(&keys[i], name, signature))
			continue;
		*by = i;
		return signature_holds(keys[i].public_key, note->body,
				       text_slice(signature, NOTE_KEY_ID_SIZE, signature.length))
			       ? NOTE_SIGNED
			       : NOTE_FORGED;
	}
	return NOTE_UNKNOWN;
}

enum note_verdict note_check(struct arena *scratch, const struct note *note,
			     const struct note_key *keys, size_t count, size_t *by)
{
	enum note_verdict verdict = NOTE_UNKNOWN;
	struct text rest = note->signatures;
	struct arena_mark mark = arena_mark(scratch);
	while (rest.length != 0 && verdict != NOTE_FORGED) {
		struct text line = text_cut(rest, '\n', &rest);
		enum note_verdict of_line = check_line(scratch, note, line, keys, count, by);
		if (of_line != NOTE_UNKNOWN)
			verdict = of_line;
		arena_rewind(scratch, mark);
	}
	return verdict;
}
