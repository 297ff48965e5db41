/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing with linear probing over an insertion-ordered entry array. */
#include "base/map.h"

#include <string.h>

static uint64_t mix(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64U);
}

uint64_t hash_bytes(const void *at, size_t size)
{
	const unsigned char *bytes = at;
	uint64_t hash = 0x9E3779B97F4A7C15U ^ size;
	while (size >= 8) {
		uint64_t word;
		memcpy(&word, bytes, 8);
		hash = mix(hash ^ word, 0xD6E8FEB86659FD93U);
		bytes += 8;
		size -= 8;
	}
	uint64_t tail = 0;
	if (size != 0)
		memcpy(&tail, bytes, size);
	return mix(hash ^ tail, 0xA0761D6478BD642FU);
}

struct map map_new(struct arena *arena)
{
	return (struct map){ .arena = arena };
}

static size_t slot_of(const struct map *map, struct text key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	size_t slot = (size_t)hash & mask;
	while (map->slots[slot] != 0) {
		const struct map_entry *entry = &map->entries[map->slots[slot] - 1];
		if (entry->hash == hash && text_equal(entry->key, key))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

static void rebuild_slots(struct map *map)
{
	map->slot_count = map->slot_count == 0 ? 16 : map->slot_count * 2;
	map->slots = arena_new_array(map->arena, uint32_t, map->slot_count);
	for (size_t i = 0; i < map->count; i++)
		map->slots[slot_of(map, map->entries[i].key, map->entries[i].hash)] =
			(uint32_t)(i + 1);
}

static void grow_entries(struct map *map)
{
	size_t room = map->room == 0 ? 8 : map->room * 2;
	struct map_entry *grown = arena_new_array(map->arena, struct map_entry, room);
	if (map->count != 0)
		memcpy(grown, map->entries, map->count * sizeof *grown);
	map->entries = grown;
	map->room = room;
}

void map_put(struct map *map, struct text key, void *value)
{
	if (map->slot_count == 0 || map->count * 2 >= map->slot_count)
		rebuild_slots(map);
	uint64_t hash = hash_bytes(key.at, key.length);
	size_t slot = slot_of(map, key, hash);
	if (map->slots[slot] != 0) {
		map->entries[map->slots[slot] - 1].value = value;
		return;
	}
	if (map->count == map->room)
		grow_entries(map);
	map->entries[map->count++] = (struct map_entry){ .key = key, .value = value, .hash = hash };
	map->slots[slot] = (uint32_t)map->count;
}

static const struct map_entry *find(const struct map *map, struct text key)
{
	if (map->count == 0)
		return NULL;
	size_t slot = slot_of(map, key, hash_bytes(key.at, key.length));
	return map->slots[slot] != 0 ? &map->entries[map->slots[slot] - 1] : NULL;
}

void *map_get(const struct map *map, struct text key)
{
	const struct map_entry *entry = find(map, key);
	return entry != NULL ? entry->value : NULL;
}

bool map_has(const struct map *map, struct text key)
{
	return find(map, key) != NULL;
}
