/* SPDX-License-Identifier: Apache-2.0 */
#include "app/engine_host.h"

#include "os/clock.h"
#include "os/file.h"

enum {
	ZONE_SIZE_MOST = 256 * 1024
};

static int64_t now(void *user, int32_t *offset_seconds)
{
	enum {
		NANOS_IN_MICRO = 1000
	};
	const struct engine_host *engine_host = user;
	const int64_t day_nanos = INT64_C(86400000000000);
	*offset_seconds = 0;
	if (engine_host->clock.is_set)
		return engine_host->clock.day * day_nanos;
	return clock_now() * NANOS_IN_MICRO;
}

struct text engine_host_zone_version(struct arena *arena)
{
	enum {
		LINE_SIZE = 64
	};
	static const struct text head = { "# version ", 10 };
	struct file file;
	char *bytes = arena_alloc(arena, LINE_SIZE);
	size_t size = 0;
	if (file_open(&file, "/usr/share/zoneinfo/tzdata.zi", NULL) != STATUS_OK)
		return TEXT("unknown");
	if (file_next(&file, bytes, LINE_SIZE, &size, NULL) != STATUS_OK)
		size = 0;
	file_close(&file);
	struct text rest;
	struct text line = text_cut((struct text){ bytes, size }, '\n', &rest);
	return text_starts(line, head) ? text_slice(line, head.length, line.length)
				       : TEXT("unknown");
}

/* Names such as Europe/Paris; nothing that leaves the folder. */
static bool is_zone_name(struct text name)
{
	if (name.length == 0 || name.length > 64 || name.at[0] == '/' || name.at[0] == '.')
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.at[i];
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		bool digit = c >= '0' && c <= '9';
		if (!letter && !digit && c != '/' && c != '_' && c != '-' && c != '+')
			return false;
	}
	return true;
}

static bool zone(void *user, const char *name, const void **at, size_t *size)
{
	struct engine_host *engine_host = user;
	struct text key = text_from(name);
	if (!is_zone_name(key))
		return false;
	struct text *kept = map_get(&engine_host->zones, key);
	if (kept == NULL) {
		const char *path = file_join(engine_host->arena, "/usr/share/zoneinfo", name);
		kept = arena_new_one(engine_host->arena, struct text);
		if (file_is_folder(path) ||
		    file_read(engine_host->arena, path, ZONE_SIZE_MOST, kept, NULL) != STATUS_OK)
			*kept = (struct text){ 0 };
		map_put(&engine_host->zones, text_copy(engine_host->arena, key), kept);
	}
	*at = kept->at;
	*size = kept->length;
	return kept->length != 0;
}

void engine_host_init(struct engine_host *engine_host, struct arena *arena)
{
	*engine_host = (struct engine_host){ .arena = arena, .zones = map_new(arena) };
	engine_host->host = (struct dmn_host){
		.size = sizeof engine_host->host, .user = engine_host, .now = now, .zone = zone
	};
}
