/* SPDX-License-Identifier: Apache-2.0 */
/* If this fails, a hostile input can take a host's memory, or end its process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/builder.h"
#include "base/list.h"

#include <string.h>

static void allocations_are_aligned_and_apart(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	char *before = NULL;
	for (size_t size = 1; size < 3000; size += 7) {
		char *at = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)at % 16, 0);
		memset(at, 0xAB, size);
		assert_ptr_not_equal(at, before);
		before = at;
	}
	arena_free(arena);
}

static void reset_keeps_one_chunk(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	for (int i = 0; i < 1000; i++)
		arena_alloc(arena, 1000);
	arena_reset(arena);
	size_t held = arena->held_size;
	arena_alloc(arena, 1000);
	assert_int_equal(arena->held_size, held);
	arena_free(arena);
}

static void rewind_gives_back(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	char *kept = arena_alloc(arena, 10);
	memcpy(kept, "kept", 5);
	struct arena_mark mark = arena_mark(arena);
	for (int i = 0; i < 100; i++)
		arena_alloc(arena, 10000);
	arena_rewind(arena, mark);
	assert_string_equal(kept, "kept");
	assert_true(arena->held_size < 100000);
	arena_free(arena);
}

static void take_all(void *user)
{
	for (;;)
		arena_alloc(user, 1000);
}

static void the_limit_leaves_to_the_boundary(void **state)
{
	(void)state;
	struct arena *arena = arena_new(100000);
	struct error error;
	assert_int_equal(boundary_run(arena, take_all, arena, &error), STATUS_LIMIT);
	assert_string_equal(error.message, "the memory limit was reached");
	assert_true(arena->held_size <= 100000);
	arena_free(arena);
}

struct nested {
	struct arena *arena;
	enum status inner;
};

static void run_inner(void *user)
{
	struct nested *nested = user;
	nested->inner = boundary_run(nested->arena, take_all, nested->arena, NULL);
}

static void boundaries_nest(void **state)
{
	(void)state;
	struct nested nested = { .arena = arena_new(50000) };
	assert_int_equal(boundary_run(nested.arena, run_inner, &nested, NULL), STATUS_OK);
	assert_int_equal(nested.inner, STATUS_LIMIT);
	assert_null(nested.arena->boundary);
	arena_free(nested.arena);
}

static void ask_too_much(void *user)
{
	arena_alloc_clear(user, SIZE_MAX / 2, 8);
}

static void impossible_sizes_are_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	assert_int_equal(boundary_run(arena, ask_too_much, arena, NULL), STATUS_LIMIT);
	arena_free(arena);
}

static void grow_text(void *user)
{
	struct builder *builder = user;
	for (;;)
		builder_add(builder, TEXT("0123456789"));
}

static void a_builder_stops_at_its_most(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct builder builder = builder_new(arena);
	builder.most = 1005;
	assert_int_equal(boundary_run(arena, grow_text, &builder, NULL), STATUS_LIMIT);
	assert_int_equal(builder.length, 1000);
	arena_free(arena);
}

static void lists_grow(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct {
		LIST_OF(int);
	} list = { 0 };
	for (int i = 0; i < 10000; i++)
		list_push(arena, &list, i);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(list.at[i], i);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_aligned_and_apart),
		cmocka_unit_test(reset_keeps_one_chunk),
		cmocka_unit_test(rewind_gives_back),
		cmocka_unit_test(the_limit_leaves_to_the_boundary),
		cmocka_unit_test(boundaries_nest),
		cmocka_unit_test(impossible_sizes_are_refused),
		cmocka_unit_test(a_builder_stops_at_its_most),
		cmocka_unit_test(lists_grow),
	};
	return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
