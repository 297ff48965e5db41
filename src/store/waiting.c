/* SPDX-License-Identifier: Apache-2.0 */
#include "store/waiting.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

struct waiting_sign waiting_open(const char *database)
{
	char path[PATH_MAX];
	struct waiting_sign sign = { .descriptor = -1 };
	int length = snprintf(path, sizeof path, "%s-waiting", database);
	if (length > 0 && (size_t)length < sizeof path)
		sign.descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	return sign;
}

void waiting_close(struct waiting_sign *sign)
{
	if (sign->descriptor >= 0)
		close(sign->descriptor);
	sign->descriptor = -1;
}

void waiting_show(struct waiting_sign *sign)
{
	if (!sign->shown && sign->descriptor >= 0)
		sign->shown = flock(sign->descriptor, LOCK_SH | LOCK_NB) == 0;
}

void waiting_hide(struct waiting_sign *sign)
{
	if (sign->shown)
		flock(sign->descriptor, LOCK_UN);
	sign->shown = false;
}

bool waiting_seen(const struct waiting_sign *sign)
{
	if (sign->descriptor < 0)
		return false;
	if (flock(sign->descriptor, LOCK_EX | LOCK_NB) != 0)
		return true;
	flock(sign->descriptor, LOCK_UN);
	return false;
}
