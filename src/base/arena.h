/* SPDX-License-Identifier: Apache-2.0 */
/* Memory by lifetime: allocate by moving a pointer, free everything at once.
 *
 * A parameter called `arena` says that the result lives there; one called
 * `scratch` that nothing survives the return. Pure rooms own no other memory.
 *
 * arena_alloc never returns NULL. When the limit is reached or the machine has
 * no memory, it leaves to the innermost `boundary_run` of that arena; without
 * one it ends the process (only programs do without; libdmn never does). */
#ifndef REMIT_BASE_ARENA_H
#define REMIT_BASE_ARENA_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_chunk;
struct boundary;

struct arena {
	char *at;		   /* next free byte */
	char *end;		   /* end of the current chunk */
	struct arena_chunk *chunk; /* newest first */
	size_t limit_size;	   /* 0: none */
	size_t held_size;	   /* bytes in all chunks */
	struct boundary *boundary; /* where exhaustion leaves to */
};

struct arena_mark {
	struct arena_chunk *chunk;
	char *at;
};

/* An arena that holds at most `limit_size` bytes (0: no limit). NULL when the machine has none. */
struct arena *arena_new(size_t limit_size);

/* Free it and all in it. NULL is allowed. */
void arena_free(struct arena *arena);

/* Forget all in it, keep one chunk for the next use: a warm evaluation calls no malloc. */
void arena_reset(struct arena *arena);

/* Forget what was allocated after the mark. */
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

void *arena_alloc_slow(struct arena *arena, size_t size);

/* `size` bytes aligned to 16, not cleared. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = (size + 15U) & ~(size_t)15U;
	if (rounded >= size && rounded <= (size_t)(arena->end - arena->at)) {
		void *found = arena->at;
		arena->at += rounded;
		return found;
	}
	return arena_alloc_slow(arena, size);
}

/* `count` cleared things of `size` bytes each. */
void *arena_alloc_clear(struct arena *arena, size_t count, size_t size);

#define arena_new_array(arena, type, count) \
	((type *)arena_alloc_clear((arena), (count), sizeof(type)))
#define arena_new_one(arena, type) arena_new_array(arena, type, 1)

/* A copy of `size` bytes. */
void *arena_copy(struct arena *arena, const void *from, size_t size);

/* Run `body(user)` until it returns or leaves through arena exhaustion or boundary_leave.
 * Nested runs on one arena are allowed. Returns STATUS_OK, or the status it left with. */
enum status boundary_run(struct arena *arena, void (*body)(void *user), void *user,
			 struct error *error) MUST_USE;

/* Leave to the innermost boundary_run of this arena. */
_Noreturn void boundary_leave(struct arena *arena, enum status status, const char *message);

#endif
