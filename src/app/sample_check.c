/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing the samples again: is each decision that had to be drawn there, and no other? */
#include "app/sample.h"

enum {
	PAGE = 500
};

struct drawn_row {
	int64_t id, pack_id, looks;
	struct text outcome;
	struct digest payload;
	bool is_final;
};
struct drawn_rows {
	LIST_OF(struct drawn_row);
};

static enum status read_page(struct caseload *caseload, int64_t after, struct drawn_rows *out,
			     struct error *error)
{
	struct arena *arena = caseload->app->arena;
	struct rows rows;
	bool found;
	out->count = 0;
	TRY(store_query(caseload->app->store, SQL_look_draws,
			BIND(dmn_number(after), store_text(caseload->pack->name), dmn_number(PAGE)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct drawn_row row = { .id = rows_int(&rows, 0),
					 .outcome = text_copy(arena, rows_text(&rows, 1)),
					 .is_final = text_is(rows_text(&rows, 3), "signed"),
					 .pack_id = rows_int(&rows, 4),
					 .looks = rows_int(&rows, 5) };
		digest_from_bytes(rows_text(&rows, 2), &row.payload);
		list_push(arena, out, row);
	}
	rows_end(&rows);
	return status;
}

static enum status check_row(struct caseload *now, struct caseload *then, struct text secret,
			     const struct drawn_row *row, struct sample_check *out,
			     struct error *error)
{
	int64_t wanted = 0;
	if (then->pack_id != row->pack_id)
		TRY(caseload_version(now->app, row->pack_id, then, error));
	const struct pack *pack = then->pack;
	for (size_t i = 0; row->is_final && i < pack->sample_count; i++)
		wanted += pack->samples[i].blind && sample_draws(secret, pack, &pack->samples[i],
								 row->outcome, &row->payload);
	out->decisions++;
	out->drawn += wanted;
	out->wrong += wanted != row->looks;
	return STATUS_OK;
}

enum status sample_check(struct caseload *caseload, struct sample_check *out, struct error *error)
{
	struct app *app = caseload->app;
	struct caseload then = *caseload;
	struct drawn_rows page = { 0 };
	struct app_log log = { .use = USE_SAMPLE_CHECK, .subject = TEXT("second_look") };
	struct text secret;
	int64_t after = 0;
	*out = (struct sample_check){ 0 };
	TRY(app_may(app, USE_SAMPLE_CHECK, caseload->pack, error));
	TRY(app_secret(app, app->arena, &secret, error));
	do {
		TRY(read_page(caseload, after, &page, error));
		for (size_t i = 0; i < page.count; i++)
			TRY(check_row(caseload, &then, secret, &page.at[i], out, error));
		after = page.count != 0 ? page.at[page.count - 1].id : after;
	} while (page.count == PAGE);
	return app_look(app, &log, error);
}
