/* SPDX-License-Identifier: Apache-2.0 */
/* The compartments of a pack that is taken up. */
#include "app/compartment.h"

#include "app/caseload_internal.h"

struct pack_ids {
	LIST_OF(int64_t);
};

/* A new one, or one that is there already with what is missing: its own secret, its tables. */
static enum status make(struct compartment *it, struct caseload *casework, bool *moved,
			struct error *error)
{
	struct app_log log = { .use = USE_COMPARTMENT_MAKE,
			       .purpose = it->app.compartment,
			       .subject = TEXT("compartment") };
	bool made;
	TRY(app_make_secret(&it->app, &made, error));
	TRY(caseload_open_pack(&it->app, casework->pack, casework->pack_id, true, &it->caseload,
			       error));
	if (made)
		TRY(app_mark_casework(&it->app, error));
	if (made)
		TRY(app_log(&it->app, &log, error));
	return compartment_move_in(it, casework, moved, error);
}

static enum status make_in_turn(struct compartment *it, struct caseload *casework, bool *moved,
				struct error *error)
{
	bool one = false;
	TRY(compartment_enter(it, error));
	TRY(compartment_leave(it, make(it, casework, &one, error), error));
	*moved = *moved || one;
	return one ? compartment_move_out(it, casework, error) : STATUS_OK;
}

/* One that casework's log knows is never made anew: were it gone, an empty one in its place would
 * hide that. Who may not open it does without. */
static enum status open_it(struct app *casework, struct text name, struct compartment *it,
			   bool *open, struct error *error)
{
	struct compartment_names known;
	size_t at = 0;
	TRY(compartment_list(casework, &known, error));
	while (at < known.count && !text_equal(known.at[at], name))
		at++;
	if (at == known.count) {
		*open = true;
		return compartment_open(casework, name, true, it, error);
	}
	struct error why = { 0 };
	enum status status = compartment_open(casework, name, false, it, &why);
	if (status == STATUS_DATABASE) /* an older one */
		status = compartment_open(casework, name, true, it, &why);
	*open = status == STATUS_OK;
	return STATUS_OK;
}

enum status caseload_make_compartments(struct caseload *casework, bool *moved, struct error *error)
{
	struct compartment_names names;
	*moved = false;
	compartment_of_pack(casework->arena, casework->pack, &names);
	for (size_t i = 0; i < names.count; i++) {
		struct compartment it;
		bool open;
		TRY(open_it(casework->app, names.at[i], &it, &open, error));
		if (!open)
			continue;
		enum status status = make_in_turn(&it, casework, moved, error);
		compartment_close(&it);
		TRY(status);
	}
	return STATUS_OK;
}

static enum status update(struct app *app, int64_t pack_id, bool *moved, struct error *error)
{
	struct caseload caseload;
	TRY(app_turn(app, error));
	TRY(caseload_version(app, pack_id, &caseload, error));
	return caseload_make_compartments(&caseload, moved, error);
}

static enum status list_packs(struct app *app, struct pack_ids *out, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(app->store, SQL_pack_newest, BIND_NONE, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out, rows_int(&rows, 0));
	rows_end(&rows);
	return status;
}

enum status caseload_update_compartments(struct app *app, struct error *error)
{
	struct pack_ids packs = { 0 };
	bool any = false;
	TRY(list_packs(app, &packs, error));
	for (size_t i = 0; i < packs.count; i++) {
		bool moved = false;
		TRY(app_begin(app, error));
		TRY(app_end(app, update(app, packs.at[i], &moved, error), error));
		any = any || moved;
	}
	return any ? store_purge(app->store, error) : STATUS_OK;
}
