/* SPDX-License-Identifier: Apache-2.0 */
/* Taking out everything of a person. */
#include "app/erase_internal.h"
#include "app/person_internal.h"

static void counted(struct erasing *it, const char *table, uint64_t rows)
{
	list_push(it->caseload->arena, &it->counts, (struct erase_count){ table, rows });
}

/* Those that go by their marks, children first. */
static enum status take_marked(struct erasing *it, struct error *error)
{
	static const struct {
		const char *table;
		enum statement_name name;
	} all[] = {
#define ERASE(table) { #table, SQL_erase_##table },
#include "app/erase.def"
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		uint64_t rows;
		TRY(store_change(it->caseload->app->store, all[i].name, BIND(dmn_number(it->id)),
				 &rows, error));
		counted(it, all[i].table, rows);
	}
	return STATUS_OK;
}

static enum status take_own(struct erasing *it, struct error *error)
{
	struct store *store = it->caseload->app->store;
	const dmn_value id = dmn_number(it->of.root_id);
	const dmn_value type = store_text(it->root->name);
	uint64_t rows;
	static const struct {
		const char *table;
		enum statement_name name;
	} all[] = {
#define ERASE_OWN(table) { #table, SQL_erase_##table },
#include "app/erase.def"
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		TRY(store_change(store, all[i].name, BIND(id), &rows, error));
		counted(it, all[i].table, rows);
	}
	TRY(store_change(store, SQL_erase_legal_hold, BIND(id, type), &rows, error));
	counted(it, "legal_hold", rows);
	TRY(store_change(store, SQL_erase_person_detail, BIND(id, type), &rows, error));
	counted(it, "details of the log", rows);
	return STATUS_OK;
}

/* The ids, and the names that extracts have for the person. */
static enum status take_history(struct erasing *it, const struct pack_record *record,
				uint64_t *count, struct error *error)
{
	struct typed *typed = caseload_typed(it->caseload, record);
	struct arena *arena = it->caseload->arena;
	struct rows rows;
	bool found;
	uint64_t changed;
	enum status status;
	TRY(typed_range(typed, it->of.root_id, it->of.root_id, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, arena, &rows, false, &row);
		status = store_change(it->caseload->app->store, SQL_erase_history,
				      BIND(store_text(record->name), dmn_number(row.id)), &changed,
				      error);
		if (status != STATUS_OK)
			break;
		*count += changed;
	}
	rows_end(&rows);
	return status;
}

static enum status read_names(struct erasing *it, struct error *error)
{
	struct arena *arena = it->caseload->arena;
	struct rows rows;
	bool found;
	enum status status;
	if (!caseload_has(it->caseload, it->root))
		return STATUS_OK; /* casework has read them */
	struct typed *typed = caseload_typed(it->caseload, it->root);
	list_push(arena, &it->texts, it->of.reference);
	if (!typed_shape(typed)->several)
		return STATUS_OK;
	TRY(typed_source_range(typed, it->of.root_id, it->of.root_id, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, arena, &rows, true, &row);
		list_push(arena, &it->texts, row.key);
	}
	rows_end(&rows);
	return status;
}

static enum status take_records(struct erasing *it, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	uint64_t history = 0;
	for (size_t i = pack->record_count; i-- > 0;) {
		const struct pack_record *record = &pack->records[i];
		uint64_t rows;
		if (caseload_root(record) != it->root || !caseload_has(it->caseload, record))
			continue;
		TRY(take_history(it, record, &history, error));
		TRY(typed_erase(caseload_typed(it->caseload, record), it->of.root_id, &rows,
				error));
		counted(it, text_c(it->caseload->arena, record->name), rows);
	}
	counted(it, "history", history);
	return STATUS_OK;
}

enum status erase_rows(struct erasing *it, struct error *error)
{
	uint64_t rejects = 0, texts = 0;
	TRY(read_names(it, error));
	TRY(take_marked(it, error));
	TRY(take_own(it, error));
	TRY(take_records(it, error));
	for (size_t i = 0; i < it->texts.count; i++) {
		TRY(erase_rejects(it, it->texts.at[i], &rejects, error));
		TRY(erase_texts(it, it->texts.at[i], &texts, error));
	}
	counted(it, "rows of extracts that were not taken", rejects);
	counted(it, "details of the log that named the person", texts);
	return store_do(it->caseload->app->store, SQL_erase_marks, BIND(dmn_number(it->id)), error);
}
