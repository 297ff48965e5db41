/* SPDX-License-Identifier: Apache-2.0 */
/* Answering a request, lengthening its clock, and telling who had the old value. */
#include "app/fact_keep.h"
#include "app/rectify_internal.h"
#include "app/run.h"
#include "record/age.h"
#include "work/flow.h"

static enum status is_closed(struct error *error)
{
	error_set(error, STATUS_CONFLICT, "the request is answered already");
	error_remedy(error, "a new request may be taken down");
	return STATUS_CONFLICT;
}

/* The record's field as it is now; in the batch's time alone, but for texts. */
static enum status find_place(struct caseload *caseload, const struct rectification *it,
			      bool alters, struct fact_place *place, struct error *error)
{
	struct batch *batch;
	*place = (struct fact_place){ .record_id = it->record_id };
	TRY(fact_find_field(caseload, it->name, alters, place, error));
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	enum status status = batch_family(batch, it->case_id, error);
	if (status == STATUS_OK)
		status = fact_find_row(batch, NULL, place, error);
	batch_free(batch);
	return status;
}

static enum status refuse_own(struct caseload *caseload, const struct rectification *it,
			      struct error *error)
{
	struct app_log log = { .use = USE_RECTIFY_ANSWER,
			       .purpose = TEXT("own value"),
			       .subject = TEXT("rectification"),
			       .subject_id = it->id,
			       .person_type = caseload_root(caseload->pack->decision.about)->name,
			       .person_id = it->case_id,
			       .secret = it->secret,
			       .refused = true };
	TRY(app_look(caseload->app, &log, error));
	error_set(error, STATUS_REFUSED, "who entered the value does not answer for it");
	return error_remedy(error, "ask a colleague");
}

static enum status check_verdict(const struct rectification *it, struct text verdict,
				 struct error *error)
{
	bool corrected = text_is(verdict, RECTIFY_CORRECTED);
	bool completed = text_is(verdict, RECTIFY_COMPLETED);
	if (!corrected && !completed && !text_is(verdict, RECTIFY_REFUSED))
		return error_at_field(error, "verdict", "it is not said what becomes of it",
				      "say corrected, completed or refused");
	if (corrected && it->held.length == 0)
		return error_at_field(error, "verdict", "nothing was held that could be corrected",
				      "say completed or refused");
	if (completed && it->held.length != 0)
		return error_at_field(error, "verdict", "there was a value: it is not completed",
				      "say corrected or refused");
	return STATUS_OK;
}

static enum status record(struct caseload *caseload, const struct rectification *it,
			  const struct fact_place *place, struct text verdict, struct text answer,
			  struct error *error)
{
	struct app *app = caseload->app;
	struct run_report report;
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_rectify_answer,
			 BIND(store_text(verdict), store_text(app->actor), store_text(app_now(app)),
			      store_text(answer), dmn_number(it->id)),
			 &changed, error));
	if (changed == 0)
		return is_closed(error);
	if (!text_is(verdict, RECTIFY_REFUSED))
		TRY(fact_keep(app, place, it->wanted_text,
			      text_format(app->arena, "Rectification %lld: %.*s", (long long)it->id,
					  TEXT_ARG(answer)),
			      error));
	TRY(rectify_log(caseload, it, USE_RECTIFY_ANSWER, "verdict", verdict, error));
	return run_family(caseload, it->case_id, &report, error);
}

enum status rectify_answer(struct caseload *caseload, int64_t id, struct text verdict,
			   struct text answer, struct error *error)
{
	struct app *app = caseload->app;
	struct rectification it;
	struct fact_place place;
	TRY(app_may(app, USE_RECTIFY_ANSWER, caseload->pack, error));
	TRY(rectify_open(caseload, id, &it, error));
	if (!it.is_open)
		return is_closed(error);
	TRY(check_verdict(&it, verdict, error));
	if (work_word_count(answer) < 3)
		return error_at_field(error, "answer", "the person is not told why",
				      "say it in at least three words: it stands in the letter");
	TRY(find_place(caseload, &it, !text_is(verdict, RECTIFY_REFUSED), &place, error));
	if (text_equal(it.entered_by, app->actor) || text_equal(place.typed_by, app->actor))
		return refuse_own(caseload, &it, error);
	TRY(app_begin(app, error));
	return app_end(app, record(caseload, &it, &place, verdict, answer, error), error);
}

static enum status lengthen(struct caseload *caseload, const struct rectification *it,
			    struct text due, struct text reason, struct error *error)
{
	struct app *app = caseload->app;
	uint64_t changed;
	TRY(store_change(app->store, SQL_rectify_extend,
			 BIND(store_text(due), store_text(app->actor), store_text(app_now(app)),
			      store_text(reason), dmn_number(it->id)),
			 &changed, error));
	if (changed == 0)
		return is_closed(error);
	return rectify_log(caseload, it, USE_RECTIFY_EXTEND, "until", due, error);
}

enum status rectify_extend(struct caseload *caseload, int64_t id, struct text reason,
			   struct error *error)
{
	struct app *app = caseload->app;
	const dmn_value by = caseload->pack->rectification.extend;
	struct rectification it;
	char until[CLOCK_TEXT_SIZE];
	int64_t due;
	TRY(app_may(app, USE_RECTIFY_EXTEND, caseload->pack, error));
	TRY(rectify_open(caseload, id, &it, error));
	if (!it.is_open || it.extended_at.length != 0 || it.is_late || by.kind == DMN_NULL) {
		error_set(error, STATUS_CONFLICT, "this clock is not lengthened");
		return error_remedy(error, "it is once, before it has run out, where the pack "
					   "allows it");
	}
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why it takes longer",
				      "say it in at least three words: the person is told");
	TRY(clock_parse_day(it.due_on, &due, error));
	clock_print_day(age_after(age_from_value(caseload->arena, by), due), until);
	TRY(app_begin(app, error));
	return app_end(app, lengthen(caseload, &it, text_from(until), reason, error), error);
}
