/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for an outcome to be decided, and to ask for a second person: asked of the records
 * as they are today. */
#include "app/condition.h"
#include "app/item.h"

enum answer {
	NOT_KNOWN,
	IS_FALSE,
	HOLDS
};

static const struct pack_guard *guard_of(const struct item *item, struct text outcome)
{
	const struct pack_decision *decision = &item->caseload.pack->decision;
	for (size_t i = 0; i < decision->guard_count; i++)
		if (text_equal(decision->guards[i].outcome->code, outcome))
			return &decision->guards[i];
	return NULL;
}

static enum status ask_open(struct item *item, struct conditions *conditions,
			    const struct pack_condition *condition, enum answer *out,
			    struct error *error)
{
	struct batch *batch;
	int64_t today = clock_today(&item->caseload.app->clock);
	TRY(batch_new(&item->caseload, today, &batch, error));
	enum status status = batch_family(batch, item->root_id, error);
	struct assembled_row *about = NULL;
	if (status == STATUS_OK)
		about = batch_find(batch, item->caseload.pack->decision.about, item->record_id);
	dmn_value value = about != NULL
				  ? condition_ask(conditions, condition, batch, about, dmn_null())
				  : dmn_null();
	*out = value.kind != DMN_BOOLEAN ? NOT_KNOWN : dmn_is_true(value) ? HOLDS : IS_FALSE;
	batch_free(batch);
	return status;
}

static enum status ask(struct item *item, const struct pack_condition *condition, enum answer *out,
		       struct error *error)
{
	struct conditions conditions;
	*out = NOT_KNOWN;
	enum status status = conditions_open(&conditions, &item->caseload, error);
	if (status == STATUS_OK)
		status = ask_open(item, &conditions, condition, out, error);
	conditions_close(&conditions);
	return status;
}

enum status item_needs_second(struct item *item, struct text outcome, bool *out,
			      struct error *error)
{
	const struct pack_authority *authority = item_authority(item, outcome);
	enum answer answer = HOLDS;
	if (authority->sign_when != NULL)
		TRY(ask(item, authority->sign_when, &answer, error));
	*out = authority->sign.grade != NULL && answer != IS_FALSE;
	return STATUS_OK;
}

enum status item_guard(struct item *item, enum use_case use, struct text outcome,
		       struct error *error)
{
	const struct pack_guard *guard = guard_of(item, outcome);
	enum answer answer;
	if (guard == NULL)
		return STATUS_OK;
	TRY(ask(item, guard->holds, &answer, error));
	if (answer == HOLDS)
		return STATUS_OK;
	TRY(item_refuse_because(item, use, TEXT("guard"), error));
	error_set(error, STATUS_REFUSED, "%.*s", TEXT_ARG(guard->otherwise));
	return error_remedy(error, "decide on another outcome, or wait until it may be this one");
}
