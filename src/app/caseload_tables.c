/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a pack's records where they lie, and the numbers of its sources there. */
#include "app/caseload_internal.h"

#include <stdlib.h>

static enum status source_number(struct app *app, struct text extract, int64_t *number,
				 struct error *error)
{
	struct rows rows;
	bool found;
	struct text name = text_format(app->arena, "source.%.*s", TEXT_ARG(extract));
	TRY(store_query(app->store, SQL_setting_get, BIND(store_text(name)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*number = strtoll(text_c(app->arena, rows_text(&rows, 0)), NULL, 10);
	rows_end(&rows);
	if (status != STATUS_OK || found)
		return status;
	TRY(store_number(app->store, SQL_counter_take,
			 BIND(store_text(TEXT("source")), dmn_number(1)), number, NULL, error));
	struct text value = text_format(app->arena, "%lld", (long long)*number);
	return store_do(app->store, SQL_setting_put, BIND(store_text(name), store_text(value)),
			error);
}

static enum status open_tables(struct caseload *caseload, struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++) {
		bool there = caseload_has(caseload, &pack->records[i]);
		if (there) /* not so of an older version, when a later one has closed the type */
			TRY(typed_is_there(caseload->app->store, &caseload->shapes[i], &there,
					   error));
		if (there)
			TRY(typed_open(caseload->app->store, &caseload->shapes[i],
				       &caseload->typed[i], error));
	}
	caseload->sources = arena_new_array(caseload->arena, int64_t, pack->extract_count);
	for (size_t i = 0; i < pack->extract_count; i++)
		TRY(source_number(caseload->app, pack->extracts[i].name, &caseload->sources[i],
				  error));
	return caseload_read_origins(caseload, error);
}

enum status caseload_open_pack(struct app *app, const struct pack *pack, int64_t pack_id, bool make,
			       struct caseload *out, struct error *error)
{
	*out = (struct caseload){
		.app = app, .arena = app->arena, .pack = pack, .pack_id = pack_id
	};
	caseload_fill_shapes(out);
	if (make)
		TRY(caseload_make_tables(out, error));
	return open_tables(out, error);
}
