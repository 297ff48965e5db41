/* SPDX-License-Identifier: Apache-2.0 */
#include "server/upload.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	PROCESSOR_BYTES = 64 * 1024,
	PARTS_MOST = 64,
	NAME_MOST = 1024 /* of a part, and of its file */
};

/* One field of the form, or its file. */
struct part {
	char name[NAME_MOST], file_name[NAME_MOST];
	bool is_file;
	char *bytes;
	size_t size, room;
};

struct upload {
	struct MHD_PostProcessor *processor;
	struct part parts[PARTS_MOST];
	size_t count;
	bool bad;
};

static atomic_int at_once; /* of the process: what bounds its memory */

bool upload_is_one(struct MHD_Connection *connection)
{
	static const char kind[] = MHD_HTTP_POST_ENCODING_MULTIPART_FORMDATA;
	const char *type = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
						       MHD_HTTP_HEADER_CONTENT_TYPE);
	return type != NULL && strncasecmp(type, kind, sizeof kind - 1) == 0;
}

static struct part *begin_part(struct upload *upload, const char *name, const char *file_name)
{
	if (upload->count == PARTS_MOST || strlen(name) >= NAME_MOST ||
	    (file_name != NULL && strlen(file_name) >= NAME_MOST))
		return NULL;
	struct part *part = &upload->parts[upload->count++];
	part->is_file = file_name != NULL;
	memcpy(part->name, name, strlen(name) + 1);
	if (file_name != NULL)
		memcpy(part->file_name, file_name, strlen(file_name) + 1);
	return part;
}

static bool add_bytes(struct part *part, const char *bytes, size_t size)
{
	if (part->size + size > part->room) {
		size_t room = 2 * (part->size + size);
		char *grown = realloc(part->bytes, room);
		if (grown == NULL)
			return false;
		part->bytes = grown;
		part->room = room;
	}
	if (size != 0)
		memcpy(part->bytes + part->size, bytes, size);
	part->size += size;
	return true;
}

/* Called with each piece of a part's value. What the sender says of its kind is passed over. */
static enum MHD_Result on_piece(void *user, enum MHD_ValueKind kind, const char *name,
				const char *file_name, const char *type, const char *encoding,
				const char *bytes, uint64_t offset, size_t size)
{
	struct upload *upload = user;
	(void)kind, (void)type, (void)encoding;
	struct part *part = offset == 0 || upload->count == 0
				    ? begin_part(upload, name != NULL ? name : "", file_name)
				    : &upload->parts[upload->count - 1];
	if (part != NULL && add_bytes(part, bytes, size))
		return MHD_YES;
	upload->bad = true;
	return MHD_NO;
}

struct upload *upload_new(struct MHD_Connection *connection)
{
	struct upload *upload = NULL;
	if (atomic_fetch_add(&at_once, 1) < UPLOADS_AT_ONCE)
		upload = calloc(1, sizeof *upload);
	if (upload == NULL) {
		atomic_fetch_sub(&at_once, 1);
		return NULL;
	}
	upload->processor =
		MHD_create_post_processor(connection, PROCESSOR_BYTES, on_piece, upload);
	upload->bad = upload->processor == NULL;
	return upload;
}

void upload_free(struct upload *upload)
{
	if (upload == NULL)
		return;
	if (upload->processor != NULL)
		MHD_destroy_post_processor(upload->processor);
	for (size_t i = 0; i < upload->count; i++)
		free(upload->parts[i].bytes);
	free(upload);
	atomic_fetch_sub(&at_once, 1);
}

void upload_take(struct upload *upload, const char *bytes, size_t size)
{
	if (!upload->bad && MHD_post_process(upload->processor, bytes, size) != MHD_YES)
		upload->bad = true;
}

/* Line ends become \n, as in forms without a file. */
static bool add_field(struct http_request *request, const struct part *part)
{
	char *value = arena_alloc(request->arena, part->size + 1);
	size_t size = 0;
	for (size_t i = 0; i < part->size; i++)
		if (part->bytes[i] != '\r' || (i + 1 < part->size && part->bytes[i + 1] != '\n'))
			value[size++] = part->bytes[i];
	struct text text = { value, size };
	struct text name = text_copy(request->arena, text_from(part->name));
	if (memchr(value, '\0', size) != NULL || !text_is_utf8(text) || !text_is_utf8(name))
		return false;
	fields_add(request->arena, &request->form, name, text);
	return true;
}

bool upload_end(struct upload *upload, struct http_request *request)
{
	if (upload->processor != NULL && MHD_destroy_post_processor(upload->processor) != MHD_YES)
		upload->bad = true;
	upload->processor = NULL;
	for (size_t i = 0; i < upload->count && !upload->bad; i++) {
		const struct part *part = &upload->parts[i];
		if (!part->is_file)
			upload->bad = !add_field(request, part);
		else if (request->file.name.length == 0)
			request->file = (struct http_file){ .field = text_from(part->name),
							    .name = text_from(part->file_name),
							    .body = { part->bytes, part->size } };
	}
	return !upload->bad;
}
