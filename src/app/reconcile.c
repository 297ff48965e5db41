/* SPDX-License-Identifier: Apache-2.0 */
/* The reconciliation: who is in one source and not in the other, totals and fields that differ. */
#include "app/access.h"
#include "app/import_internal.h"

enum {
	KEYS_LISTED = 1000
};

struct pair {
	struct caseload *caseload;
	const struct pack_record *record;
	size_t first, second; /* extracts */
	struct import_side sides[2];
	struct import_report *report;
};

static enum status list_gap(const struct pair *pair, size_t in, size_t not_in, int64_t *only,
			    struct error *error)
{
	struct caseload *caseload = pair->caseload;
	const struct pack *pack = caseload->pack;
	struct {
		LIST_OF(struct text);
	} keys = { 0 };
	struct import_gap gap = { .record = pair->record->name,
				  .in = pack->extracts[in].label,
				  .not_in = pack->extracts[not_in].label };
	struct access_hidden hidden;
	struct rows rows;
	bool found;
	TRY(access_read_hidden(app_casework(caseload->app), &hidden, error));
	TRY(typed_only_in(caseload_typed(caseload, pair->record), caseload->sources[in],
			  caseload->sources[not_in], INT64_C(1) << 40, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		if (access_is_hidden(&hidden, rows_int(&rows, 2)))
			continue;
		gap.count++;
		if (keys.count < KEYS_LISTED)
			list_push(caseload->arena, &keys,
				  text_copy(caseload->arena, rows_text(&rows, 0)));
	}
	rows_end(&rows);
	gap.keys = keys.at;
	gap.key_count = keys.count;
	*only = gap.count;
	if (gap.count != 0)
		list_push(caseload->arena, &pair->report->gaps, gap);
	return status;
}

static enum status compare_totals(const struct pair *pair, struct error *error)
{
	struct caseload *caseload = pair->caseload;
	struct typed *typed = caseload_typed(caseload, pair->record);
	struct import_difference total = { .record = pair->record->name,
					   .first = pair->sides[0],
					   .second = pair->sides[1] };
	TRY(typed_count(typed, caseload->sources[pair->first], &total.first.count, error));
	TRY(typed_count(typed, caseload->sources[pair->second], &total.second.count, error));
	if (total.first.count != total.second.count)
		list_push(caseload->arena, &pair->report->differences, total);
	return STATUS_OK;
}

static enum status compare_fields(const struct pair *pair, struct error *error)
{
	struct caseload *caseload = pair->caseload;
	for (size_t i = 0; i < pair->record->field_count; i++) {
		const struct pack_field *field = &pair->record->fields[i];
		struct import_difference difference = {
			.record = pair->record->name,
			.field = field->name,
			.first = pair->sides[0],
			.second = pair->sides[1],
		};
		if (field->key ||
		    !pack_extract_feeds(&caseload->pack->extracts[pair->first], pair->record,
					field) ||
		    !pack_extract_feeds(&caseload->pack->extracts[pair->second], pair->record,
					field))
			continue;
		TRY(typed_differences(caseload_typed(caseload, pair->record),
				      caseload->sources[pair->first],
				      caseload->sources[pair->second], i, &difference.both,
				      &difference.differ, error));
		if (difference.differ != 0)
			list_push(caseload->arena, &pair->report->differences, difference);
	}
	return STATUS_OK;
}

static enum status compare_pair(struct pair *pair, struct error *error)
{
	TRY(import_read_side(pair->caseload, pair->first, pair->record, &pair->sides[0], error));
	TRY(import_read_side(pair->caseload, pair->second, pair->record, &pair->sides[1], error));
	TRY(list_gap(pair, pair->first, pair->second, &pair->sides[0].only, error));
	TRY(list_gap(pair, pair->second, pair->first, &pair->sides[1].only, error));
	TRY(compare_totals(pair, error));
	return compare_fields(pair, error);
}

static enum status compare_record(struct caseload *caseload, const struct pack_record *record,
				  struct import_report *report, struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t a = 0; a < pack->extract_count; a++) {
		for (size_t b = a + 1; b < pack->extract_count; b++) {
			struct pair pair = { .caseload = caseload,
					     .record = record,
					     .first = a,
					     .second = b,
					     .report = report };
			if (pack_extract_feeds(&pack->extracts[a], record, NULL) &&
			    pack_extract_feeds(&pack->extracts[b], record, NULL))
				TRY(compare_pair(&pair, error));
		}
	}
	return STATUS_OK;
}

enum status import_reconcile(struct caseload *caseload, struct import_report *report,
			     struct error *error)
{
	for (size_t i = 0; i < caseload->pack->record_count; i++)
		if (caseload->shapes[i].several &&
		    caseload_has(caseload, &caseload->pack->records[i]))
			TRY(compare_record(caseload, &caseload->pack->records[i], report, error));
	return STATUS_OK;
}
