/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing with linear probing, at most half full. */
#include "base/intern.h"

static size_t room_for(size_t count)
{
	size_t room = 4;
	while (room < count * 2)
		room *= 2;
	return room;
}

struct intern intern_new(struct arena *arena, const struct text *texts, size_t count)
{
	size_t room = room_for(count);
	struct intern_slot *slots = arena_new_array(arena, struct intern_slot, room);
	struct intern intern = { .slots = slots, .mask = room - 1 };
	for (size_t i = 0; i < room; i++)
		slots[i].number = INTERN_NONE;
	for (size_t i = 0; i < count; i++) {
		struct intern_slot made = { .text = texts[i], .number = (int32_t)i };
		if (intern_find(&intern, texts[i]) != INTERN_NONE)
			continue;
		intern_words(texts[i], &made.head, &made.tail);
		size_t at = intern_hash(texts[i], made.head, made.tail) & intern.mask;
		while (slots[at].number != INTERN_NONE)
			at = (at + 1) & intern.mask;
		slots[at] = made;
	}
	return intern;
}
