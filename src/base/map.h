/* SPDX-License-Identifier: Apache-2.0 */
/* A map from text to a pointer, in an arena; it remembers the order of insertion. */
#ifndef REMIT_BASE_MAP_H
#define REMIT_BASE_MAP_H

#include "base/text.h"

struct map_entry {
	struct text key;
	void *value;
	uint64_t hash;
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* in order of insertion */
	size_t count;
	size_t room;
	uint32_t *slots; /* index into entries plus one; 0 is free */
	size_t slot_count;
};

struct map map_new(struct arena *arena);
/* Set or replace. The key is not copied. */
void map_put(struct map *map, struct text key, void *value);
/* The value, or NULL. */
void *map_get(const struct map *map, struct text key);
bool map_has(const struct map *map, struct text key);

/* A fast hash of bytes for tables in memory; not stable across versions, never stored. */
uint64_t hash_bytes(const void *at, size_t size);

#endif
