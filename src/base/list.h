/* SPDX-License-Identifier: Apache-2.0 */
/* A typed growable array in an arena, as plain members `at` and `count`.
 *
 *	struct name_list { LIST_OF(struct text); } names = { 0 };
 *	list_push(arena, &names, TEXT("a"));
 *	for (size_t i = 0; i < names.count; i++) use(names.at[i]); */
#ifndef REMIT_BASE_LIST_H
#define REMIT_BASE_LIST_H

#include "base/arena.h"

#define LIST_OF(type) \
	type *at;     \
	size_t count; \
	size_t room

void *list_grow(struct arena *arena, void *at, size_t count, size_t *room, size_t size);

#define list_push(arena, list, ...)                                                               \
	do {                                                                                      \
		if ((list)->count == (list)->room)                                                \
			(list)->at = list_grow((arena), (list)->at, (list)->count, &(list)->room, \
					       sizeof *(list)->at);                               \
		(list)->at[(list)->count++] = (__VA_ARGS__);                                      \
	} while (0)

#endif
