/* SPDX-License-Identifier: Apache-2.0 */
/* Writing files so that what was said to be written is on the disk. */
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status write_failed(const char *path, struct error *error)
{
	int cause = errno;
	error_set(error, STATUS_IO, "cannot write '%s': %s", path, strerror(cause));
	error_remedy(error, cause == ENOSPC ? "free some space on the disk and try again"
					    : "check the folder and its permissions");
	error_place(error, path, 0, NULL);
	return STATUS_IO;
}

enum status file_create(struct file *file, const char *path, struct error *error)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	*file = (struct file){ .descriptor = descriptor, .path = path };
	return descriptor < 0 ? write_failed(path, error) : STATUS_OK;
}

enum status file_append(struct file *file, struct text content, struct error *error)
{
	while (content.length != 0) {
		ssize_t count = write(file->descriptor, content.at, content.length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return write_failed(file->path, error);
		content.at += count;
		content.length -= (size_t)count;
	}
	return STATUS_OK;
}

enum status file_sync(struct file *file, struct error *error)
{
	return fsync(file->descriptor) != 0 ? write_failed(file->path, error) : STATUS_OK;
}

static enum status sync_folder_of(const char *path, struct error *error)
{
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%s", path);
	char *slash = strrchr(folder, '/');
	if (slash == NULL)
		snprintf(folder, sizeof folder, ".");
	else
		slash[slash == folder ? 1 : 0] = '\0';
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return write_failed(folder, error);
	int result = fsync(descriptor);
	close(descriptor);
	/* Some file systems cannot sync a folder and need not. */
	return result != 0 && errno != EINVAL ? write_failed(folder, error) : STATUS_OK;
}

/* What was written beside takes its place; without success it is gone. */
static enum status finish(enum status status, const char *beside, const char *path,
			  struct error *error)
{
	if (status == STATUS_OK && rename(beside, path) != 0)
		status = write_failed(path, error);
	if (status != STATUS_OK) {
		unlink(beside);
		return status;
	}
	return sync_folder_of(path, error);
}

enum status file_write(const char *path, struct text content, struct error *error)
{
	char beside[PATH_MAX];
	if (snprintf(beside, sizeof beside, "%s.%ld.part", path, (long)getpid()) >= PATH_MAX)
		return error_set(error, STATUS_USAGE, "the path '%.200s...' is too long", path);
	struct file file;
	TRY(file_create(&file, beside, error));
	enum status status = file_append(&file, content, error);
	if (status == STATUS_OK)
		status = file_sync(&file, error);
	file_close(&file);
	return finish(status, beside, path, error);
}

enum status file_keep(const char *beside, const char *path, struct error *error)
{
	int descriptor = open(beside, O_RDWR | O_CLOEXEC);
	enum status status =
		descriptor < 0 || fsync(descriptor) != 0 ? write_failed(beside, error) : STATUS_OK;
	if (descriptor >= 0)
		close(descriptor);
	return finish(status, beside, path, error);
}

enum status file_remove(const char *path, struct error *error)
{
	if (remove(path) == 0 || errno == ENOENT || errno == ENOTDIR || errno == ENOTEMPTY)
		return STATUS_OK;
	return write_failed(path, error);
}

enum status file_make_folder(const char *path, struct error *error)
{
	if (mkdir(path, 0755) == 0 || (errno == EEXIST && file_is_folder(path)))
		return STATUS_OK;
	return write_failed(path, error);
}
