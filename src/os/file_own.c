/* SPDX-License-Identifier: Apache-2.0 */
/* Files that other processes or people must not meddle with: locked while they grow, or one's own.
 */
#include "os/file.h"
#include "os/file_failed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum status file_open_to_add(struct file *file, const char *path, struct error *error)
{
	int descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	*file = (struct file){ .descriptor = descriptor, .path = path };
	if (descriptor < 0)
		return file_failed(path, "open", error);
	while (flock(descriptor, LOCK_EX) != 0) {
		if (errno == EINTR)
			continue;
		enum status status = file_failed(path, "lock", error);
		file_close(file);
		return status;
	}
	return STATUS_OK;
}

enum status file_cut(struct file *file, size_t size, struct error *error)
{
	return ftruncate(file->descriptor, (off_t)size) != 0 ? file_failed(file->path, "cut", error)
							     : STATUS_OK;
}

enum status file_write_secret(const char *path, struct text content, struct error *error)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct file file = { .descriptor = descriptor, .path = path };
	if (descriptor < 0 && errno == EEXIST)
		return error_set(error, STATUS_CONFLICT, "there is a file '%s' already", path);
	if (descriptor < 0)
		return file_failed(path, "make", error);
	enum status status = file_append(&file, content, error);
	if (status == STATUS_OK)
		status = file_sync(&file, error);
	file_close(&file);
	if (status != STATUS_OK)
		unlink(path);
	return status;
}

enum status file_check_owned(const char *path, bool secret, struct error *error)
{
	struct stat found;
	mode_t others = secret ? S_IRWXG | S_IRWXO : S_IWGRP | S_IWOTH;
	if (stat(path, &found) != 0)
		return file_failed(path, "examine", error);
	if ((found.st_mode & others) == 0)
		return STATUS_OK;
	error_set(error, STATUS_REFUSED, "others than its owner may %s '%s'",
		  secret ? "read" : "change", path);
	error_remedy(error, secret ? "make another key, and take the rights from others (chmod 600)"
				   : "take the right to write from others (chmod go-w)");
	return STATUS_REFUSED;
}
