/* SPDX-License-Identifier: Apache-2.0 */
/* Record types that lay in casework's database before they had one of their own. Everything is put
 * into the compartment and committed there, then taken out of casework: after a kill between the
 * two it is done again, and what is there already stays. */
#include "app/compartment_internal.h"

static enum status of_file(struct moving *it, const struct pack_extract *extract,
			   const struct pack_source_file *file, enum statement_name out,
			   struct error *error)
{
	return store_do(it->casework->app->store, out,
			BIND(store_text(file->record->owner), store_text(extract->name),
			     store_text(file->file)),
			error);
}

typedef enum status per_file(struct moving *it, const struct pack_extract *extract,
			     const struct pack_source_file *file, struct error *error);
typedef enum status per_type(struct moving *it, size_t record, struct error *error);

/* Files first: rows name them. */
static enum status each(struct moving *it, per_file *on_file, per_type *on_type,
			struct error *error)
{
	const struct pack *pack = it->casework->pack;
	for (size_t e = 0; e < pack->extract_count; e++)
		for (size_t f = 0; f < pack->extracts[e].file_count; f++)
			if (caseload_has(&it->to->caseload, pack->extracts[e].files[f].record))
				TRY(on_file(it, &pack->extracts[e], &pack->extracts[e].files[f],
					    error));
	for (size_t i = 0; i < pack->record_count; i++) {
		bool there = caseload_has(&it->to->caseload, &pack->records[i]);
		if (there)
			TRY(typed_is_there(it->casework->app->store, &it->casework->shapes[i],
					   &there, error));
		if (there)
			TRY(on_type(it, i, error));
	}
	return STATUS_OK;
}

static enum status copy_file(struct moving *it, const struct pack_extract *extract,
			     const struct pack_source_file *file, struct error *error)
{
	const dmn_value key[] = { store_text(file->record->owner), store_text(extract->name),
				  store_text(file->file) };
	TRY(compartment_copy_files(it, key, error));
	return compartment_copy(it, SQL_moved_rejects, SQL_moved_reject_put, key, 3, error);
}

static enum status copy_type(struct moving *it, size_t record, struct error *error)
{
	const dmn_value type = store_text(it->casework->pack->records[record].name);
	TRY(compartment_copy(it, SQL_moved_history, SQL_moved_history_put, &type, 1, error));
	TRY(store_do(it->to->app.store, SQL_moved_notes_out, &type, 1,
		     error)); /* of a try before */
	TRY(compartment_copy(it, SQL_moved_notes, SQL_moved_note_put, &type, 1, error));
	return compartment_copy_records(it, record, error);
}

enum status compartment_move_in(struct compartment *to, struct caseload *casework, bool *moved,
				struct error *error)
{
	struct moving it = { .to = to, .casework = casework };
	TRY(each(&it, copy_file, copy_type, error));
	*moved = it.types != 0;
	if (!*moved)
		return STATUS_OK;
	struct digest root = tree_root(&it.leaves);
	struct app_log log = { .use = USE_COMPARTMENT_MOVE,
			       .purpose = to->app.compartment,
			       .subject = TEXT("compartment"),
			       .batch_count = it.leaves.size,
			       .batch_root = &root };
	return app_log(&to->app, &log, error);
}

static enum status drop_file(struct moving *it, const struct pack_extract *extract,
			     const struct pack_source_file *file, struct error *error)
{
	TRY(of_file(it, extract, file, SQL_moved_rejects_out, error));
	return STATUS_OK;
}

static enum status drop_type(struct moving *it, size_t record, struct error *error)
{
	struct store *store = it->casework->app->store;
	const dmn_value type = store_text(it->casework->pack->records[record].name);
	TRY(store_do(store, SQL_moved_history_out, &type, 1, error));
	TRY(store_do(store, SQL_moved_notes_out, &type, 1, error));
	return typed_drop(store, &it->casework->shapes[record], error);
}

static enum status forget_file(struct moving *it, const struct pack_extract *extract,
			       const struct pack_source_file *file, struct error *error)
{
	return of_file(it, extract, file, SQL_moved_origins_out, error);
}

static enum status nothing(struct moving *it, size_t record, struct error *error)
{
	(void)it, (void)record, (void)error;
	return STATUS_OK;
}

enum status compartment_move_out(struct compartment *to, struct caseload *casework,
				 struct error *error)
{
	struct moving it = { .to = to, .casework = casework };
	struct app_log log = { .use = USE_COMPARTMENT_MOVE,
			       .purpose = to->app.compartment,
			       .subject = TEXT("compartment") };
	TRY(each(&it, drop_file, drop_type, error));
	TRY(each(&it, forget_file, nothing, error));
	TRY(app_log(casework->app, &log, error));
	return caseload_read_origins(casework, error);
}
