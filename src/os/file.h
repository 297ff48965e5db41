/* SPDX-License-Identifier: Apache-2.0 */
/* Files: whole reads up to a limit, reads in pieces, and writes that either happen whole and
 * are on the disk, or not at all. Errors name the file and are STATUS_IO, STATUS_NOT_FOUND or
 * STATUS_LIMIT. Not a format: bytes only. */
#ifndef REMIT_OS_FILE_H
#define REMIT_OS_FILE_H

#include "base/error.h"
#include "base/list.h"
#include "base/text.h"

struct file_names {
	LIST_OF(struct text);
};

/* The whole file, of at most `most_size` bytes, in `arena`. */
enum status file_read(struct arena *arena, const char *path, size_t most_size, struct text *out,
		      struct error *error) MUST_USE;

/* Write beside, sync, rename over `path`, sync the folder. */
enum status file_write(const char *path, struct text content, struct error *error) MUST_USE;

/* A new file, on the disk, that nobody but its owner may read. STATUS_CONFLICT when there is one.
 */
enum status file_write_secret(const char *path, struct text content, struct error *error) MUST_USE;
/* May nobody but its owner change it, nor, when it is `secret`, read it? STATUS_REFUSED when others
 * may. */
enum status file_check_owned(const char *path, bool secret, struct error *error) MUST_USE;

/* Sync a file that something else has written, rename it to `path`, sync the folder. On a failure
 * the file `beside` is gone. */
enum status file_keep(const char *beside, const char *path, struct error *error) MUST_USE;

/* A file read or written in order; `descriptor` is -1 when closed. */
struct file {
	int descriptor;
	const char *path; /* the caller's, must outlive it */
};
enum status file_open(struct file *file, const char *path, struct error *error) MUST_USE;
/* Fill up to `size` bytes; *got is 0 at the end. */
enum status file_next(struct file *file, void *into, size_t size, size_t *got,
		      struct error *error) MUST_USE;
/* Made anew (truncated), to append to. */
enum status file_create(struct file *file, const char *path, struct error *error) MUST_USE;
enum status file_append(struct file *file, struct text content, struct error *error) MUST_USE;
/* To the disk. */
enum status file_sync(struct file *file, struct error *error) MUST_USE;
/* A file that only grows: made where there is none, read from its beginning, added to at its end,
 * and locked against other processes until it is closed. */
enum status file_open_to_add(struct file *file, const char *path, struct error *error) MUST_USE;
/* Take away what stands behind `size` bytes. */
enum status file_cut(struct file *file, size_t size, struct error *error) MUST_USE;
/* Close; a file that is closed already is allowed. */
void file_close(struct file *file);

/* Remove the file, or the folder if nothing is in it; STATUS_OK when there is none. */
enum status file_remove(const char *path, struct error *error) MUST_USE;

bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Bytes, or 0 when there is none. */
size_t file_size(const char *path);
/* Make the folder unless it is there (its parent must be). */
enum status file_make_folder(const char *path, struct error *error) MUST_USE;
/* Names in a folder, sorted by bytes, without . and .. */
enum status file_list(struct arena *arena, const char *path, struct file_names *out,
		      struct error *error) MUST_USE;
/* "folder/name" in the arena, NUL-ended. */
const char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
