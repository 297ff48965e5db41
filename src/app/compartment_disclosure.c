/* SPDX-License-Identifier: Apache-2.0 */
/* Who may disclose, what is given, and what the compartment's log says of it. */
#include "app/compartment_internal.h"

#include "base/builder.h"

static enum status refuse(struct caseload *caseload, enum use_case use, const char *why,
			  const char *remedy, struct error *error)
{
	struct app_log log = {
		.use = use, .purpose = TEXT("role"), .subject = TEXT("compartment"), .refused = true
	};
	TRY(app_look(caseload->app, &log, error));
	error_set(error, STATUS_REFUSED, "%s", why);
	return error_remedy(error, "%s", remedy);
}

enum status disclosure_guard(struct caseload *caseload, struct text compartment, enum use_case use,
			     const struct pack_compartment **out, struct error *error)
{
	const struct pack *pack = caseload->pack;
	TRY(app_may(caseload->app, use, pack, error));
	if (!compartment_reaches(caseload, compartment))
		return compartment_hidden(caseload, error);
	*out = pack_find_compartment(pack, compartment);
	if (*out == NULL || (*out)->disclosure.by.grade == NULL)
		return refuse(caseload, use, "nothing is disclosed out of this compartment",
			      "the pack's owner says how: compartments.*.disclosure", error);
	if (!app_may_step(caseload->app, pack, &(*out)->disclosure.by))
		return refuse(caseload, use, "your role or grade may not do this",
			      "see whom the pack lets: compartments.*.disclosure", error);
	return STATUS_OK;
}

enum status disclosure_log(struct compartment *it, enum use_case use, int64_t root_id,
			   struct text detail, struct error *error)
{
	const struct pack_record *root = caseload_root(it->caseload.pack->decision.about);
	struct app_log log = { .use = use,
			       .subject = TEXT("case_file"),
			       .subject_id = root_id,
			       .person_type = root->name,
			       .person_id = root_id,
			       .detail = detail };
	TRY(caseload_make_secret(&it->caseload, root, root_id, it->app.arena, &log.secret, error));
	return app_log(&it->app, &log, error);
}

struct text disclosure_body(struct arena *arena, const struct compartment_shown *given)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < given->count; i++) {
		const struct compartment_value *value = &given->at[i];
		const struct text members[][2] = { { TEXT("record"), value->record },
						   { TEXT("field"), value->label },
						   { TEXT("value"), value->value },
						   { TEXT("source"), value->source } };
		builder_add_c(&out, i == 0 ? "[" : ",");
		builder_add(&out, app_detail(arena, members, 4));
	}
	builder_add_byte(&out, ']');
	return builder_text(&out);
}
