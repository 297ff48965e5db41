/* SPDX-License-Identifier: Apache-2.0 */
/* Is a person trained for a step, on the program's date? */
#include "app/training.h"

#include "letter/written.h"

static enum status read_until(struct app *app, struct text training, struct text *out,
			      struct error *error)
{
	struct rows rows;
	bool found;
	*out = TEXT("");
	TRY(store_query(app->store, SQL_training_until,
			BIND(store_text(app->actor), store_text(training)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*out = text_copy(app->arena, rows_text(&rows, 0));
	rows_end(&rows);
	return status;
}

enum status training_lacks(struct item *item, const struct pack_step *step, struct text *out,
			   struct error *error)
{
	struct app *app = item->caseload.app;
	*out = TEXT("");
	for (size_t i = 0; i < step->training_count; i++) {
		const struct pack_code *training = step->trainings[i];
		struct text until;
		int64_t last = INT64_MIN;
		TRY(read_until(app, training->code, &until, error));
		if (until.length != 0)
			TRY(clock_parse_day(until, &last, error));
		if (last >= clock_today(&app->clock))
			continue;
		*out = until.length == 0 ? text_format(app->arena, "%.*s is not on record for you",
						       TEXT_ARG(training->sentence))
					 : text_format(app->arena, "%.*s was in date until %.*s",
						       TEXT_ARG(training->sentence),
						       TEXT_ARG(written_date(app->arena, until)));
		return STATUS_OK;
	}
	return STATUS_OK;
}

enum status training_refuse(struct item *item, enum use_case use, enum work_refusal refusal,
			    struct text lacks, struct error *error)
{
	enum status status = item_refuse(item, use, refusal, error);
	if (refusal != REFUSAL_UNTRAINED || status != STATUS_REFUSED)
		return status;
	const char *code = work_refusal_code(refusal);
	error_set(error, STATUS_REFUSED, "this step asks for a training in date: %.*s",
		  TEXT_ARG(lacks));
	error_remedy(error, "have a manager record it, on the page Training or with: "
			    "remit training add");
	if (error != NULL)
		error->code = code;
	return STATUS_REFUSED;
}
