/* SPDX-License-Identifier: Apache-2.0 */
/* Between a process and the machine, for the soak: set before it by LD_PRELOAD, so that the program
 * is the very one that people run. It counts what is done to the files under SOAK_FILES and what is
 * sent on local sockets (to PostgreSQL), and at a count that the test has set it kills the process,
 * before the deed or in the middle of it; or from then on says that the disk is full or read-only,
 * or drops syncs. It can write down every deed, so that a power cut can be played afterwards, and
 * move the clock.
 *
 * What it is to do stands in the file SOAK_STATE, which the test writes while the process runs. */
#undef _FILE_OFFSET_BITS /* both names of a function are shimmed */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum fault {
	FAULT_NONE,
	FAULT_KILL, /* at the count `at` */
	FAULT_TORN, /* the same, after the first half of a write */
	FAULT_FULL, /* from the count `at` on */
	FAULT_READ_ONLY
};

/* soak.py knows the order: eight bytes each. */
struct state {
	_Atomic int64_t count; /* deeds so far */
	_Atomic int64_t fault;
	_Atomic int64_t at;
	_Atomic int64_t drops_syncs;
	_Atomic int64_t clock_micros; /* added to the clock that people set */
	_Atomic int64_t dropped;      /* syncs */
	_Atomic int64_t refused;      /* deeds */
};

static struct state none;
static struct state *state = &none;
static const char *files = "";
static int deeds = -1; /* what is done is written here */

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

static __attribute__((constructor)) void begin(void)
{
	const char *path = getenv("SOAK_STATE");
	const char *log = getenv("SOAK_DEEDS");
	int at = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (at >= 0) {
		void *found = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, at, 0);
		if (found != MAP_FAILED)
			state = found;
		close(at);
	}
	/* A copy: PostgreSQL writes its state over its own environment. */
	if (getenv("SOAK_FILES") != NULL)
		files = strdup(getenv("SOAK_FILES"));
	if (log != NULL)
		deeds = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
}

/* Is the path under SOAK_FILES? */
static int is_ours(const char *path)
{
	return files[0] != '\0' && strncmp(path, files, strlen(files)) == 0;
}

static int path_of(int descriptor, char path[PATH_MAX])
{
	char link[40];
	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	ssize_t length = readlink(link, path, PATH_MAX - 1);
	path[length > 0 ? length : 0] = '\0';
	return is_ours(path);
}

/* A line of the deeds: what, offset, size, path; then the bytes. */
static void note(char what, int64_t offset, const void *bytes, size_t size, const char *path)
{
	char line[PATH_MAX + 64];
	if (deeds < 0)
		return;
	int length = snprintf(line, sizeof line, "%c %lld %zu %s\n", what, (long long)offset,
			      bytes != NULL ? size : 0, path);
	struct iovec parts[2] = { { line, (size_t)length }, { (void *)(uintptr_t)bytes, size } };
	ssize_t ignored = REAL("writev", ssize_t(*)(int, const struct iovec *, int))(
		deeds, parts, bytes != NULL ? 2 : 1);
	(void)ignored;
}

