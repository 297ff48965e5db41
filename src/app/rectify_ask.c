/* SPDX-License-Identifier: Apache-2.0 */
/* Taking down what a person says is wrong. */
#include "app/explain.h"
#include "app/fact_keep.h"
#include "app/rectify_internal.h"
#include "app/run.h"
#include "record/age.h"
#include "work/flow.h"

struct asking {
	struct caseload *caseload;
	const struct rectify_request *wanted;
	struct rectification made;
	struct fact_place place;
	struct text held;
	int64_t asked_on;
};

static enum status find_value(struct asking *it, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct batch *batch;
	it->place.record_id = it->wanted->record_id;
	TRY(fact_find_field(caseload, it->wanted->name, false, &it->place, error));
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	enum status status = batch_family(batch, it->made.case_id, error);
	if (status == STATUS_OK)
		status = fact_find_row(batch, NULL, &it->place, error);
	if (status == STATUS_OK && it->place.value.kind == DMN_BOOLEAN)
		it->held = dmn_is_true(it->place.value) ? TEXT("yes") : TEXT("no");
	else if (status == STATUS_OK && it->place.value.kind != DMN_NULL) {
		size_t size;
		const char *text = dmn_text(caseload->arena, it->place.value, &size);
		it->held = text_copy(caseload->arena, (struct text){ text, size });
	}
	batch_free(batch);
	return status;
}

static enum status check(struct asking *it, struct error *error)
{
	struct caseload *caseload = it->caseload;
	const struct rectify_request *wanted = it->wanted;
	dmn_value value;
	if (caseload->pack->rectification.period.kind == DMN_NULL)
		return error_at_field(error, "fact", "the pack takes no such requests",
				      "its owner declares how they are dealt with: rectification");
	TRY(find_value(it, error));
	if (pack_read_value(caseload->arena, it->place.field, text_trim(wanted->wanted), &value,
			    NULL) != STATUS_OK ||
	    value.kind == DMN_NULL)
		return error_at_field(error, "wanted", "the field cannot be that",
				      "write what it should be, as the field has it: a code, a "
				      "date as 2026-03-31, yes or no");
	if (text_equal(text_trim(wanted->wanted), it->held))
		return error_at_field(error, "wanted", "that is what is held",
				      "write what it should be instead");
	if (work_word_count(wanted->evidence) < 3)
		return error_at_field(
			error, "evidence", "it is not said what the person says for it",
			"say it in at least three words; file a document on the case");
	if (clock_parse_day(wanted->asked_on, &it->asked_on, NULL) != STATUS_OK ||
	    it->asked_on > clock_today(&caseload->app->clock))
		return error_at_field(error, "asked_on", "that is no day that has been",
				      "write the day on which it came as 2026-03-31");
	return STATUS_OK;
}

static struct text due_of(const struct asking *it)
{
	char due[CLOCK_TEXT_SIZE];
	struct age period =
		age_from_value(it->caseload->arena, it->caseload->pack->rectification.period);
	clock_print_day(age_after(period, it->asked_on), due);
	return text_copy(it->caseload->arena, text_from(due));
}

static enum status put(struct asking *it, struct error *error)
{
	struct app *app = it->caseload->app;
	const struct fact_place *place = &it->place;
	const struct pack_rectification *rule = &it->caseload->pack->rectification;
	return store_number(app->store, SQL_rectify_put,
			    BIND(store_text(it->caseload->pack->name), dmn_number(place->home),
				 store_text(place->record->name), dmn_number(place->record_id),
				 store_text(place->field->name), store_text(it->held),
				 store_text(place->typed_by),
				 store_text(text_trim(it->wanted->wanted)),
				 store_text(it->wanted->evidence), store_text(it->wanted->asked_on),
				 store_text(due_of(it)), dmn_number(rule->disputes),
				 store_text(app->actor), store_text(app_now(app))),
			    &it->made.id, NULL, error);
}

static enum status record(struct asking *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct run_report report;
	int64_t open;
	TRY(app_turn(app, error));
	TRY(store_number(app->store, SQL_rectify_open_of,
			 BIND(store_text(it->place.record->name), dmn_number(it->place.record_id),
			      store_text(it->place.field->name), dmn_number(it->place.home)),
			 &open, NULL, error));
	if (open != 0) {
		error_set(error, STATUS_CONFLICT, "a request about this fact is open already");
		return error_remedy(error, "answer that one first: remit rectify list");
	}
	TRY(put(it, error));
	TRY(rectify_log(it->caseload, &it->made, USE_RECTIFY_ASK, "fact", it->wanted->name, error));
	return run_family(it->caseload, it->made.case_id, &report, error);
}

enum status rectify_ask(struct caseload *caseload, const struct rectify_request *wanted,
			int64_t *id, struct error *error)
{
	struct app *app = caseload->app;
	struct asking it = { .caseload = caseload, .wanted = wanted };
	TRY(app_may(app, USE_RECTIFY_ASK, caseload->pack, error));
	TRY(caseload_kept(caseload, wanted->root_id, &it.made.case_id, error));
	TRY(caseload_case(caseload, it.made.case_id, &it.made.reference, &it.made.secret, error));
	TRY(check(&it, error));
	TRY(app_begin(app, error));
	enum status status = app_end(app, record(&it, error), error);
	*id = it.made.id;
	return status;
}
