/* SPDX-License-Identifier: Apache-2.0 */
/* The extracts that were loaded. */
#include "app/caseload.h"

#include "base/list.h"

const struct caseload_origin *caseload_origin(const struct caseload *caseload, int64_t id)
{
	size_t low = 0;
	size_t high = caseload->origin_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (caseload->origins[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	bool there = low < caseload->origin_count && caseload->origins[low].id == id;
	return there ? &caseload->origins[low] : NULL;
}

static struct text label_of(const struct caseload *caseload, struct text extract)
{
	for (size_t i = 0; i < caseload->pack->extract_count; i++)
		if (text_equal(caseload->pack->extracts[i].name, extract))
			return caseload->pack->extracts[i].label;
	for (size_t i = 0; i < caseload->pack->accumulation_count; i++)
		if (text_equal(caseload->pack->accumulations[i].name, extract))
			return caseload->pack->accumulations[i].label;
	return text_copy(caseload->arena, extract);
}

/* The day that the source itself names. */
static int64_t day_told(struct text snapshot)
{
	int64_t day = 0;
	enum status ignored = clock_parse_day(text_slice(snapshot, 0, 10), &day, NULL);
	(void)ignored; /* it was checked when it was loaded */
	return day;
}

enum status caseload_read_origins(struct caseload *caseload, struct error *error)
{
	struct {
		LIST_OF(struct caseload_origin);
	} list = { 0 };
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_origin_all, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, &list,
			  (struct caseload_origin){
				  .id = rows_int(&rows, 0),
				  .label = label_of(caseload, rows_text(&rows, 1)),
				  .file = text_copy(caseload->arena, rows_text(&rows, 2)),
				  .told_day = day_told(rows_text(&rows, 3)),
				  .recorded_day = clock_day_of(rows_text(&rows, 4)) });
	rows_end(&rows);
	caseload->origins = list.at;
	caseload->origin_count = list.count;
	return status;
}
