/* SPDX-License-Identifier: Apache-2.0 */
#include "os/process.h"

#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What posix_spawn takes is not written to, for all that its type says. */
static char *const *taken(const char *const *words)
{
	char *const *same;
	memcpy(&same, &words, sizeof same);
	return same;
}

/* Where it reads from (-1: nothing) and its output goes (-1: dropped), and its complaints. */
struct ends {
	int input, kept, said;
};

static int start(const char *const *words, const char *const *environment, const struct ends *ends,
		 pid_t *child)
{
	posix_spawn_file_actions_t actions;
	int failure = posix_spawn_file_actions_init(&actions);
	if (failure != 0)
		return failure;
	failure = ends->input >= 0
			  ? posix_spawn_file_actions_adddup2(&actions, ends->input, STDIN_FILENO)
			  : posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
							     O_RDONLY, 0);
	if (failure == 0 && ends->kept >= 0)
		failure = posix_spawn_file_actions_adddup2(&actions, ends->kept, STDOUT_FILENO);
	else if (failure == 0)
		failure = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
							   O_WRONLY, 0);
	if (failure == 0)
		failure = posix_spawn_file_actions_adddup2(&actions, ends->said, STDERR_FILENO);
	if (failure == 0)
		failure = posix_spawnp(child, words[0], &actions, NULL, taken(words),
				       taken(environment));
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

/* All that it says, of which the beginning is kept. */
static void listen_to(int from, char *out, size_t size)
{
	char rest[4096];
	size_t length = 0;
	ssize_t count;
	while ((count = read(from, rest, sizeof rest)) > 0 || (count < 0 && errno == EINTR)) {
		size_t taken = count > 0 ? (size_t)count : 0;
		if (taken > size - 1 - length)
			taken = size - 1 - length;
		memcpy(out + length, rest, taken);
		length += taken;
	}
	out[length] = '\0';
}

static enum status end_of(pid_t child, const char *name, const char *said, struct error *error)
{
	int state = 0;
	while (waitpid(child, &state, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(state) && WEXITSTATUS(state) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_IO, "%s failed: %.*s", name, (int)strcspn(said, "\n"), said);
}

static enum status run(const char *const *words, const char *const *environment, int input,
		       int kept, struct error *error)
{
	int ends[2];
	pid_t child;
	char said[400];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(error, STATUS_IO, "no pipe: %s", strerror(errno));
	int failure = start(words, environment, &(struct ends){ input, kept, ends[1] }, &child);
	close(ends[1]);
	if (failure == 0)
		listen_to(ends[0], said, sizeof said);
	close(ends[0]);
	if (failure == 0)
		return end_of(child, words[0], said, error);
	return error_set(error, failure == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
			 "cannot run %s: %s", words[0], strerror(failure));
}

enum status process_run(const char *const *words, const char *const *environment,
			struct error *error)
{
	return run(words, environment, -1, -1, error);
}

enum status process_read(struct arena *arena, const char *const *words,
			 const char *const *environment, size_t most, struct text *out,
			 struct error *error)
{
	int kept = memfd_create("output", MFD_CLOEXEC);
	if (kept < 0)
		return error_set(error, STATUS_IO, "no file in memory: %s", strerror(errno));
	enum status status = run(words, environment, -1, kept, error);
	char *bytes = arena_alloc(arena, most);
	ssize_t got = status == STATUS_OK ? pread(kept, bytes, most, 0) : 0;
	close(kept);
	*out = (struct text){ bytes, got > 0 ? (size_t)got : 0 };
	return status;
}

enum status process_feed(const char *const *words, const char *const *environment,
			 struct text input, struct error *error)
{
	struct file file = { .descriptor = memfd_create("input", MFD_CLOEXEC), .path = "input" };
	if (file.descriptor < 0)
		return error_set(error, STATUS_IO, "no file in memory: %s", strerror(errno));
	enum status status = file_append(&file, input, error);
	if (status == STATUS_OK && lseek(file.descriptor, 0, SEEK_SET) != 0)
		status = error_set(error, STATUS_IO, "no file in memory: %s", strerror(errno));
	if (status == STATUS_OK)
		status = run(words, environment, file.descriptor, -1, error);
	file_close(&file);
	return status;
}
