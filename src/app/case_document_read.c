/* SPDX-License-Identifier: Apache-2.0 */
/* Documents as they are looked at. */
#include "app/case_document.h"

#include "app/access.h"

struct case_document case_document_row(const struct rows *rows)
{
	struct case_document it = {
		.id = rows_int(rows, 0),
		.type = rows_text(rows, 1),
		.title = rows_text(rows, 2),
		.sender = rows_text(rows, 3),
		.file_name = rows_text(rows, 4),
		.media_type = rows_text(rows, 5),
		.size = rows_int(rows, 6),
		.received_on = rows_text(rows, 8),
		.received_at = rows_text(rows, 9),
		.actor = rows_text(rows, 10),
	};
	digest_from_bytes(rows_text(rows, 7), &it.hash);
	return it;
}

/* With where it lies, and texts that last. */
static struct case_document kept(struct arena *arena, const struct rows *rows)
{
	struct case_document it = case_document_row(rows);
	it.root_id = rows_int(rows, 11);
	it.filed_by = rows_text(rows, 12);
	it.filed_at = rows_text(rows, 13);
	struct text *const texts[] = { &it.type,	&it.title,	&it.sender,
				       &it.file_name,	&it.media_type, &it.received_on,
				       &it.received_at, &it.actor,	&it.filed_by,
				       &it.filed_at };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = text_copy(arena, *texts[i]);
	return it;
}

static enum status read_list(struct caseload *caseload, enum statement_name name,
			     const dmn_value *values, size_t count, struct case_document_list *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	*out = (struct case_document_list){ 0 };
	TRY(store_query(caseload->app->store, name, values, count, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, out, kept(caseload->arena, &rows));
	rows_end(&rows);
	return status;
}

enum status case_document_list(struct caseload *caseload, int64_t root_id,
			       struct case_document_list *out, struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	return read_list(
		caseload, SQL_document_list,
		BIND(dmn_number(root_id), store_text(root->name), store_text(caseload->pack->name)),
		out, error);
}

enum status case_document_waiting_count(struct caseload *caseload, int64_t *out,
					struct error *error)
{
	return store_number(caseload->app->store, SQL_document_unfiled_count,
			    BIND(store_text(caseload->pack->name)), out, NULL, error);
}

enum status case_document_waiting(struct caseload *caseload, struct case_document_list *out,
				  struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_DOCUMENT, caseload->pack, error));
	TRY(read_list(caseload, SQL_document_unfiled,
		      BIND(store_text(caseload->pack->name), dmn_number(CASE_DOCUMENTS_SHOWN)), out,
		      error));
	struct app_log log = { .use = USE_DOCUMENT,
			       .purpose = TEXT("filing"),
			       .subject = TEXT("document") };
	log.detail = app_shown(app->arena, "documents", out->at, out->count, sizeof *out->at);
	return app_look(app, &log, error);
}

enum status case_document_find(struct caseload *caseload, int64_t id, struct case_document *out,
			       struct error *error)
{
	struct case_document_list list;
	TRY(read_list(caseload, SQL_document_get,
		      BIND(dmn_number(id), store_text(caseload->pack->name)), &list, error));
	int64_t on = list.count != 0 ? list.at[0].root_id : 0;
	enum status seen = access_guard(caseload, on, error);
	if (seen != STATUS_OK && seen != STATUS_NOT_FOUND)
		return seen;
	if (list.count == 0 || seen == STATUS_NOT_FOUND)
		return error_set(error, STATUS_NOT_FOUND, "there is no document %lld",
				 (long long)id);
	*out = list.at[0];
	return STATUS_OK;
}

static enum status log_look(struct caseload *caseload, const struct case_document *it,
			    struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct text reference;
	struct app_log log = { .use = USE_DOCUMENT,
			       .subject = TEXT("document"),
			       .subject_id = it->id };
	if (it->root_id != 0) {
		log.person_type = root->name;
		log.person_id = it->root_id;
		TRY(caseload_case(caseload, it->root_id, &reference, &log.secret, error));
	}
	return app_look(caseload->app, &log, error);
}

static enum status read_body(struct caseload *caseload, const struct case_document *it,
			     struct text *body, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_document_body, BIND(dmn_number(it->id)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*body = text_copy(caseload->arena, rows_text(&rows, 0));
	rows_end(&rows);
	TRY(status);
	struct digest hash = digest_of(found ? *body : TEXT(""));
	if (found && digest_equal(&hash, &it->hash))
		return STATUS_OK;
	error_set(error, STATUS_TAMPERED, "document %lld is not as it came in", (long long)it->id);
	return error_remedy(error, "tell who runs this service: `remit fsck` says what else is");
}

enum status case_document_read(struct caseload *caseload, int64_t id, struct case_document *out,
			       struct text *body, struct error *error)
{
	TRY(app_may(caseload->app, USE_DOCUMENT, caseload->pack, error));
	TRY(case_document_find(caseload, id, out, error));
	TRY(log_look(caseload, out, error));
	return read_body(caseload, out, body, error);
}
