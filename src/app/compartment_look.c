/* SPDX-License-Identifier: Apache-2.0 */
/* A look into a compartment. */
#include "app/compartment_look.h"

#include "app/compartment.h"
#include "app/explain.h"
#include "app/reach.h"
#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

bool compartment_reaches(const struct caseload *caseload, struct text name)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; name.length != 0 && i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		for (size_t f = 0; f < record->field_count; f++)
			if (text_equal(record->compartment, name) && !record->fields[f].key &&
			    reach_sees(caseload->app, pack, record, &record->fields[f]))
				return true;
	}
	return false;
}

bool compartment_is_reached(const struct caseload *caseload)
{
	struct compartment_names names;
	compartment_of_pack(caseload->arena, caseload->pack, &names);
	for (size_t i = 0; i < names.count; i++)
		if (compartment_reaches(caseload, names.at[i]))
			return true;
	return false;
}

enum status compartment_hidden(struct caseload *caseload, struct error *error)
{
	struct app_log log = { .use = USE_COMPARTMENT_LOOK,
			       .purpose = TEXT("role"),
			       .subject = TEXT("compartment"),
			       .refused = true };
	TRY(app_look(caseload->app, &log, error));
	error_set(error, STATUS_NOT_FOUND, "there is no such compartment that you may look into");
	return error_remedy(error, "the pack's permissions say whose role sees what is in it");
}

enum status compartment_reached(struct caseload *caseload, int64_t root_id,
				struct compartment_reach *out, struct error *error)
{
	struct compartment_names names;
	*out = (struct compartment_reach){ 0 };
	TRY(app_may(caseload->app, USE_COMPARTMENT_LOOK, caseload->pack, error));
	compartment_of_pack(caseload->arena, caseload->pack, &names);
	for (size_t i = 0; i < names.count; i++)
		if (compartment_reaches(caseload, names.at[i]))
			list_push(caseload->arena, out, names.at[i]);
	if (out->count == 0)
		return compartment_hidden(caseload, error);
	return caseload_case(caseload, root_id, &out->reference, &out->secret, error);
}

static struct text detail_of(struct arena *arena, struct text reason)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "{\"reason\":");
	json_write_string(&out, reason);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

static enum status log_it(struct compartment *it, int64_t root_id, struct text reason,
			  struct error *error)
{
	const struct pack_record *root = caseload_root(it->caseload.pack->decision.about);
	struct app_log log = { .use = USE_COMPARTMENT_LOOK,
			       .subject = TEXT("case_file"),
			       .subject_id = root_id,
			       .person_type = root->name,
			       .person_id = root_id,
			       .detail = detail_of(it->app.arena, reason) };
	TRY(caseload_make_secret(&it->caseload, root, root_id, it->app.arena, &log.secret, error));
	return app_log(&it->app, &log, error);
}

static enum status look(struct compartment *it, struct caseload *casework, int64_t root_id,
			struct text reason, struct compartment_shown *out, struct error *error)
{
	struct caseload_roots roots;
	int64_t kept;
	TRY(caseload_kept(casework, root_id, &kept, error));
	TRY(caseload_roots(casework, kept, &roots, error));
	TRY(compartment_records(it, casework, error));
	for (size_t i = 0; i < roots.count; i++)
		TRY(compartment_read(it, roots.at[i], out, error));
	TRY(compartment_begin(it, error));
	return compartment_end(it, log_it(it, root_id, reason, error), error);
}

enum status compartment_look(struct caseload *caseload, int64_t root_id, struct text name,
			     struct text reason, struct compartment_shown *out, struct error *error)
{
	struct compartment_reach reach;
	struct compartment it;
	*out = (struct compartment_shown){ 0 };
	TRY(compartment_reached(caseload, root_id, &reach, error));
	if (!compartment_reaches(caseload, name))
		return compartment_hidden(caseload, error);
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(compartment_open(caseload->app, name, false, &it, error));
	enum status status = look(&it, caseload, root_id, reason, out, error);
	compartment_close(&it);
	return status;
}
