/* SPDX-License-Identifier: Apache-2.0 */
/* The records that lack a value, to be asked for. */
#include "app/access.h"
#include "app/assemble.h"
#include "app/explain.h"
#include "app/quality_internal.h"
#include "app/reach.h"

enum status quality_find_field(const struct caseload *caseload, struct text name,
			       const struct pack_record **record, const struct pack_field **field,
			       struct error *error)
{
	struct text last;
	*record = pack_find_record(caseload->pack, text_cut(name, '.', &last));
	bool readable = *record != NULL && (*record)->compartment.length == 0;
	*field = readable ? pack_find_field(*record, last) : NULL;
	if (*field != NULL && reach_sees(caseload->app, caseload->pack, *record, *field))
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no such field");
	error_remedy(error, "name one as RECORD.FIELD, as the report does");
	return STATUS_NOT_FOUND;
}

/* The record's name and the case's, from its family. */
static enum status name_gap_of(struct batch *batch, const struct quality_gaps *gaps, int64_t id,
			       struct quality_gap *gap, struct error *error)
{
	struct arena *arena = batch->caseload->arena;
	const struct pack_record *top = caseload_root(gaps->record);
	TRY(batch_family(batch, gap->root_id, error));
	struct assembled_row *row = batch_find(batch, gaps->record, id);
	struct assembled_row *root = batch_root(batch);
	gap->reference = explain_fact_of(batch, arena, top, root, top->key).value;
	if (row == NULL) /* a merged record */
		return STATUS_OK;
	struct explain_fact fact = explain_fact_of(batch, arena, gaps->record, row, gaps->field);
	gap->record = fact.key;
	gap->source = fact.source;
	gap->told = fact.told;
	return STATUS_OK;
}

/* Of a case that the actor does not see nothing is told. */
static enum status name_gap(struct batch *batch, const struct quality_gaps *gaps, int64_t id,
			    struct quality_gap *gap, struct error *error)
{
	struct app *app = batch->caseload->app;
	bool sees;
	TRY(access_sees(app, app->actor, gap->root_id, &sees, error));
	return sees ? name_gap_of(batch, gaps, id, gap, error) : STATUS_OK;
}

/* How many of the rows a page shows: it ends where a case ends, for the next begins behind it. */
static size_t page_end(int64_t ids[][2], size_t count)
{
	size_t end = count;
	if (count <= QUALITY_GAPS_A_PAGE)
		return count;
	while (end > 0 && ids[end - 1][1] == ids[count - 1][1])
		end--;
	return end != 0 ? end : QUALITY_GAPS_A_PAGE;
}

static enum status read_gaps(struct caseload *caseload, int64_t after, struct batch *batch,
			     struct quality_gaps *out, struct error *error)
{
	int64_t ids[QUALITY_GAPS_A_PAGE + 1][2];
	size_t count = 0;
	struct rows rows;
	bool found;
	TRY(typed_without(caseload_typed(caseload, out->record), out->field->index, after,
			  QUALITY_GAPS_A_PAGE + 1, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found &&
	       count <= QUALITY_GAPS_A_PAGE) {
		ids[count][0] = rows_int(&rows, 0);
		ids[count++][1] = rows_int(&rows, 1);
	}
	rows_end(&rows);
	out->more = count > QUALITY_GAPS_A_PAGE;
	size_t end = page_end(ids, count);
	for (size_t i = 0; status == STATUS_OK && i < end; i++) {
		struct quality_gap gap = { .root_id = ids[i][1] };
		status = name_gap(batch, out, ids[i][0], &gap, error);
		if (gap.reference.length != 0)
			list_push(caseload->arena, &out->at, gap);
	}
	return status;
}

enum status quality_missing(struct caseload *caseload, struct text name, int64_t after,
			    struct quality_gaps *out, struct error *error)
{
	struct app *app = caseload->app;
	struct batch *batch;
	*out = (struct quality_gaps){ 0 };
	TRY(app_may(app, USE_QUALITY, caseload->pack, error));
	TRY(quality_find_field(caseload, name, &out->record, &out->field, error));
	TRY(batch_new(caseload, clock_today(&app->clock), &batch, error));
	enum status status = read_gaps(caseload, after, batch, out, error);
	batch_free(batch);
	TRY(status);
	struct app_log log = { .use = USE_QUALITY,
			       .purpose = TEXT("search"),
			       .subject = TEXT("quality") };
	log.detail =
		app_shown(caseload->arena, "cases", out->at.at, out->at.count, sizeof *out->at.at);
	return app_look(app, &log, error);
}
