/* SPDX-License-Identifier: Apache-2.0 */
/* remit synth: a synthetic caseload from a pack's totals. */
#include "synth/synth.h"

#include "cli/options.h"
#include "os/file.h"
#include "os/progress.h"

#include <inttypes.h>

enum {
	PEOPLE_MOST = 10 * 1000 * 1000,
	EVENTS_MOST = 100 * 1000 * 1000
};

static void on_progress(void *user, uint64_t done, uint64_t total)
{
	struct progress *bar = user;
	bar->total = total;
	progress_at(bar, done);
}

static enum status make(struct command_call *call, const char *folder, const char *out,
			const struct synth_call *wanted, struct error *error)
{
	struct pack *pack;
	struct synth_report report = { 0 };
	TRY(pack_load(call->arena, folder, &pack, error));
	TRY(file_make_folder(out, error));
	struct progress bar = progress_start("synth", 0);
	enum status status = synth_make(pack, wanted, out, &report, on_progress, &bar, error);
	progress_end(&bar);
	TRY(status);
	fprintf(call->out,
		"%" PRIu64 " people, %" PRIu64 " rows in %u files below %s, %" PRIu64
		" faults on purpose: see %s/answers.csv\n",
		report.people, report.rows, report.files, out, report.faults, out);
	return STATUS_OK;
}

enum status command_synth(struct command_call *call, struct error *error)
{
	const char *pack = NULL;
	const char *out = NULL;
	const char *seed_text = NULL;
	const char *people_text = NULL;
	const char *events_text = NULL;
	int64_t seed;
	int64_t people;
	int64_t events;
	const struct option_spec specs[] = {
		{ .name = "pack", .value = &pack, .needed = true },
		{ .name = "out", .value = &out, .needed = true },
		{ .name = "seed", .value = &seed_text },
		{ .name = "people", .value = &people_text },
		{ .name = "events", .value = &events_text },
	};
	struct option_words words = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &words, 0, 0, error));
	TRY(options_number("seed", seed_text != NULL ? seed_text : "1", 0, INT64_MAX, &seed,
			   error));
	TRY(options_number("people", people_text != NULL ? people_text : "0", 0, PEOPLE_MOST,
			   &people, error));
	TRY(options_number("events", events_text != NULL ? events_text : "0", 0, EVENTS_MOST,
			   &events, error));
	const struct synth_call wanted = { .seed = (uint64_t)seed,
					   .people = (uint64_t)people,
					   .events = (uint64_t)events };
	return make(call, pack, out, &wanted, error);
}
