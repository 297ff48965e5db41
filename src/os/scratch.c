/* SPDX-License-Identifier: Apache-2.0 */
#include "os/scratch.h"

#include "os/file.h"

#include <errno.h>
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPEN_MOST = 16, /* folders that are open at once while they are removed */
	KNOWN_MOST = 8
};

/* The folders that are there; a ninth is not known of. */
static struct {
	pthread_mutex_t lock;
	const char *folders[KNOWN_MOST];
} known = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void replace_known(const char *old, const char *new)
{
	pthread_mutex_lock(&known.lock);
	for (size_t i = 0; i < KNOWN_MOST; i++)
		if (known.folders[i] == old) {
			known.folders[i] = new;
			break;
		}
	pthread_mutex_unlock(&known.lock);
}

bool scratch_holds(const char *path)
{
	bool found = false;
	pthread_mutex_lock(&known.lock);
	for (size_t i = 0; i < KNOWN_MOST; i++) {
		size_t length = known.folders[i] != NULL ? strlen(known.folders[i]) : 0;
		found = found || (length != 0 && strncmp(path, known.folders[i], length) == 0 &&
				  path[length] == '/');
	}
	pthread_mutex_unlock(&known.lock);
	return found;
}

enum status scratch_make(struct arena *arena, struct scratch *out, struct error *error)
{
	const char *parent = getenv("TMPDIR");
	struct text path = text_format(arena, "%s/remit-XXXXXX",
				       parent != NULL && parent[0] != '\0' ? parent : "/tmp");
	char *name = arena_copy(arena, path.at, path.length + 1);
	*out = (struct scratch){ .arena = arena };
	if (mkdtemp(name) == NULL) {
		error_set(error, STATUS_IO, "cannot make the folder %s: %s", name, strerror(errno));
		return error_remedy(error, "set TMPDIR to a folder that can be written");
	}
	out->folder = name;
	replace_known(NULL, name);
	return STATUS_OK;
}

static enum status make_folders(const struct scratch *scratch, struct text name,
				struct error *error)
{
	for (size_t i = 0; i < name.length; i++) {
		if (name.at[i] != '/')
			continue;
		struct text head = text_slice(name, 0, i);
		TRY(file_make_folder(
			file_join(scratch->arena, scratch->folder, text_c(scratch->arena, head)),
			error));
	}
	return STATUS_OK;
}

enum status scratch_write(const struct scratch *scratch, struct text name, struct text content,
			  struct error *error)
{
	if (text_find(name, TEXT(".."), 0) != SIZE_MAX || text_starts(name, TEXT("/")))
		return error_set(error, STATUS_INVALID, "the file '%.*s' leads out of its folder",
				 TEXT_ARG(name));
	TRY(make_folders(scratch, name, error));
	return file_write(file_join(scratch->arena, scratch->folder, text_c(scratch->arena, name)),
			  content, error);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)kind, (void)place;
	return remove(path);
}

void scratch_end(struct scratch *scratch)
{
	if (scratch->folder == NULL)
		return;
	replace_known(scratch->folder, NULL);
	(void)nftw(scratch->folder, remove_one, OPEN_MOST, FTW_DEPTH | FTW_PHYS);
	scratch->folder = NULL;
}
