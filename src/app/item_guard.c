/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for an outcome to be decided, asked of the records as they are today. */
#include "app/condition.h"
#include "app/item.h"

static const struct pack_guard *guard_of(const struct item *item, struct text outcome)
{
	const struct pack_decision *decision = &item->caseload.pack->decision;
	for (size_t i = 0; i < decision->guard_count; i++)
		if (text_equal(decision->guards[i].outcome->code, outcome))
			return &decision->guards[i];
	return NULL;
}

static enum status ask(struct item *item, struct conditions *conditions,
		       const struct pack_guard *guard, bool *holds, struct error *error)
{
	struct batch *batch;
	int64_t today = clock_today(&item->caseload.app->clock);
	TRY(batch_new(&item->caseload, today, &batch, error));
	enum status status = batch_family(batch, item->root_id, error);
	struct assembled_row *about = NULL;
	if (status == STATUS_OK)
		about = batch_find(batch, item->caseload.pack->decision.about, item->record_id);
	*holds = about != NULL &&
		 condition_holds(conditions, guard->holds, batch, about, dmn_null());
	batch_free(batch);
	return status;
}

enum status item_guard(struct item *item, enum use_case use, struct text outcome,
		       struct error *error)
{
	const struct pack_guard *guard = guard_of(item, outcome);
	struct conditions conditions;
	bool holds = false;
	if (guard == NULL)
		return STATUS_OK;
	enum status status = conditions_open(&conditions, &item->caseload, error);
	if (status == STATUS_OK)
		status = ask(item, &conditions, guard, &holds, error);
	conditions_close(&conditions);
	if (status != STATUS_OK || holds)
		return status;
	TRY(item_refuse_because(item, use, TEXT("guard"), error));
	error_set(error, STATUS_REFUSED, "%.*s", TEXT_ARG(guard->otherwise));
	return error_remedy(error, "decide on another outcome, or wait until it may be this one");
}
