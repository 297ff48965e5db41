/* SPDX-License-Identifier: Apache-2.0 */
/* remit tck: every test file under a folder; a table by folder, then the count of all. */
#include "app/engine_host.h"
#include "cli/options.h"
#include "cli/tck_case.h"
#include "cli/tck_java.h"
#include "os/file.h"

#include <string.h>

struct tck {
	struct command_call *call;
	struct engine_host engine;
	bool is_strict;
	bool is_verbose;
	FILE *report;
	size_t folders;
	size_t passed;
	size_t failed;
	size_t within;
	double share_sum; /* of the folders' shares, for the mean */
};

static void report_case(struct tck *tck, const char *folder, const char *file,
			const struct tck_result *result, bool passed)
{
	if (!passed && tck->is_verbose)
		fprintf(tck->call->notes, "  %s %.*s %s\n", folder, TEXT_ARG(result->case_id),
			result->passed ? "the problem is not where the error is" : result->detail);
	if (tck->report == NULL)
		return;
	struct text level;
	struct text rest = text_from(folder);
	size_t start = 0;
	for (size_t at = 0; (at = text_find(rest, TEXT("compliance-level"), at)) != SIZE_MAX; at++)
		start = at;
	level = text_slice(rest, start, rest.length);
	struct text stem = text_from(file);
	stem = text_slice(stem, 0, stem.length - 4);
	fprintf(tck->report, "\"%.*s\",\"%.*s\",\"%.*s\",\"%s\",\"\"\n", TEXT_ARG(level),
		TEXT_ARG(stem), TEXT_ARG(result->case_id), passed ? "SUCCESS" : "ERROR");
}

static enum status run_file(struct tck *tck, const char *folder, const char *name, size_t *passed,
			    size_t *failed, struct error *error)
{
	struct arena *arena = arena_new(0);
	struct tck_results results = { 0 };
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = tck_run_file(arena, &tck->engine.host, folder,
					  file_join(arena, folder, name), &results, error);
	for (size_t i = 0; i < results.count; i++) {
		const struct tck_result *result = &results.at[i];
		bool ok = tck->is_strict ? result->passed && result->strict : result->passed;
		report_case(tck, folder, name, result, ok);
		*passed += ok;
		*failed += !ok;
		tck->within += result->passed && result->within;
	}
	arena_free(arena);
	return status;
}

static enum status run_folder(struct tck *tck, const char *path, const struct file_names *names,
			      struct error *error)
{
	size_t passed = 0;
	size_t failed = 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!text_ends(names->at[i], TEXT(".xml")))
			continue;
		enum status status = run_file(tck, path, text_c(tck->call->arena, names->at[i]),
					      &passed, &failed, error);
		if (status == STATUS_INVALID) {
			fprintf(tck->call->notes, "not supported: %s/%.*s: %s\n", path,
				TEXT_ARG(names->at[i]), error->message);
			failed++;
		} else if (status != STATUS_OK) {
			return status;
		}
	}
	if (passed + failed == 0)
		return STATUS_OK;
	tck->folders++;
	tck->passed += passed;
	tck->failed += failed;
	tck->share_sum += (double)passed / (double)(passed + failed);
	const char *name = strrchr(path, '/');
	fprintf(tck->call->out, "%-48s %5zu passed %5zu failed\n", name != NULL ? name + 1 : path,
		passed, failed);
	return STATUS_OK;
}

static enum status walk(struct tck *tck, const char *path, unsigned depth, struct error *error)
{
	struct arena *arena = tck->call->arena;
	struct file_names names = { 0 };
	TRY(file_list(arena, path, &names, error));
	TRY(run_folder(tck, path, &names, error));
	for (size_t i = 0; i < names.count && depth > 0; i++) {
		const char *below = file_join(arena, path, text_c(arena, names.at[i]));
		if (file_is_folder(below))
			TRY(walk(tck, below, depth - 1, error));
	}
	return STATUS_OK;
}

static enum status open_report(struct tck *tck, const char *path, struct error *error)
{
	if (path == NULL)
		return STATUS_OK;
	tck->report = fopen(path, "we");
	if (tck->report == NULL)
		return error_set(error, STATUS_IO, "cannot write %s", path);
	return STATUS_OK;
}

static enum status summary(const struct tck *tck, struct error *error)
{
	if (tck->folders == 0) {
		error_set(error, STATUS_NOT_FOUND, "there is no test file in this folder");
		return error_remedy(error, "name the kit's TestCases folder, or one inside it");
	}
	fprintf(tck->call->out, "%zu folders, mean share passed %.2f %%, %zu within 1e-8 only\n",
		tck->folders, 100.0 * tck->share_sum / (double)tck->folders, tck->within);
	fprintf(tck->call->out, "%zu passed, %zu failed\n", tck->passed, tck->failed);
	if (tck->failed == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "%zu cases of the kit failed", tck->failed);
	return error_remedy(error, "see each with --verbose");
}

enum status command_tck(struct command_call *call, struct error *error)
{
	struct tck tck = { .call = call };
	const char *report = NULL;
	const struct option_spec specs[] = {
		{ .name = "strict", .flag = &tck.is_strict },
		{ .name = "verbose", .flag = &tck.is_verbose },
		{ .name = "report", .value = &report },
	};
	struct option_words words = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &words, 1, 1, error));
	engine_host_init(&tck.engine, call->arena);
	tck.engine.host.external = tck_java_find;
	TRY(open_report(&tck, report, error));
	enum status status = walk(&tck, words.at[0], 3, error);
	if (tck.report != NULL && fclose(tck.report) != 0 && status == STATUS_OK)
		status = error_set(error, STATUS_IO, "cannot write %s", report);
	return status == STATUS_OK ? summary(&tck, error) : status;
}
