/* SPDX-License-Identifier: Apache-2.0 */
/* Reveal: refused without one's own view; on record before anything is shown. */
#include "app/flow.h"
#include "app/reach.h"

static enum status record(struct item *item, struct error *error)
{
	TRY(item_record_reveal(item, error));
	return item_log(item, USE_REVEAL, TEXT(""), error);
}

enum status flow_reveal(struct app *app, int64_t item_id, struct item *out, struct error *error)
{
	TRY(item_open(app, item_id, out, error));
	TRY(app_may(app, USE_REVEAL, out->caseload.pack, error));
	if (!reach_sees_inputs(app, out->caseload.pack)) {
		error_set(error, STATUS_REFUSED, "your role does not take away what the rules say");
		return error_remedy(error, "read it on its page");
	}
	struct work_attempt attempt = { .state = out->state,
					.step = STEP_REVEAL,
					.sealed_first = out->caseload.pack->decision.sealed,
					.has_view = out->view.found,
					.has_reveal = out->revealed,
					.permitted = true,
					.barred = out->barred };
	enum work_refusal refusal = work_check(&attempt);
	if (refusal != REFUSAL_NONE)
		return item_refuse(out, USE_REVEAL, refusal, error);
	TRY(app_begin(app, error));
	return app_end(app, record(out, error), error);
}
