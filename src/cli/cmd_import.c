/* SPDX-License-Identifier: Apache-2.0 */
/* remit import: runs the import and prints its reconciliation. */
#include "app/import.h"
#include "cli/accumulated.h"
#include "cli/session.h"

enum {
	KEYS_SHOWN = 10
};

/* What is told of a file beside its row of the table. */
static void print_more(FILE *out, const struct import_file *file)
{
	if (file->continues)
		fprintf(out,
			"  %lld of its rejected rows are in now, %lld were before, %lld wait\n",
			(long long)file->rows_mended, (long long)file->rows_already,
			(long long)file->rows_rejected);
	if (file->values_disputed != 0)
		fprintf(out,
			"  %lld of its values differ from another source's: disputed from now\n",
			(long long)file->values_disputed);
	if (file->rows_declared >= 0 && file->rows_declared != file->rows_in)
		fprintf(out, "  ALARM: its manifest says %lld rows, the file has %lld\n",
			(long long)file->rows_declared, (long long)file->rows_in);
}

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
		print_more(out, file);
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

/* Why this source's number may be another than the other's. */
static void print_side(FILE *out, const struct import_side *side, const struct import_side *other)
{
	fprintf(out, "  '%.*s' as of %.*s: %lld; %lld of them are not in '%.*s'",
		TEXT_ARG(side->label), TEXT_ARG(side->snapshot), (long long)side->count,
		(long long)side->only, TEXT_ARG(other->label));
	if (side->rejected != 0)
		fprintf(out, ", %lld rows were rejected", (long long)side->rejected);
	if (side->twice != 0)
		fprintf(out, ", %lld stood twice", (long long)side->twice);
	if (side->gone != 0)
		fprintf(out, ", %lld are no longer in its last file", (long long)side->gone);
	fputc('\n', out);
}

static void print_difference(FILE *out, const struct import_difference *it)
{
	if (it->field.length != 0) {
		fprintf(out,
			"%.*s.%.*s: '%.*s' (as of %.*s) and '%.*s' (as of %.*s) differ in %lld of "
			"the %lld records that both know\n",
			TEXT_ARG(it->record), TEXT_ARG(it->field), TEXT_ARG(it->first.label),
			TEXT_ARG(it->first.snapshot), TEXT_ARG(it->second.label),
			TEXT_ARG(it->second.snapshot), (long long)it->differ, (long long)it->both);
		return;
	}
	fprintf(out, "%.*s: two sources have two totals\n", TEXT_ARG(it->record));
	print_side(out, &it->first, &it->second);
	print_side(out, &it->second, &it->first);
}

static void print_rejects(FILE *out, const struct import_report *report)
{
	if (report->rejects_path.length != 0) {
		fprintf(out, "Rejected rows, each with what to do: %.*s\n",
			TEXT_ARG(report->rejects_path));
		fprintf(out, "To be mended and loaded again: %.*s\n", TEXT_ARG(report->mend_path));
		return;
	}
	for (size_t i = 0; i < report->rejected.count && i < KEYS_SHOWN; i++) {
		const struct import_rejected *it = &report->rejected.at[i];
		fprintf(out, "%.*s %.*s, row %lld, %.*s: %.*s; %.*s\n", TEXT_ARG(it->extract),
			TEXT_ARG(it->file), (long long)it->row, TEXT_ARG(it->field),
			TEXT_ARG(it->message), TEXT_ARG(it->remedy));
	}
	if (report->rejected.count > KEYS_SHOWN)
		fputs("... (the first thousand with --json)\n", out);
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
	print_rejects(out, report);
	if (report->accumulates)
		accumulated_print(out, &report->accumulated);
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
	answer_number(answer, "disputed", file->values_disputed);
	answer_truth(answer, "loaded_before", file->seen_before);
	if (file->continues) {
		answer_number(answer, "mended", file->rows_mended);
		answer_number(answer, "mended_before", file->rows_already);
	}
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

static void answer_side(struct answer *answer, const char *name, const struct import_side *side)
{
	answer_object(answer, name);
	answer_text(answer, "source", side->label);
	answer_text(answer, "snapshot", side->snapshot);
	answer_number(answer, "count", side->count);
	answer_number(answer, "not_in_the_other", side->only);
	answer_number(answer, "rejected", side->rejected);
	answer_number(answer, "twice", side->twice);
	answer_number(answer, "gone", side->gone);
	answer_end_object(answer);
}

static void answer_difference(struct answer *answer, const struct import_difference *it)
{
	answer_object(answer, NULL);
	answer_text(answer, "record", it->record);
	answer_text(answer, "field", it->field);
	answer_text(answer, "first", it->first.label);
	answer_text(answer, "second", it->second.label);
	if (it->field.length != 0) {
		answer_number(answer, "both", it->both);
		answer_number(answer, "differ", it->differ);
	} else {
		answer_number(answer, "first_count", it->first.count);
		answer_number(answer, "second_count", it->second.count);
		answer_side(answer, "why_first", &it->first);
		answer_side(answer, "why_second", &it->second);
	}
	answer_end_object(answer);
}

static void answer_rejected(struct answer *answer, const struct import_rejected *it)
{
	answer_object(answer, NULL);
	answer_text(answer, "extract", it->extract);
	answer_text(answer, "file", it->file);
	answer_number(answer, "row", it->row);
	answer_text(answer, "field", it->field);
	answer_text(answer, "message", it->message);
	answer_text(answer, "remedy", it->remedy);
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
	answer_list(&answer, "rejected");
	for (size_t i = 0; i < report->rejected.count; i++)
		answer_rejected(&answer, &report->rejected.at[i]);
	answer_end_list(&answer);
	if (report->accumulates)
		accumulated_answer(&answer, "accumulated", &report->accumulated);
	answer_text(&answer, "rejects", report->rejects_path);
	answer_text(&answer, "to_mend", report->mend_path);
	answer_end_object(&answer);
	answer_print(&answer, call->out);
}

static enum status work(struct session *session, bool dry_run, struct error *error)
{
	struct caseload caseload;
	struct import_report report;
	struct progress bar = progress_start("import", 0);
	struct import_call call = { .folder = session->words.at[0],
				    .dry_run = dry_run,
				    .progress = session_progress,
				    .user = &bar };
	TRY(dry_run ? caseload_given(&session->app, session->pack, &caseload, error)
		    : session_caseload(session, NULL, &caseload, error));
	enum status status = import_run(&caseload, &call, &report, error);
	progress_end(&bar);
	TRY(status);
	if (session->json) {
		print_json(session->call, &report);
		return STATUS_OK;
	}
	print(session->call, &report);
	if (dry_run)
		fputs("This was a dry run: nothing was kept.\n", session->call->out);
	return STATUS_OK;
}

enum status command_import(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool dry_run = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "dry-run", .flag = &dry_run },
		{ .name = "pack", .value = &session.pack, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = work(&session, dry_run, error);
	session_close(&session);
	return status;
}
