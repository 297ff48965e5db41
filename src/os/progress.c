/* SPDX-License-Identifier: Apache-2.0 */
/* The progress bar. */
#include "os/progress.h"

#include "os/clock.h"

#include <stdio.h>
#include <unistd.h>

static const int64_t quiet_nanos = 2000000000; /* nothing is shown before */
static const int64_t redraw_nanos = 100000000;
enum {
	BAR_WIDTH = 30
};

struct progress progress_start(const char *what, uint64_t total)
{
	return (struct progress){ .what = what,
				  .total = total,
				  .began = clock_monotonic(),
				  .terminal = isatty(STDERR_FILENO) == 1 };
}

static void draw(const struct progress *bar, uint64_t done, int64_t now)
{
	double seconds = (double)(now - bar->began) / 1e9;
	if (bar->total == 0) {
		fprintf(stderr, "\r\033[K%s: %llu, %.0f s", bar->what, (unsigned long long)done,
			seconds);
		return;
	}
	double share = done >= bar->total ? 1.0 : (double)done / (double)bar->total;
	char blocks[BAR_WIDTH + 1];
	for (int i = 0; i < BAR_WIDTH; i++)
		blocks[i] = i < (int)(share * BAR_WIDTH) ? '#' : '.';
	blocks[BAR_WIDTH] = '\0';
	double left = share > 0.01 ? seconds / share - seconds : 0;
	fprintf(stderr, "\r\033[K%s [%s] %3.0f %%, about %.0f s left", bar->what, blocks,
		share * 100, left);
}

void progress_at(struct progress *bar, uint64_t done)
{
	if (!bar->terminal)
		return;
	int64_t now = clock_monotonic();
	if (now - bar->began < quiet_nanos || now - bar->drawn < redraw_nanos)
		return;
	bar->drawn = now;
	bar->shown = true;
	draw(bar, done, now);
}

void progress_end(struct progress *bar)
{
	if (bar->shown)
		fputs("\r\033[K", stderr);
	bar->shown = false;
}
