/* SPDX-License-Identifier: Apache-2.0 */
/* Breaking the glass. */
#include "app/glass.h"

#include "app/access_internal.h"
#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

struct text glass_detail(struct arena *arena, int64_t id, const char *name, struct text value,
			 struct text reason)
{
	struct builder out = builder_new(arena);
	builder_add_format(&out, "{\"opening\":%lld,\"%s\":", (long long)id, name);
	json_write_string(&out, value);
	builder_add_c(&out, ",\"reason\":");
	json_write_string(&out, reason);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

static enum status put(struct caseload *caseload, int64_t root_id, struct text reason,
		       struct error *error)
{
	struct app *app = caseload->app;
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct app_log log = access_log(caseload, USE_BREAK_GLASS, root_id);
	int64_t until = clock_now() + caseload->pack->access.break_glass_seconds * INT64_C(1000000);
	char ends[CLOCK_TEXT_SIZE];
	int64_t id;
	clock_print(until, ends);
	TRY(app_turn(app, error));
	TRY(store_number(app->store, SQL_glass_put,
			 BIND(dmn_number(root_id), store_text(app->actor), store_text(reason),
			      store_text(app_now(app)), dmn_number(until)),
			 &id, NULL, error));
	TRY(caseload_secret(caseload, root, root_id, app->arena, &log.secret, error));
	log.detail = glass_detail(app->arena, id, "until", text_from(ends), reason);
	return app_log(app, &log, error);
}

/* Whether one asks for what is not there or for what one is excluded from is told to nobody. */
static enum status no_case(struct caseload *caseload, int64_t root_id, struct error *error)
{
	struct app_log log = { .use = USE_BREAK_GLASS };
	if (root_id != 0)
		log = access_log(caseload, USE_BREAK_GLASS, root_id);
	log.purpose = TEXT("no-case");
	log.refused = true;
	TRY(app_look(caseload->app, &log, error));
	error_set(error, STATUS_NOT_FOUND, "no case with this reference can be opened by you");
	error_place(error, NULL, 0, "reference");
	error_remedy(error, "check it letter by letter, or ask a manager");
	return STATUS_NOT_FOUND;
}

static enum status open_found(struct caseload *caseload, int64_t root_id, struct text reason,
			      struct error *error)
{
	struct app *app = caseload->app;
	struct case_access now = { .root_id = root_id };
	bool sees;
	TRY(access_sees(app, app->actor, root_id, &sees, error));
	if (sees) {
		error_set(error, STATUS_CONFLICT, "you see this case without that");
		error_place(error, NULL, 0, "reference");
		error_remedy(error, "find it by its reference");
		return STATUS_CONFLICT;
	}
	TRY(access_load(app, &now, error));
	if (access_among(&now.excluded, app->actor))
		return no_case(caseload, root_id, error);
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, root_id, reason, error), error);
}

enum status glass_break(struct caseload *caseload, struct text reference, struct text reason,
			int64_t *root_id, struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	const size_t column = root->key->index;
	const dmn_value key = store_text(text_trim(reference));
	int64_t ids[2];
	size_t count;
	TRY(app_may(caseload->app, USE_BREAK_GLASS, caseload->pack, error));
	if (caseload->pack->access.break_glass_seconds == 0) {
		error_set(error, STATUS_REFUSED, "this work has no break-glass");
		return error_remedy(error, "ask a manager who is named to the case");
	}
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(typed_match(caseload_typed(caseload, root), &column, &key, 1, NULL, ids, &count,
			error));
	*root_id = count == 1 ? ids[0] : 0;
	return *root_id != 0 ? open_found(caseload, *root_id, text_trim(reason), error)
			     : no_case(caseload, 0, error);
}
