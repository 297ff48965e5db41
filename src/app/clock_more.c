/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of a clock beside its times: where it stood still, who lengthened it. */
#include "app/clock_internal.h"

static enum status read_pauses(struct caseload *caseload, struct clock_look *look,
			       struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(caseload->app->store, SQL_clock_pauses, BIND(dmn_number(look->id)), &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(arena, &look->pauses,
			  (struct clock_pause_look){ text_copy(arena, rows_text(&rows, 0)),
						     text_copy(arena, rows_text(&rows, 1)) });
	rows_end(&rows);
	return status;
}

enum status clock_read_more(struct caseload *caseload, struct clock_look *look, struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	enum status status;
	TRY(read_pauses(caseload, look, error));
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
