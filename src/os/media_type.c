/* SPDX-License-Identifier: Apache-2.0 */
#include "os/media_type.h"

#include <magic.h>

static enum status sniff(magic_t table, struct arena *arena, struct text bytes, struct text *out,
			 struct error *error)
{
	const char *found =
		magic_load(table, NULL) == 0 ? magic_buffer(table, bytes.at, bytes.length) : NULL;
	if (found == NULL) {
		error_set(error, STATUS_IO, "the kind of the file cannot be told: %s",
			  magic_error(table) != NULL ? magic_error(table) : "unknown");
		return error_remedy(error, "install the package libmagic-mgc");
	}
	*out = text_copy(arena, text_from(found));
	return STATUS_OK;
}

/* A table of its own for each call: the library's are not shared by threads. */
enum status media_type_of(struct arena *arena, struct text bytes, struct text *out,
			  struct error *error)
{
	magic_t table = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS);
	if (table == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = sniff(table, arena, bytes, out, error);
	magic_close(table);
	return status;
}
