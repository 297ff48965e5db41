/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a compartment, and transactions in it and casework. */
#include "app/compartment.h"

#include "app/caseload_internal.h"
#include "os/host.h"

/* The operator may keep it elsewhere, or have another role of the server own it. */
static struct text own_place(struct arena *arena, struct text name)
{
	struct text variable = text_format(arena, "REMIT_COMPARTMENT_%.*s", TEXT_ARG(name));
	char *at = arena_copy(arena, variable.at, variable.length + 1);
	for (size_t i = 0; i < variable.length; i++)
		if (at[i] >= 'a' && at[i] <= 'z')
			at[i] = (char)(at[i] - 'a' + 'A');
	return host_variable(at);
}

enum status compartment_open(struct app *casework, struct text name, bool fresh,
			     struct compartment *out, struct error *error)
{
	*out = (struct compartment){ .app = *casework };
	struct app *app = &out->app;
	app->compartment = text_copy(app->arena, name);
	app->casework = casework;
	app->store = NULL;
	app->turn = NULL; /* casework's comes first, and is enough */
	app->packs = NULL;
	app->has_turn = app->tree_loaded = app->tree_changed = false;
	app->has_log_turn = app->entries_wait = false;
	struct store_place place = { .url = casework->url,
				     .compartment = app->compartment,
				     .own = own_place(app->arena, name) };
	enum status status = store_open_at(&place, fresh, &app->store, error);
	if (status == STATUS_OK) {
		status = app_check_casework(app, error);
		if (status != STATUS_OK)
			compartment_close(out);
	}
	if (status == STATUS_NOT_FOUND)
		error_remedy(error, "of an older database make it: remit init --db URL; "
				    "else put it back, or restore it from a backup");
	return status;
}

void compartment_close(struct compartment *it)
{
	store_close(it->app.store);
	it->app.store = NULL;
}

enum status compartment_records(struct compartment *it, const struct caseload *casework,
				struct error *error)
{
	return caseload_open_pack(&it->app, casework->pack, casework->pack_id, false, &it->caseload,
				  error);
}

enum status compartment_enter(struct compartment *it, struct error *error)
{
	TRY(app_turn(it->app.casework, error));
	TRY(app_begin(&it->app, error));
	enum status status = app_turn(&it->app, error);
	if (status != STATUS_OK)
		app_rollback(&it->app);
	return status;
}

enum status compartment_leave(struct compartment *it, enum status status, struct error *error)
{
	TRY(app_end(&it->app, status, error));
	return compartment_anchor(it, error);
}

enum status compartment_begin(struct compartment *it, struct error *error)
{
	TRY(app_begin(it->app.casework, error));
	enum status status = compartment_enter(it, error);
	if (status != STATUS_OK)
		app_rollback(it->app.casework);
	return status;
}

enum status compartment_end(struct compartment *it, enum status status, struct error *error)
{
	return app_end(it->app.casework, compartment_leave(it, status, error), error);
}

enum status compartment_list(struct app *casework, struct compartment_names *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct compartment_names){ 0 };
	TRY(store_query(casework->store, SQL_compartment_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(casework->arena, out, text_copy(casework->arena, rows_text(&rows, 0)));
	rows_end(&rows);
	return status;
}

void compartment_of_pack(struct arena *arena, const struct pack *pack,
			 struct compartment_names *out)
{
	*out = (struct compartment_names){ 0 };
	for (size_t i = 0; i < pack->record_count; i++) {
		struct text name = pack->records[i].compartment;
		size_t at = 0;
		while (at < out->count && !text_equal(out->at[at], name))
			at++;
		if (name.length != 0 && at == out->count)
			list_push(arena, out, name);
	}
}
