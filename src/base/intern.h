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
	uint64_t head; /* first bytes */
	uint64_t tail; /* last bytes */
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

/* The two words overlap where the text is shorter than both: with the length they still hold each
 * of its bytes. */
static inline void intern_words(struct text text, uint64_t *head, uint64_t *tail)
{
	const unsigned char *at = (const unsigned char *)text.at;
	*head = *tail = 0;
	if (text.length >= 8) {
		memcpy(head, at, 8);
		memcpy(tail, at + text.length - 8, 8);
	} else if (text.length >= 4) {
		memcpy(head, at, 4);
		memcpy(tail, at + text.length - 4, 4);
	} else if (text.length != 0) {
		*head = at[0];
		*tail = (uint64_t)at[text.length / 2] << 8 | at[text.length - 1];
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
