/* SPDX-License-Identifier: Apache-2.0 */
/* A fixed set of texts, each with a number: made once, then looked up without a call. A text of up
 * to 16 bytes is two words and its length; longer ones are compared byte by byte. */
#ifndef REMIT_BASE_INTERN_H
#define REMIT_BASE_INTERN_H

#include "base/map.h"

#include <string.h>

enum {
	INTERN_NONE = -1,
	INTERN_WORDS_SIZE = 16
};

struct intern_slot {
	uint64_t head; /* of the first bytes */
	uint64_t tail; /* of the last */
	struct text text;
	int32_t number; /* INTERN_NONE: free */
};

struct intern {
	const struct intern_slot *slots; /* never full */
	size_t mask;
};

/* The set of `count` texts, which are not copied: the number is the position, of equal ones the
 * first. */
struct intern intern_new(struct arena *arena, const struct text *texts, size_t count);

static inline uint64_t intern_load(const char *at)
{
	uint32_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

/* The words overlap where the text is shorter than both: with the length they hold each byte of up
 * to
 * 16. From 4 on that takes no branch: lengths of texts are hard to predict. */
static inline void intern_words(struct text text, uint64_t *head, uint64_t *tail)
{
	const char *at = text.at;
	size_t length = text.length;
	if (length - 4 <= INTERN_WORDS_SIZE - 4) {
		size_t inner = length >> 3 << 2;
		*head = intern_load(at) << 32 | intern_load(at + inner);
		*tail = intern_load(at + length - 4) << 32 | intern_load(at + length - 4 - inner);
	} else if (length > INTERN_WORDS_SIZE) {
		*head = intern_load(at);
		*tail = intern_load(at + length - 4);
	} else {
		const unsigned char *bytes = (const unsigned char *)at;
		*head = length != 0 ? bytes[0] : 0;
		*tail = length != 0 ? (uint64_t)bytes[length / 2] << 8 | bytes[length - 1] : 0;
	}
}

static inline size_t intern_hash(struct text text, uint64_t head, uint64_t tail)
{
	if (text.length > INTERN_WORDS_SIZE)
		return (size_t)hash_bytes(text.at, text.length);
	uint64_t mixed = (head ^ text.length) * 0x9E3779B97F4A7C15U + tail;
	mixed *= 0xD6E8FEB86659FD93U;
	return (size_t)(mixed >> 32);
}

static inline bool intern_same(const struct intern_slot *slot, struct text text, uint64_t head,
			       uint64_t tail)
{
	return slot->head == head && slot->tail == tail && slot->text.length == text.length &&
	       (text.length <= INTERN_WORDS_SIZE || text_equal(slot->text, text));
}

/* The number of the text, or INTERN_NONE. */
static inline int32_t intern_find(const struct intern *intern, struct text text)
{
	uint64_t head, tail;
	intern_words(text, &head, &tail);
	size_t at = intern_hash(text, head, tail) & intern->mask;
	while (intern->slots[at].number != INTERN_NONE &&
	       !intern_same(&intern->slots[at], text, head, tail))
		at = (at + 1) & intern->mask;
	return intern->slots[at].number;
}

#endif
