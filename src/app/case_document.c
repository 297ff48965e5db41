/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a document in. */
#include "app/case_document.h"

#include "base/builder.h"
#include "format/json.h"
static void member(struct builder *out, const char *name, struct text value)
{
	builder_add_format(out, "%s\"%s\":", out->length == 1 ? "" : ",", name);
	json_write_string(out, value);
}

struct text case_document_detail(struct arena *arena, const struct case_document *it)
{
	struct builder out = builder_new(arena);
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&it->hash, hash);
	builder_add_byte(&out, '{');
	member(&out, "type", it->type);
	member(&out, "title", it->title);
	member(&out, "sender", it->sender);
	member(&out, "file", it->file_name);
	member(&out, "kind", it->media_type);
	member(&out, "received", it->received_on);
	member(&out, "at", it->received_at);
	member(&out, "hash", text_from(hash));
	builder_add_format(&out, ",\"size\":%lld}", (long long)it->size);
	return builder_text(&out);
}

static enum status check_new(struct caseload *caseload, const struct case_document *it,
			     int64_t root_id, struct error *error)
{
	int64_t id;
	bool found;
	TRY(store_number(caseload->app->store, SQL_document_same,
			 BIND(store_text(digest_bytes(&it->hash)), store_text(caseload->pack->name),
			      dmn_number(root_id)),
			 &id, &found, error));
	if (!found)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "the same file is there already: document %lld",
		  (long long)id);
	error_place(error, NULL, 0, "file");
	return error_remedy(error, "cite that one");
}

enum status case_document_keep(struct caseload *caseload, struct case_document *it,
			       struct text body, struct error *error)
{
	struct app *app = caseload->app;
	TRY(store_number(app->store, SQL_document_put,
			 BIND(store_text(caseload->pack->name), store_text(it->type),
			      store_text(it->title), store_text(it->sender),
			      store_text(it->file_name), store_text(it->media_type),
			      dmn_number(it->size), store_text(digest_bytes(&it->hash)),
			      store_text(it->received_on), store_text(it->received_at),
			      store_text(it->actor)),
			 &it->id, NULL, error));
	TRY(store_do(app->store, SQL_document_body_put, BIND(dmn_number(it->id), store_text(body)),
		     error));
	struct app_log log = { .use = USE_DOCUMENT_ADD,
			       .subject = TEXT("document"),
			       .subject_id = it->id,
			       .detail = case_document_detail(caseload->arena, it) };
	return app_log(app, &log, error);
}

static enum status take(struct caseload *caseload, struct case_document *it,
			const struct case_document_new *wanted, struct error *error)
{
	TRY(app_turn(caseload->app, error));
	TRY(check_new(caseload, it, wanted->root_id, error));
	TRY(case_document_keep(caseload, it, wanted->body, error));
	return wanted->root_id == 0 ? STATUS_OK
				    : case_document_put_on(caseload, it->id, wanted->root_id,
							   TEXT("taken in for this case"), error);
}

enum status case_document_add(struct caseload *caseload, const struct case_document_new *wanted,
			      int64_t *id, struct error *error)
{
	struct app *app = caseload->app;
	struct case_document it = { 0 };
	TRY(app_may(app, USE_DOCUMENT_ADD, caseload->pack, error));
	TRY(case_document_describe(caseload, wanted, &it, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, take(caseload, &it, wanted, error), error));
	*id = it.id;
	return STATUS_OK;
}
