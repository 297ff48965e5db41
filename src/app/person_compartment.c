/* SPDX-License-Identifier: Apache-2.0 */
/* What closed compartments hold on a person. */
#include "app/compartment.h"
#include "app/person_internal.h"

static enum status log_told(struct compartment *it, const struct person_telling *telling,
			    struct error *error)
{
	struct app_log log = { .use = telling->use,
			       .purpose = TEXT("right of access"),
			       .subject = TEXT("case_file"),
			       .subject_id = telling->roots.at[0],
			       .person_type = telling->root->name,
			       .person_id = telling->roots.at[0],
			       .detail = telling->detail };
	TRY(caseload_make_secret(&it->caseload, telling->root, log.person_id, telling->arena,
				 &log.secret, error));
	return app_log(&it->app, &log, error);
}

static enum status tell_one(struct compartment *it, struct person_telling *telling,
			    person_tell *tell, void *user, struct error *error)
{
	struct caseload *casework = telling->caseload;
	TRY(compartment_records(it, casework, error));
	telling->app = &it->app;
	telling->caseload = &it->caseload;
	enum status status = tell(telling, user, error);
	telling->app = casework->app;
	telling->caseload = casework;
	TRY(status);
	TRY(compartment_begin(it, error));
	return compartment_end(it, log_told(it, telling, error), error);
}

enum status person_compartments(struct person_telling *telling, person_tell *tell, void *user,
				struct error *error)
{
	struct compartment_names names;
	compartment_of_pack(telling->arena, telling->caseload->pack, &names);
	for (size_t i = 0; i < names.count; i++) {
		struct compartment it;
		TRY(compartment_open(telling->app, names.at[i], false, &it, error));
		enum status status = tell_one(&it, telling, tell, user, error);
		compartment_close(&it);
		TRY(status);
	}
	return STATUS_OK;
}
