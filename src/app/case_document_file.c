/* SPDX-License-Identifier: Apache-2.0 */
/* Where a document lies: filed, or moved when it was filed wrongly. */
#include "app/case_document.h"

#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

struct text case_document_filing_detail(struct arena *arena, int64_t id, int64_t filing,
					struct text root_type, int64_t root_id, struct text reason)
{
	struct builder out = builder_new(arena);
	builder_add_format(&out, "{\"document\":%lld,\"filing\":%lld,\"on\":", (long long)id,
			   (long long)filing);
	json_write_string(&out, root_type);
	builder_add_format(&out, ",\"record\":%lld,\"reason\":", (long long)root_id);
	json_write_string(&out, reason);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status case_document_put_on(struct caseload *caseload, int64_t id, int64_t root_id,
				 struct text reason, struct error *error)
{
	struct app *app = caseload->app;
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct text reference, secret;
	int64_t filing;
	TRY(caseload_case(caseload, root_id, &reference, &secret, error));
	TRY(store_number(app->store, SQL_document_file,
			 BIND(dmn_number(id), store_text(root->name), dmn_number(root_id),
			      store_text(reason), store_text(app->actor), store_text(app_now(app))),
			 &filing, NULL, error));
	struct app_log log = {
		.use = USE_DOCUMENT_FILE,
		.subject = TEXT("document"),
		.subject_id = id,
		.person_type = root->name,
		.person_id = root_id,
		.secret = secret,
		.detail = case_document_filing_detail(caseload->arena, id, filing, root->name,
						      root_id, reason),
	};
	return app_log(app, &log, error);
}

static enum status move(struct caseload *caseload, int64_t id, int64_t root_id, struct text reason,
			struct error *error)
{
	struct case_document it;
	TRY(app_turn(caseload->app, error));
	TRY(case_document_find(caseload, id, &it, error));
	if (it.root_id != root_id)
		return case_document_put_on(caseload, id, root_id, reason, error);
	error_set(error, STATUS_CONFLICT, "the document lies on this case already");
	return error_remedy(error, "name the case it belongs to");
}

enum status case_document_file(struct caseload *caseload, int64_t id, int64_t root_id,
			       struct text reason, struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_DOCUMENT_FILE, caseload->pack, error));
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why it belongs there",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, move(caseload, id, root_id, text_trim(reason), error), error);
}
