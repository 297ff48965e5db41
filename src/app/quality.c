/* SPDX-License-Identifier: Apache-2.0 */
/* The last measure of quality, beside the one before. */
#include "app/quality_internal.h"

static const char *const words[] = {
#define DIMENSION(name, word, wrong) word,
#include "record/dimension.def"
#undef DIMENSION
};
static const char *const meanings[] = {
#define DIMENSION(name, word, wrong) wrong,
#include "record/dimension.def"
#undef DIMENSION
};

const char *quality_dimension_word(enum quality_dimension dimension)
{
	return words[dimension];
}

const char *quality_dimension_meaning(enum quality_dimension dimension)
{
	return meanings[dimension];
}

struct measure {
	int64_t id;
	struct text as_of, measured_at;
};

/* The last two, the later first. */
static enum status read_last(struct caseload *caseload, struct measure out[2], size_t *count,
			     struct error *error)
{
	struct rows rows;
	bool found;
	*count = 0;
	TRY(store_query(caseload->app->store, SQL_quality_measure_last,
			BIND(store_text(caseload->pack->name), dmn_number(2)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found && *count < 2)
		out[(*count)++] =
			(struct measure){ rows_int(&rows, 0),
					  text_copy(caseload->arena, rows_text(&rows, 1)),
					  text_copy(caseload->arena, rows_text(&rows, 2)) };
	rows_end(&rows);
	return status;
}

static bool read_count(const struct caseload *caseload, const struct rows *rows,
		       struct quality_count *out)
{
	const struct pack_record *record = pack_find_record(caseload->pack, rows_text(rows, 0));
	const struct pack_field *field =
		record != NULL ? pack_find_field(record, rows_text(rows, 1)) : NULL;
	enum quality_dimension dimension = 0;
	while (dimension < DIMENSION_COUNT && !text_is(rows_text(rows, 3), words[dimension]))
		dimension++;
	*out = (struct quality_count){ .record = record,
				       .field = field,
				       .source = text_copy(caseload->arena, rows_text(rows, 2)),
				       .dimension = dimension,
				       .wrong = rows_int(rows, 4),
				       .of = rows_int(rows, 5) };
	return field != NULL && dimension < DIMENSION_COUNT;
}

static struct quality_count *same_of(struct quality_report *report,
				     const struct quality_count *count)
{
	for (size_t i = 0; i < report->counts.count; i++) {
		struct quality_count *it = &report->counts.at[i];
		if (it->record == count->record && it->field == count->field &&
		    it->dimension == count->dimension && text_equal(it->source, count->source))
			return it;
	}
	return NULL;
}

enum status quality_read_counts(struct caseload *caseload, int64_t measure, bool before,
				struct quality_report *out, struct error *error)
{
	struct quality_count count;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_quality_count_all, BIND(dmn_number(measure)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		if (!read_count(caseload, &rows, &count))
			continue;
		struct quality_count *now = before ? same_of(out, &count) : NULL;
		if (now != NULL) {
			now->known_before = true;
			now->wrong_before = count.wrong;
			now->of_before = count.of;
		} else if (!before) {
			list_push(caseload->arena, &out->counts, count);
		}
	}
	rows_end(&rows);
	return status;
}

enum status quality_read_report(struct caseload *caseload, struct quality_report *out,
				struct error *error)
{
	struct measure last[2];
	size_t count;
	*out = (struct quality_report){ 0 };
	TRY(read_last(caseload, last, &count, error));
	if (count == 0)
		return STATUS_OK;
	out->as_of = last[0].as_of;
	out->measured_at = last[0].measured_at;
	TRY(quality_read_counts(caseload, last[0].id, false, out, error));
	if (count == 1)
		return STATUS_OK;
	out->as_of_before = last[1].as_of;
	return quality_read_counts(caseload, last[1].id, true, out, error);
}

enum status quality_read(struct caseload *caseload, struct quality_report *out, struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_QUALITY, caseload->pack, error));
	struct app_log log = { .use = USE_QUALITY, .subject = TEXT("quality") };
	TRY(app_look(app, &log, error));
	return quality_read_report(caseload, out, error);
}
