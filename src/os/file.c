/* SPDX-License-Identifier: Apache-2.0 */
/* Reading files, whole or in pieces, and folders. Writing is in file_write.c. */
#include "os/file.h"
#include "os/file_failed.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status file_failed(const char *path, const char *what, struct error *error)
{
	int cause = errno;
	enum status status = cause == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
	error_set(error, status, "cannot %s '%s': %s", what, path, strerror(cause));
	error_remedy(error, "check the path and its permissions");
	error_place(error, path, 0, NULL);
	return status;
}

enum status file_open(struct file *file, const char *path, struct error *error)
{
	*file = (struct file){ .descriptor = open(path, O_RDONLY | O_CLOEXEC), .path = path };
	return file->descriptor < 0 ? file_failed(path, "open", error) : STATUS_OK;
}

enum status file_next(struct file *file, void *into, size_t size, size_t *got, struct error *error)
{
	for (;;) {
		ssize_t count = read(file->descriptor, into, size);
		if (count >= 0) {
			*got = (size_t)count;
			return STATUS_OK;
		}
		if (errno != EINTR)
			return file_failed(file->path, "read", error);
	}
}

void file_close(struct file *file)
{
	if (file->descriptor >= 0)
		close(file->descriptor);
	file->descriptor = -1;
}

static enum status read_all(struct arena *arena, struct file *file, size_t most_size,
			    struct text *out, struct error *error)
{
	struct stat found;
	if (fstat(file->descriptor, &found) != 0)
		return file_failed(file->path, "examine", error);
	if (S_ISDIR(found.st_mode))
		return error_set(error, STATUS_IO, "'%s' is a folder, not a file", file->path);
	size_t room = (size_t)found.st_size + 1;
	if (room > most_size)
		room = most_size + 1;
	char *bytes = arena_alloc(arena, room + 1);
	size_t length = 0;
	size_t got = 0;
	do {
		TRY(file_next(file, bytes + length, room - length, &got, error));
		length += got;
	} while (got != 0 && length < room);
	if (length > most_size || (length == room && got != 0))
		return error_set(error, STATUS_LIMIT, "'%s' is larger than %zu bytes", file->path,
				 most_size);
	bytes[length] = '\0';
	*out = (struct text){ bytes, length };
	return STATUS_OK;
}

enum status file_read(struct arena *arena, const char *path, size_t most_size, struct text *out,
		      struct error *error)
{
	struct file file;
	TRY(file_open(&file, path, error));
	enum status status = read_all(arena, &file, most_size, out, error);
	file_close(&file);
	return status;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat found;
	return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

size_t file_size(const char *path)
{
	struct stat found;
	return stat(path, &found) == 0 ? (size_t)found.st_size : 0;
}

static int compare_names(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

enum status file_list(struct arena *arena, const char *path, struct file_names *out,
		      struct error *error)
{
	*out = (struct file_names){ 0 };
	DIR *folder = opendir(path);
	if (folder == NULL)
		return file_failed(path, "open folder", error);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		struct text name = text_from(entry->d_name);
		if (!text_is(name, ".") && !text_is(name, ".."))
			list_push(arena, out, text_from(text_c(arena, name)));
	}
	closedir(folder);
	if (out->count > 1)
		qsort(out->at, out->count, sizeof *out->at, compare_names);
	return STATUS_OK;
}

const char *file_join(struct arena *arena, const char *folder, const char *name)
{
	size_t length = strlen(folder);
	const char *between = length != 0 && folder[length - 1] == '/' ? "" : "/";
	return text_format(arena, "%s%s%s", folder, between, name).at;
}
