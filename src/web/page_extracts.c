/* SPDX-License-Identifier: Apache-2.0 */
/* What came of the extracts: the last file of each name, what is gone, and where two sources have
 * two totals or two values, both with their reasons. */
#include "app/import.h"
#include "letter/written.h"
#include "web/words.h"

enum {
	KEYS_SHOWN = 20
};

static struct text label_of(const struct caseload *caseload, struct text record)
{
	const struct pack_record *found = pack_find_record(caseload->pack, record);
	return found != NULL ? found->label : record;
}

static struct govuk_cell number_cell(struct visit *visit, int64_t number)
{
	return (struct govuk_cell){ .text = visit_format(visit, "%lld", (long long)number),
				    .is_numeric = true };
}

static void show_files(struct visit *visit, const struct import_report *report)
{
	const struct govuk_cell heads[] = { { .text = TEXT("File") },
					    { .text = TEXT("As of") },
					    { .text = TEXT("Rows"), .is_numeric = true },
					    { .text = TEXT("New"), .is_numeric = true },
					    { .text = TEXT("Changed"), .is_numeric = true },
					    { .text = TEXT("Unchanged"), .is_numeric = true },
					    { .text = TEXT("Twice"), .is_numeric = true },
					    { .text = TEXT("Rejected"), .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("The last file of each name"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 8 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < report->files.count; i++) {
		const struct import_file *it = &report->files.at[i];
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s: %.*s", TEXT_ARG(it->label),
					       TEXT_ARG(it->file)) },
			{ .text = written_date(visit->arena, it->snapshot) },
			number_cell(visit, it->rows_in),
			number_cell(visit, it->rows_new),
			number_cell(visit, it->rows_changed),
			number_cell(visit, it->rows_unchanged),
			number_cell(visit, it->rows_duplicate),
			number_cell(visit, it->rows_rejected),
		};
		govuk_table_row(&visit->html, &table, cells, 8);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* "EM-1, EM-2 and 5 more" */
static struct text keys_text(struct visit *visit, const struct text *keys, size_t count,
			     int64_t all)
{
	struct builder out = builder_new(visit->arena);
	size_t shown = count < KEYS_SHOWN ? count : KEYS_SHOWN;
	for (size_t i = 0; i < shown; i++) {
		builder_add_c(&out, i == 0 ? "" : ", ");
		builder_add(&out, keys[i]);
	}
	if (all > (int64_t)shown)
		builder_add_format(&out, " and %lld more", (long long)all - (long long)shown);
	return builder_text(&out);
}

static void show_gone(struct visit *visit, const struct caseload *caseload,
		      const struct import_report *report)
{
	for (size_t i = 0; i < report->gone.count; i++) {
		const struct import_gone *it = &report->gone.at[i];
		struct text told = visit_format(
			visit,
			"%lld of type %.*s stood in an earlier file %.*s of "
			"%.*s and are not in the last: %.*s",
			(long long)it->count, TEXT_ARG(label_of(caseload, it->record)),
			TEXT_ARG(it->file), TEXT_ARG(it->label),
			TEXT_ARG(keys_text(visit, it->keys, it->key_count, it->count)));
		govuk_warning_text(&visit->html, &(struct govuk_warning_text){ .text = told });
	}
}

/* "280, as of 31 March 2022; 45 of them are not in the other; 3 rows were rejected" */
static struct text side_text(struct visit *visit, const struct import_side *side)
{
	struct builder out = builder_new(visit->arena);
	builder_add_format(&out, "%.*s: %lld, as of %.*s; %lld of them are not in the other",
			   TEXT_ARG(side->label), (long long)side->count,
			   TEXT_ARG(written_date(visit->arena, side->snapshot)),
			   (long long)side->only);
	if (side->rejected != 0)
		builder_add_format(&out, "; rows rejected: %lld", (long long)side->rejected);
	if (side->twice != 0)
		builder_add_format(&out, "; rows that stood twice: %lld", (long long)side->twice);
	if (side->gone != 0)
		builder_add_format(&out, "; no longer in its last file: %lld",
				   (long long)side->gone);
	return builder_text(&out);
}

static void difference_row(struct visit *visit, const struct caseload *caseload,
			   const struct govuk_table *table, const struct import_difference *it)
{
	const struct pack_record *record = pack_find_record(caseload->pack, it->record);
	const struct pack_field *field =
		it->field.length != 0 ? pack_find_field(record, it->field) : NULL;
	struct text second = side_text(visit, &it->second);
	struct text first = side_text(visit, &it->first);
	if (field != NULL) {
		first = visit_format(visit, "%.*s, as of %.*s", TEXT_ARG(it->first.label),
				     TEXT_ARG(written_date(visit->arena, it->first.snapshot)));
		second = visit_format(visit,
				      "%.*s, as of %.*s: another value in %lld of the %lld that "
				      "both know",
				      TEXT_ARG(it->second.label),
				      TEXT_ARG(written_date(visit->arena, it->second.snapshot)),
				      (long long)it->differ, (long long)it->both);
	}
	const struct govuk_cell cells[] = {
		{ .text = visit_format(visit, "%.*s: %.*s", TEXT_ARG(record->label),
				       TEXT_ARG(field != NULL ? field->label : TEXT("how many"))) },
		{ .text = first },
		{ .text = second }
	};
	govuk_table_row(&visit->html, table, cells, 3);
}

static void show_differences(struct visit *visit, const struct caseload *caseload,
			     const struct import_report *report)
{
	const struct govuk_cell heads[] = { { .text = TEXT("What") },
					    { .text = TEXT("One source") },
					    { .text = TEXT("The other") } };
	struct govuk_table table = { .caption = TEXT("Where two sources differ"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	if (report->differences.count == 0)
		return;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < report->differences.count; i++)
		difference_row(visit, caseload, &table, &report->differences.at[i]);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_gaps(struct visit *visit, const struct caseload *caseload,
		      const struct import_report *report)
{
	const struct govuk_cell heads[] = { { .text = TEXT("What") },
					    { .text = TEXT("Is in") },
					    { .text = TEXT("Is not in") },
					    { .text = TEXT("How many"), .is_numeric = true },
					    { .text = TEXT("As the first names them") } };
	struct govuk_table table = { .caption = TEXT("In one source and not in the other"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	if (report->gaps.count == 0)
		return;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < report->gaps.count; i++) {
		const struct import_gap *it = &report->gaps.at[i];
		const struct govuk_cell cells[] = {
			{ .text = label_of(caseload, it->record) },
			{ .text = it->in },
			{ .text = it->not_in },
			number_cell(visit, it->count),
			{ .text = keys_text(visit, it->keys, it->key_count, it->count) }
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_extracts(struct visit *visit)
{
	struct caseload caseload;
	struct import_report report;
	TRY(visit_pack(visit, &caseload));
	TRY(import_look(&caseload, &report, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "What the sources say",
						       .part = "/quality",
						       .is_wide = true,
						       .back = TEXT("/quality"),
						       .back_text = "Quality of the data" });
	govuk_heading(&visit->html, 1, "l", TEXT("What the sources say"));
	show_gone(visit, &caseload, &report);
	show_files(visit, &report);
	show_differences(visit, &caseload, &report);
	show_gaps(visit, &caseload, &report);
	return visit_page_end(visit);
}
