/* SPDX-License-Identifier: Apache-2.0 */
/* Erasing a person from closed compartments. */
#include "app/compartment.h"
#include "app/erase_internal.h"

/* The secret goes too: what the compartment's log has of the person then says nothing. */
static enum status erase_within(struct compartment *it, struct erasing *inner, struct error *error)
{
	TRY(caseload_secret(&it->caseload, inner->root, inner->of.root_id, it->caseload.arena,
			    &inner->secret, error));
	TRY(store_do(it->app.store, SQL_compartment_secret_erase,
		     BIND(dmn_number(inner->of.root_id)), error));
	return erase_here(inner, error);
}

/* What went there stands on casework's certificate too. */
static void count_within(struct erasing *it, const struct erasing *inner, struct text name)
{
	struct arena *arena = it->caseload->arena;
	for (size_t i = 0; i < inner->counts.count; i++) {
		const struct erase_count *one = &inner->counts.at[i];
		const char *table = text_format(arena, "%.*s: %s", TEXT_ARG(name), one->table).at;
		list_push(arena, &it->counts, (struct erase_count){ table, one->rows });
	}
}

static enum status erase_one(struct erasing *it, struct compartment *compartment,
			     struct error *error)
{
	struct erasing inner = { .caseload = &compartment->caseload,
				 .root = it->root,
				 .of = it->of,
				 .reason = it->reason };
	TRY(compartment_records(compartment, it->caseload, error));
	for (size_t i = 0; i < it->texts.count; i++)
		list_push(it->caseload->arena, &inner.texts, it->texts.at[i]);
	TRY(compartment_enter(compartment, error));
	TRY(compartment_leave(compartment, erase_within(compartment, &inner, error), error));
	count_within(it, &inner, compartment->app.compartment);
	return STATUS_OK;
}

enum status erase_compartments(struct erasing *it, struct error *error)
{
	struct compartment_names names;
	compartment_of_pack(it->caseload->arena, it->caseload->pack, &names);
	for (size_t i = 0; i < names.count; i++) {
		struct compartment compartment;
		TRY(compartment_open(it->caseload->app, names.at[i], false, &compartment, error));
		enum status status = erase_one(it, &compartment, error);
		compartment_close(&compartment);
		TRY(status);
	}
	return STATUS_OK;
}

static enum status purge_one(struct compartment *it, const struct text *texts, size_t count,
			     struct error *error)
{
	struct text trace;
	TRY(erase_purge_files(&it->app, texts, count, &trace, error));
	TRY(compartment_begin(it, error));
	return compartment_end(it, erase_purge_record(&it->app, trace, error), error);
}

enum status erase_purge_compartments(struct app *app, const struct text *texts, size_t count,
				     struct error *error)
{
	struct compartment_names names;
	TRY(compartment_list(app, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		struct compartment it;
		TRY(compartment_open(app, names.at[i], false, &it, error));
		enum status status = purge_one(&it, texts, count, error);
		compartment_close(&it);
		TRY(status);
	}
	return STATUS_OK;
}
