/* SPDX-License-Identifier: Apache-2.0 */
/* remit import: runs the import and prints its reconciliation. */
#include "app/import.h"
#include "cli/session.h"

enum {
	KEYS_SHOWN = 10
};

static void print_files(FILE *out, const struct import_report *report)
{
	fprintf(out, "%-28s %-11s %8s %8s %8s %8s %8s %8s\n", "file", "snapshot", "in", "new",
		"changed", "same", "twice", "rejected");
	for (size_t i = 0; i < report->files.count; i++) {
		const struct import_file *file = &report->files.at[i];
		fprintf(out, "%-12.*s %-15.*s %-11.*s %8lld %8lld %8lld %8lld %8lld %8lld%s\n",
			TEXT_ARG(file->extract), TEXT_ARG(file->file), TEXT_ARG(file->snapshot),
			(long long)file->rows_in, (long long)file->rows_new,
			(long long)file->rows_changed, (long long)file->rows_unchanged,
			(long long)file->rows_duplicate, (long long)file->rows_rejected,
			file->seen_before ? "  (loaded before)" : "");
		if (file->rows_declared >= 0 && file->rows_declared != file->rows_in)
			fprintf(out, "  ALARM: its manifest says %lld rows, the file has %lld\n",
				(long long)file->rows_declared, (long long)file->rows_in);
	}
}

static void print_gap(FILE *out, const struct import_gap *gap)
{
	fprintf(out, "%lld of type %.*s stand in '%.*s' and not in '%.*s':", (long long)gap->count,
		TEXT_ARG(gap->record), TEXT_ARG(gap->in), TEXT_ARG(gap->not_in));
	for (size_t i = 0; i < gap->key_count && i < KEYS_SHOWN; i++)
		fprintf(out, " %.*s", TEXT_ARG(gap->keys[i]));
	fprintf(out, "%s\n", gap->count > KEYS_SHOWN ? " ... (all of them with --json)" : "");
}

static void print_gone(FILE *out, const struct import_gone *gone)
{
	fprintf(out,
		"ALARM: %lld of type %.*s stood in the last '%.*s' of '%.*s' and are not in this "
		"one:",
		(long long)gone->count, TEXT_ARG(gone->record), TEXT_ARG(gone->file),
		TEXT_ARG(gone->label));
	for (size_t i = 0; i < gone->key_count && i < KEYS_SHOWN; i++)
		fprintf(out, " %.*s", TEXT_ARG(gone->keys[i]));
	fprintf(out, "%s\n", gone->count > KEYS_SHOWN ? " ... (all of them with --json)" : "");
}

static void print_difference(FILE *out, const struct import_difference *it)
{
	if (it->field.length == 0)
		fprintf(out, "%.*s: %lld rows in '%.*s', %lld in '%.*s'\n", TEXT_ARG(it->record),
			(long long)it->first_count, TEXT_ARG(it->first),
			(long long)it->second_count, TEXT_ARG(it->second));
	else
		fprintf(out,
			"%.*s.%.*s: '%.*s' and '%.*s' differ in %lld of the %lld records that both "
			"know\n",
			TEXT_ARG(it->record), TEXT_ARG(it->field), TEXT_ARG(it->first),
			TEXT_ARG(it->second), (long long)it->second_count,
			(long long)it->first_count);
}

static bool is_accounted(const struct import_file *file)
{
	return file->rows_in == file->rows_new + file->rows_changed + file->rows_unchanged +
					file->rows_duplicate + file->rows_rejected;
}

/* The claim is made only where it adds up. */
static void print_verdict(FILE *out, const struct import_report *report)
{
	size_t wrong = 0;
	for (size_t i = 0; i < report->files.count; i++)
		wrong += !is_accounted(&report->files.at[i]);
	if (wrong == 0)
		fputs("Every row is accounted for.\n", out);
	else
		fprintf(out, "ALARM: in %zu files the rows do not add up.\n", wrong);
}

