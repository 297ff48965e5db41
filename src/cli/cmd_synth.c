/* SPDX-License-Identifier: Apache-2.0 */
/* remit synth: a synthetic caseload from the totals that a pack declares. */
#include "cli/options.h"
#include "os/progress.h"
#include "synth/synth.h"

static void on_progress(void *user, uint64_t done, uint64_t total)
{
	struct progress *bar = user;
	bar->total = total;
	progress_at(bar, done);
}

static enum status read_numbers(const char *seed, const char *people, int64_t out[2],
				struct error *error)
{
	out[0] = 1;
	out[1] = 0;
	if (seed != NULL)
		TRY(options_number("seed", seed, 0, INT64_MAX, &out[0], error));
	if (people != NULL)
		TRY(options_number("people", people, 1, 10000000, &out[1], error));
	return STATUS_OK;
}

enum status command_synth(struct command_call *call, struct error *error)
{
	const char *folder = NULL, *out = NULL, *seed = NULL, *people = NULL;
	const struct option_spec specs[] = { { .name = "pack", .value = &folder, .needed = true },
					     { .name = "out", .value = &out, .needed = true },
					     { .name = "seed", .value = &seed },
					     { .name = "people", .value = &people } };
	struct option_words words = { 0 };
	struct synth_report report;
	struct pack *pack;
	int64_t numbers[2];
	TRY(options_read(call, specs, sizeof specs / sizeof specs[0], &words, 0, 0, error));
	TRY(read_numbers(seed, people, numbers, error));
	TRY(pack_load(call->arena, folder, &pack, error));
	struct progress bar = progress_start("synth", 0);
	enum status status = synth_make(pack, (uint64_t)numbers[0], (unsigned)numbers[1], out,
					&report, on_progress, &bar, error);
	progress_end(&bar);
	TRY(status);
	fprintf(call->out, "%llu people, %llu rows in %u files in %s; %llu on the answer sheet\n",
		(unsigned long long)report.people, (unsigned long long)report.rows, report.files,
		out, (unsigned long long)report.faults);
	return STATUS_OK;
}