static _Noreturn void end(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

/* Count a deed; 0 when it may be done, else the errno to refuse it with, or -1: half, and the end.
 */
static int weigh(int is_file)
{
	int64_t number = atomic_fetch_add(&state->count, 1) + 1;
	int64_t at = state->at;
	if (state->fault == FAULT_KILL && number == at)
		end();
	if (state->fault == FAULT_TORN && number == at)
		return -1;
	if (!is_file || number < at)
		return 0;
	if (state->fault == FAULT_FULL || state->fault == FAULT_READ_ONLY) {
		atomic_fetch_add(&state->refused, 1);
		return state->fault == FAULT_FULL ? ENOSPC : EROFS;
	}
	return 0;
}

typedef ssize_t write_at_function(int, const void *, size_t, off_t);
typedef ssize_t write_function(int, const void *, size_t);

static ssize_t write_at(int descriptor, const void *bytes, size_t size, off_t offset)
{
	char path[PATH_MAX];
	write_at_function *real = REAL("pwrite64", write_at_function *);
	if (!path_of(descriptor, path))
		return real(descriptor, bytes, size, offset);
	int verdict = weigh(1);
	if (verdict > 0) {
		errno = verdict;
		return -1;
	}
	if (verdict < 0) {
		real(descriptor, bytes, size / 2, offset);
		end();
	}
	ssize_t done = real(descriptor, bytes, size, offset);
	if (done > 0)
		note('w', offset, bytes, (size_t)done, path);
	return done;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
	return write_at(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
	return write_at(descriptor, bytes, size, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
	char path[PATH_MAX];
	write_function *real = REAL("write", write_function *);
	if (files[0] == '\0' || !path_of(descriptor, path))
		return real(descriptor, bytes, size);
	int verdict = weigh(1);
	if (verdict > 0) {
		errno = verdict;
		return -1;
	}
	if (verdict < 0) {
		ssize_t ignored = real(descriptor, bytes, size / 2);
		(void)ignored;
		end();
	}
	off_t offset = lseek(descriptor, 0, SEEK_CUR);
	ssize_t done = real(descriptor, bytes, size);
	if (done > 0)
		note('w', offset, bytes, (size_t)done, path);
	return done;
}

static int sync_one(int descriptor, const char *name)
{
	char path[PATH_MAX];
	int ours = path_of(descriptor, path);
	if (ours && weigh(0) < 0)
		end();
	if (ours && state->drops_syncs) {
		atomic_fetch_add(&state->dropped, 1);
		note('d', 0, NULL, 0, path);
		return 0;
	}
	int done = REAL(name, int (*)(int))(descriptor);
	if (ours && done == 0)
		note('s', 0, NULL, 0, path);
	return done;
}

int fsync(int descriptor)
{
	return sync_one(descriptor, "fsync");
}

int fdatasync(int descriptor)
{
	return sync_one(descriptor, "fdatasync");
}

int ftruncate64(int descriptor, off64_t size)
{
	char path[PATH_MAX];
	int ours = path_of(descriptor, path);
	int verdict = ours ? weigh(1) : 0;
	if (verdict < 0)
		end();
	if (verdict > 0) {
		errno = verdict;
		return -1;
	}
	int done = REAL("ftruncate64", int (*)(int, off64_t))(descriptor, size);
	if (ours && done == 0)
		note('t', size, NULL, 0, path);
	return done;
}

int ftruncate(int descriptor, off_t size)
{
	return ftruncate64(descriptor, size);
}

int unlink(const char *path)
{
	int verdict = is_ours(path) ? weigh(1) : 0;
	if (verdict < 0)
		end();
	if (verdict == EROFS) {
		errno = verdict;
		return -1;
	}
	int done = REAL("unlink", int (*)(const char *))(path);
	if (done == 0 && is_ours(path))
		note('u', 0, NULL, 0, path);
	return done;
}

/* A database server is told of something. */
ssize_t send(int descriptor, const void *bytes, size_t size, int flags)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;
	ssize_t (*real)(int, const void *, size_t, int) =
		REAL("send", ssize_t(*)(int, const void *, size_t, int));
	if (getsockname(descriptor, (struct sockaddr *)&address, &length) != 0 ||
	    address.ss_family != AF_UNIX || weigh(0) >= 0)
		return real(descriptor, bytes, size, flags);
	real(descriptor, bytes, size / 2, flags);
	end();
}

int clock_gettime(clockid_t which, struct timespec *out)
{
	int done = REAL("clock_gettime", int (*)(clockid_t, struct timespec *))(which, out);
	int64_t moved = state->clock_micros;
	if (done != 0 || which != CLOCK_REALTIME || moved == 0)
		return done;
	int64_t nanos = out->tv_nsec + moved % 1000000 * 1000;
	out->tv_sec += moved / 1000000 + (nanos >= 1000000000) - (nanos < 0);
	out->tv_nsec = nanos - (nanos >= 1000000000 ? 1000000000 : nanos < 0 ? -1000000000 : 0);
	return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	struct timespec now;
	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	*out = (struct timeval){ .tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000 };
	return 0;
}

time_t time(time_t *out)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (out != NULL)
		*out = now.tv_sec;
	return now.tv_sec;
}