static void print(const struct command_call *call, const struct import_report *report)
{
	FILE *out = call->out;
	print_files(out, report);
	for (size_t i = 0; i < report->absent.count; i++)
		fprintf(out, "ALARM: nothing came from '%.*s': the folder is not there\n",
			TEXT_ARG(report->absent.at[i]));
	fputs("\nReconciliation\n", out);
	for (size_t i = 0; i < report->gone.count; i++)
		print_gone(out, &report->gone.at[i]);
	for (size_t i = 0; i < report->differences.count; i++)
		print_difference(out, &report->differences.at[i]);
	for (size_t i = 0; i < report->gaps.count; i++)
		print_gap(out, &report->gaps.at[i]);
	if (report->rejects_path.length != 0)
		fprintf(out, "Rejected rows, each with what to do: %.*s\n",
			TEXT_ARG(report->rejects_path));
	print_verdict(out, report);
}

static void answer_file(struct answer *answer, const struct import_file *file)
{
	answer_object(answer, NULL);
	answer_text(answer, "extract", file->extract);
	answer_text(answer, "file", file->file);
	answer_text(answer, "snapshot", file->snapshot);
	answer_number(answer, "in", file->rows_in);
	answer_number(answer, "declared", file->rows_declared);
	answer_number(answer, "new", file->rows_new);
	answer_number(answer, "changed", file->rows_changed);
	answer_number(answer, "unchanged", file->rows_unchanged);
	answer_number(answer, "duplicates", file->rows_duplicate);
	answer_number(answer, "rejected", file->rows_rejected);
	answer_truth(answer, "loaded_before", file->seen_before);
	answer_end_object(answer);
}

static void answer_gap(struct answer *answer, const struct import_gap *gap)
{
	answer_object(answer, NULL);
	answer_text(answer, "record", gap->record);
	answer_text(answer, "in", gap->in);
	answer_text(answer, "not_in", gap->not_in);
	answer_number(answer, "count", gap->count);
	answer_texts(answer, "keys", gap->keys, gap->key_count);
	answer_end_object(answer);
}

static void answer_gone(struct answer *answer, const struct import_gone *gone)
{
	answer_object(answer, NULL);
	answer_text(answer, "extract", gone->label);
	answer_text(answer, "file", gone->file);
	answer_text(answer, "record", gone->record);
	answer_number(answer, "count", gone->count);
	answer_texts(answer, "keys", gone->keys, gone->key_count);
	answer_end_object(answer);
}

static void answer_difference(struct answer *answer, const struct import_difference *it)
{
	bool field = it->field.length != 0;
	answer_object(answer, NULL);
	answer_text(answer, "record", it->record);
	answer_text(answer, "field", it->field);
	answer_text(answer, "first", it->first);
	answer_text(answer, "second", it->second);
	answer_number(answer, field ? "both" : "first_count", it->first_count);
	answer_number(answer, field ? "differ" : "second_count", it->second_count);
	answer_end_object(answer);
}

static void print_json(const struct command_call *call, const struct import_report *report)
{
	struct answer answer = answer_new(call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "files");
	for (size_t i = 0; i < report->files.count; i++)
		answer_file(&answer, &report->files.at[i]);
	answer_end_list(&answer);
	answer_texts(&answer, "absent", report->absent.at, report->absent.count);
	answer_list(&answer, "gone");
	for (size_t i = 0; i < report->gone.count; i++)
		answer_gone(&answer, &report->gone.at[i]);
	answer_end_list(&answer);
	answer_list(&answer, "differences");
	for (size_t i = 0; i < report->differences.count; i++)
		answer_difference(&answer, &report->differences.at[i]);
	answer_end_list(&answer);
	answer_list(&answer, "gaps");
	for (size_t i = 0; i < report->gaps.count; i++)
		answer_gap(&answer, &report->gaps.at[i]);
	answer_end_list(&answer);
	answer_text(&answer, "rejects", report->rejects_path);
	answer_end_object(&answer);
	answer_print(&answer, call->out);
}

static enum status work(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct import_report report;
	struct progress bar = progress_start("import", 0);
	struct import_call call = { .folder = session->words.at[0],
				    .progress = session_progress,
				    .user = &bar };
	TRY(session_caseload(session, NULL, &caseload, error));
	enum status status = import_run(&caseload, &call, &report, error);
	progress_end(&bar);
	TRY(status);
	if (session->json)
		print_json(session->call, &report);
	else
		print(session->call, &report);
	return STATUS_OK;
}

enum status command_import(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "pack", .value = &session.pack, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = work(&session, error);
	session_close(&session);
	return status;
}
