/* SPDX-License-Identifier: Apache-2.0 */
/* Erasing a case whose time has come, in one transaction with its entry in the log. */
#include "app/erase_internal.h"
#include "app/log_sequence.h"
#include "app/person_internal.h"

#include "work/flow.h"

static enum status refuse(struct erasing *it, const char *why, const char *remedy,
			  struct error *error)
{
	struct app_log log = { .use = USE_ERASE,
			       .purpose = TEXT("kept"),
			       .subject = TEXT("case_file"),
			       .subject_id = it->of.root_id,
			       .person_type = it->root->name,
			       .person_id = it->of.root_id,
			       .secret = it->secret,
			       .refused = true };
	TRY(app_look(it->caseload->app, &log, error));
	error_set(error, STATUS_REFUSED, "the case is kept: %s", why);
	return error_remedy(error, "%s", remedy);
}

static enum status check_case(struct erasing *it, struct error *error)
{
	int64_t others;
	TRY(retention_case_read(it->caseload, it->of.root_id, &it->of, error));
	TRY(store_number(it->caseload->app->store, SQL_erase_others,
			 BIND(dmn_number(it->of.root_id), store_text(it->caseload->pack->name)),
			 &others, NULL, error));
	if (others != 0)
		return refuse(it, "another pack's work rests on it",
			      "that pack's period counts too; one pack alone cannot end it", error);
	if (it->of.is_held)
		return refuse(it, "a legal hold is on it", "lift the hold first", error);
	if (it->of.is_merged)
		return refuse(it, "it is read with another record", "let two people separate them",
			      error);
	if (it->of.is_open)
		return refuse(it, "work on it is not done", "decide what is open first", error);
	if (!it->of.is_due)
		return refuse(it, "its time has not come",
			      "see which rule keeps it: remit retention due", error);
	return STATUS_OK;
}

/* The certificate keeps the reason, and nothing of the person. */
static enum status check_reason(struct erasing *it, struct error *error)
{
	struct typed_row row;
	bool found;
	if (work_word_count(it->reason) < 3)
		return error_at_field(error, "reason", "the reason is not given",
				      "say it in at least three words");
	TRY(typed_get(caseload_typed(it->caseload, it->root), it->caseload->arena, it->of.root_id,
		      &row, &found, error));
	for (size_t i = 0; found && i < it->root->field_count; i++) {
		dmn_value value = row.values[i];
		struct text text = { value.as.string, value.count };
		if (it->root->fields[i].sensitivity == PACK_SENSITIVITY_IDENTITY &&
		    value.kind == DMN_STRING && it->root->fields[i].codes == NULL &&
		    text.length > 2 && person_is_named(it->reason, text))
			return error_at_field(error, "reason", "the reason names the person",
					      "it is kept with the certificate: name nobody");
	}
	return STATUS_OK;
}

/* What was checked may have changed until one's turn came. */
static enum status take_out(struct erasing *it, struct error *error)
{
	TRY(app_turn(it->caseload->app, error));
	TRY(log_settle_alone(it->caseload->app, error));
	TRY(retention_case_read(it->caseload, it->of.root_id, &it->of, error));
	if (retention_keeps(&it->of)) {
		error_set(error, STATUS_CONFLICT, "the case has just changed");
		return error_remedy(error, "look at it again");
	}
	return erase_here(it, error);
}

static enum status erase(struct erasing *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct text reference;
	it->root = caseload_root(it->caseload->pack->decision.about);
	TRY(caseload_case(it->caseload, it->of.root_id, &reference, &it->secret, error));
	TRY(check_reason(it, error));
	TRY(check_case(it, error));
	TRY(app_begin(app, error));
	return app_end(app, take_out(it, error), error);
}

enum status erase_case(struct caseload *caseload, int64_t root_id, struct text reason,
		       int64_t *erasure_id, struct error *error)
{
	struct erasing it = { .caseload = caseload, .of.root_id = root_id, .reason = reason };
	TRY(app_may(caseload->app, USE_ERASE, caseload->pack, error));
	TRY(erase(&it, error));
	*erasure_id = it.id;
	return erase_purge(caseload->app, it.texts.at, it.texts.count, error);
}

enum status erase_due(struct caseload *caseload, int64_t *count, struct error *error)
{
	struct retention_list due;
	struct erasing all = { 0 };
	*count = 0;
	TRY(app_may(caseload->app, USE_ERASE, caseload->pack, error));
	TRY(retention_due(caseload, &due, error));
	for (size_t i = 0; i < due.count; i++) {
		struct erasing it = { .caseload = caseload,
				      .of.root_id = due.at[i].root_id,
				      .reason = TEXT("its retention period has run") };
		if (due.at[i].asks || retention_keeps(&due.at[i]))
			continue;
		TRY(erase(&it, error));
		for (size_t t = 0; t < it.texts.count; t++)
			list_push(caseload->arena, &all.texts, it.texts.at[t]);
		++*count;
	}
	return *count == 0 ? STATUS_OK
			   : erase_purge(caseload->app, all.texts.at, all.texts.count, error);
}
