/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/scenario_test.h"

#include "cli/scenario.h"
#include "os/progress.h"

struct stories {
	struct command_call *call;
	const struct pack *pack;
	const char *folder;
	struct scenario_counts *counts;
	struct progress bar;
	uint64_t done;
};

static enum status run_breaks(struct stories *it, const struct scenario *scenario,
			      struct error *error)
{
	struct scenario_verdict verdict;
	for (size_t i = 0; i < scenario->breaks.count; i++) {
		const struct scenario_break *change = &scenario->breaks.at[i];
		struct arena_mark mark = arena_mark(it->call->arena);
		TRY(scenario_run_broken(it->call->arena, it->pack, scenario, change, &verdict,
					error));
		it->counts->breaks++;
		it->counts->unnoticed += verdict.held;
		if (verdict.held)
			fprintf(it->call->out, "%s:%u: the story holds all the same: %.*s\n",
				scenario->file, change->line, TEXT_ARG(change->why));
		arena_rewind(it->call->arena, mark);
		progress_at(&it->bar, ++it->done);
	}
	return STATUS_OK;
}

static enum status run_one(struct stories *it, const char *path, bool mutate, struct error *error)
{
	struct scenario scenario;
	struct scenario_verdict verdict;
	TRY(scenario_read(it->call->arena, path, &scenario, error));
	TRY(scenario_run(it->call->arena, it->pack, it->folder, &scenario, &verdict, error));
	it->counts->held += verdict.held;
	it->counts->failed += !verdict.held;
	progress_at(&it->bar, ++it->done);
	if (!verdict.held)
		fprintf(it->call->out, "%s:%u: %.*s\n", path, verdict.line, TEXT_ARG(verdict.why));
	return mutate && verdict.held ? run_breaks(it, &scenario, error) : STATUS_OK;
}

enum status scenario_test(struct command_call *call, const char *folder, bool mutate,
			  struct scenario_counts *out, struct error *error)
{
	struct pack *pack;
	*out = (struct scenario_counts){ 0 };
	TRY(pack_load(call->arena, folder, &pack, error));
	struct stories it = { .call = call, .pack = pack, .folder = folder, .counts = out };
	it.bar = progress_start("scenarios", 0);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < pack->scenario_count; i++)
		status = run_one(&it, text_c(call->arena, pack->scenarios[i]), mutate, error);
	progress_end(&it.bar);
	return status;
}
