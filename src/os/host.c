/* SPDX-License-Identifier: Apache-2.0 */
/* The process and its user. */
#include "os/host.h"

#include "base/ensure.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

struct text host_user(struct arena *arena)
{
	char buffer[4096];
	struct passwd entry;
	struct passwd *found = NULL;
	getpwuid_r(geteuid(), &entry, buffer, sizeof buffer, &found);
	if (found == NULL)
		return text_format(arena, "uid-%ld", (long)geteuid());
	return text_from(text_c(arena, text_from(found->pw_name)));
}

void host_random(void *into, size_t size)
{
	unsigned char *at = into;
	while (size != 0) {
		ssize_t got = getrandom(at, size, 0);
		ensure(got > 0 || errno == EINTR);
		if (got > 0) {
			at += got;
			size -= (size_t)got;
		}
	}
}

struct text host_process(struct arena *arena)
{
	char name[256] = "";
	unsigned char random[4];
	gethostname(name, sizeof name - 1);
	host_random(random, sizeof random);
	return text_format(arena, "%s:%ld-%02x%02x%02x%02x", name, (long)getpid(), random[0],
			   random[1], random[2], random[3]);
}

struct text host_variable(const char *name)
{
	const char *value = getenv(name);
	return value != NULL ? text_from(value) : TEXT("");
}

size_t host_peak_memory(void)
{
	struct rusage usage;
	return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss * 1024 : 0;
}
