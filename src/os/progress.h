/* SPDX-License-Identifier: Apache-2.0 */
/* A bar on standard error for what takes over two seconds, when that is a terminal; else silent.
 *
 *	struct progress bar = progress_start("import", total);
 *	... progress_at(&bar, done) ...      as often as liked, it draws ten times a second
 *	progress_end(&bar);                  wipes the line */
#ifndef REMIT_OS_PROGRESS_H
#define REMIT_OS_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what;
	uint64_t total; /* 0: not known */
	int64_t began;	/* monotonic nanoseconds */
	int64_t drawn;
	bool terminal;
	bool shown;
};

struct progress progress_start(const char *what, uint64_t total);
void progress_at(struct progress *bar, uint64_t done);
void progress_end(struct progress *bar);

#endif
