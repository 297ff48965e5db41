/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of a clock beside its times: where it stood still, who lengthened it. */
#include "app/access.h"
#include "app/clock_internal.h"
#include "app/reach.h"

bool clock_is_told(const struct caseload *caseload, const struct pack_clock *clock)
{
	for (size_t i = 0; i < clock->starts.count; i++)
		if (!reach_sees(caseload->app, caseload->pack, clock->starts.at[i].record,
				clock->starts.at[i].field))
			return false;
	return true;
}

static enum status read_pauses(struct caseload *caseload, struct clock_zone *zone,
			       struct clock_look *look, struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(caseload->app->store, SQL_clock_pauses, BIND(dmn_number(look->id)), &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(arena, &look->pauses,
			  (struct clock_pause_look){
				  clock_zone_text(zone, arena, rows_text(&rows, 0)),
				  clock_zone_text(zone, arena, rows_text(&rows, 1)) });
	rows_end(&rows);
	return status;
}

enum status clock_read_more(struct caseload *caseload, struct clock_zone *zone,
			    struct clock_look *look, struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	enum status status;
	TRY(read_pauses(caseload, zone, look, error));
	TRY(store_query(caseload->app->store, SQL_clock_extensions, BIND(dmn_number(look->id)),
			&rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text texts[5];
		for (unsigned i = 0; i < 5; i++)
			texts[i] = text_copy(arena, rows_text(&rows, i));
		list_push(arena, &look->extensions,
			  (struct clock_extension_look){ texts[0], texts[1], texts[2], texts[3],
							 texts[4] });
	}
	rows_end(&rows);
	return status;
}

bool clock_may_extend(const struct caseload *caseload, const struct clock_look *look)
{
	return look->clock != NULL && look->clock->extend != NULL && look->ended_at.length == 0 &&
	       !look->is_overdue && !text_is(look->state, CLOCK_UNKNOWN) &&
	       (int64_t)look->extensions.count < look->clock->extend_times &&
	       app_may_step(caseload->app, caseload->pack, look->clock->extend);
}

static enum status log_look(struct caseload *caseload, const struct clock_look *look,
			    struct text secret, struct error *error)
{
	struct app_log log = { .use = USE_CLOCKS,
			       .subject = TEXT("clock"),
			       .subject_id = look->id,
			       .person_type = pack_root(caseload->pack)->name,
			       .person_id = look->root_id,
			       .secret = secret };
	return app_look(caseload->app, &log, error);
}

enum status clock_read(struct caseload *caseload, int64_t id, struct clock_look *out,
		       struct error *error)
{
	struct clock_list all;
	struct text secret;
	int64_t root_id = 0;
	TRY(app_may(caseload->app, USE_CLOCKS, caseload->pack, error));
	TRY(clock_find(caseload, id, &root_id, error));
	TRY(caseload_kept(caseload, root_id, &root_id, error));
	TRY(clock_list_case(caseload, root_id, &all, error));
	for (size_t i = 0; i < all.count; i++) {
		if (all.at[i].id != id)
			continue;
		*out = all.at[i];
		out->root_id = root_id;
		TRY(caseload_case(caseload, root_id, &out->reference, &secret, error));
		return log_look(caseload, out, secret, error);
	}
	return clock_no_such(id, error);
}

enum status clock_list_family(struct caseload *caseload, struct batch *batch,
			      struct clock_list *out, struct error *error)
{
	*out = (struct clock_list){ 0 };
	if (caseload->pack->clock_count == 0)
		return STATUS_OK;
	TRY(clock_list_case(caseload, batch_root(batch)->row.id, out, error));
	for (size_t i = 0; i < out->count; i++) {
		struct clock_look *look = &out->at[i];
		const struct assembled_row *row =
			batch_find(batch, look->clock->of, look->record_id);
		size_t size;
		if (row == NULL)
			continue;
		const char *key = dmn_text(caseload->arena,
					   row->row.values[look->clock->of->key->index], &size);
		look->record = (struct text){ key, size };
	}
	return STATUS_OK;
}
