/* SPDX-License-Identifier: Apache-2.0 */
/* The bump allocator, and the only setjmp in the tree. */
#include "base/arena.h"

#include "base/ensure.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	_Alignas(16) char bytes[];
};

struct boundary {
	jmp_buf jump;
	struct boundary *outer;
	enum status status;
	const char *message;
};

enum {
	CHUNK_SIZE_FIRST = 16 * 1024,
	CHUNK_SIZE_MOST = 1024 * 1024
};

struct arena *arena_new(size_t limit_size)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (arena != NULL)
		arena->limit_size = limit_size;
	return arena;
}

static void free_chunks(struct arena_chunk *chunk, const struct arena_chunk *until)
{
	while (chunk != until) {
		struct arena_chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	free_chunks(arena->chunk, NULL);
	free(arena);
}

static void use_chunk(struct arena *arena, struct arena_chunk *chunk)
{
	arena->chunk = chunk;
	arena->at = chunk != NULL ? chunk->bytes : NULL;
	arena->end = chunk != NULL ? chunk->bytes + chunk->size : NULL;
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *newest = arena->chunk;
	if (newest == NULL)
		return;
	free_chunks(newest->older, NULL);
	newest->older = NULL;
	arena->held_size = newest->size;
	use_chunk(arena, newest);
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){ .chunk = arena->chunk, .at = arena->at };
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
	if (mark.chunk == NULL) {
		arena_reset(arena);
		return;
	}
	while (arena->chunk != mark.chunk) {
		struct arena_chunk *older = arena->chunk->older;
		arena->held_size -= arena->chunk->size;
		free(arena->chunk);
		arena->chunk = older;
	}
	use_chunk(arena, mark.chunk);
	arena->at = mark.at;
}

static size_t next_chunk_size(const struct arena *arena, size_t size)
{
	size_t next = arena->chunk == NULL ? CHUNK_SIZE_FIRST : arena->chunk->size * 2;
	if (next > CHUNK_SIZE_MOST)
		next = CHUNK_SIZE_MOST;
	return next < size ? size : next;
}

void *arena_alloc_slow(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 4)
		boundary_leave(arena, STATUS_LIMIT, "an allocation was impossibly large");
	size_t rounded = (size + 15U) & ~(size_t)15U;
	size_t chunk_size = next_chunk_size(arena, rounded);
	if (arena->limit_size != 0 && arena->held_size + chunk_size > arena->limit_size)
		chunk_size = rounded;
	if (arena->limit_size != 0 && arena->held_size + chunk_size > arena->limit_size)
		boundary_leave(arena, STATUS_LIMIT, "the memory limit was reached");
	struct arena_chunk *chunk = malloc(sizeof *chunk + chunk_size);
	if (chunk == NULL)
		boundary_leave(arena, STATUS_LIMIT, "the machine has no memory left");
	chunk->older = arena->chunk;
	chunk->size = chunk_size;
	arena->held_size += chunk_size;
	use_chunk(arena, chunk);
	arena->at += rounded;
	return chunk->bytes;
}

void *arena_alloc_clear(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 4 / size)
		boundary_leave(arena, STATUS_LIMIT, "an allocation was impossibly large");
	void *found = arena_alloc(arena, count * size);
	memset(found, 0, count * size);
	return found;
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
	void *copy = arena_alloc(arena, size);
	if (size != 0)
		memcpy(copy, from, size);
	return copy;
}

enum status boundary_run(struct arena *arena, void (*body)(void *user), void *user,
			 struct error *error)
{
	struct boundary boundary = { .outer = arena->boundary };
	arena->boundary = &boundary;
	if (setjmp(boundary.jump) == 0)
		body(user);
	arena->boundary = boundary.outer;
	if (boundary.status != STATUS_OK)
		return error_set(error, boundary.status, "%s", boundary.message);
	return STATUS_OK;
}

void boundary_leave(struct arena *arena, enum status status, const char *message)
{
	struct boundary *boundary = arena->boundary;
	if (boundary == NULL)
		ensure_failed(message, __FILE__, __LINE__);
	boundary->status = status;
	boundary->message = message;
	longjmp(boundary->jump, 1);
}
