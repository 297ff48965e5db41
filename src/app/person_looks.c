/* SPDX-License-Identifier: Apache-2.0 */
/* Who looked at what is held on a person. */
#include "app/log_sequence.h"
#include "app/person_internal.h"

enum status person_open(struct app *app, struct text pack, int64_t root_id, enum use_case use,
			struct person_file *out, struct person_telling *telling,
			struct error *error)
{
	*out = (struct person_file){ 0 };
	TRY(caseload_named(app, pack, &out->caseload, error));
	TRY(app_may(app, use, out->caseload.pack, error));
	TRY(caseload_kept(&out->caseload, root_id, &out->root_id, error));
	TRY(caseload_case(&out->caseload, out->root_id, &out->reference, &out->secret, error));
	*telling = (struct person_telling){
		.app = app,
		.arena = out->caseload.arena,
		.caseload = &out->caseload,
		.root = caseload_root(out->caseload.pack->decision.about),
		.reference = out->reference,
		.use = use,
	};
	TRY(log_settle(app, error));
	TRY(caseload_roots(&out->caseload, out->root_id, &telling->roots, error));
	return person_read_staff(telling, error);
}

static enum status add_looks(struct person_telling *telling, void *user, struct error *error)
{
	return person_rows(telling, SQL_person_looks, user, error);
}

enum status person_looks(struct app *app, struct text pack, int64_t root_id, dmn_value *out,
			 struct error *error)
{
	struct person_file file;
	struct person_telling telling;
	struct value_list rows = { 0 };
	TRY(person_open(app, pack, root_id, USE_PERSON_LOOKS, &file, &telling, error));
	TRY(add_looks(&telling, &rows, error));
	TRY(person_compartments(&telling, add_looks, &rows, error));
	*out = value_of_list(telling.arena, &rows);
	struct app_log log = { .use = USE_PERSON_LOOKS,
			       .subject = TEXT("case_file"),
			       .subject_id = file.root_id,
			       .person_type = telling.root->name,
			       .person_id = file.root_id,
			       .secret = file.secret };
	return app_look(app, &log, error);
}
