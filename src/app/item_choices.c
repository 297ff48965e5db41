/* SPDX-License-Identifier: Apache-2.0 */
/* The outcomes that a person may choose for an item. They rest on facts alone: the pack's overview
 * model names them, which sees nothing of the rules. */
#include "app/item.h"
#include "app/packs.h"

/* In the model's order. Where it names none: every outcome but one that recommends nothing. */
static void take(const struct pack *pack, dmn_value codes, struct choices *out)
{
	const struct pack_decision *decision = &pack->decision;
	for (size_t i = 0; codes.kind == DMN_LIST && i < codes.count; i++) {
		struct text code = evaluate_text(dmn_list_at(codes, i));
		const struct pack_outcome *outcome = pack_find_outcome(pack, code);
		if (outcome != NULL && out->count < decision->outcome_count)
			out->at[out->count++] = outcome;
	}
	for (size_t i = 0; codes.kind != DMN_LIST && i < decision->outcome_count; i++)
		if (decision->outcomes[i].direction != PACK_DIRECTION_NONE)
			out->at[out->count++] = &decision->outcomes[i];
}

static enum status named(struct item *item, struct evaluator *evaluator, dmn_value *codes,
			 struct error *error)
{
	struct caseload *caseload = &item->caseload;
	struct assembled_inputs inputs;
	struct batch *batch;
	struct assembled_row *about;
	TRY(item_family(item, &batch, &about, error));
	enum status status = batch_inputs(batch, about, &inputs, error);
	if (status == STATUS_OK) {
		evaluator_set(evaluator, &inputs, batch->as_of);
		*codes = dmn_decide(evaluator->evaluation,
				    text_c(caseload->arena, caseload->pack->overview.choices));
	}
	batch_free(batch);
	return status;
}

enum status item_choices(struct item *item, struct choices *out, struct error *error)
{
	struct caseload *caseload = &item->caseload;
	const struct pack_decision *decision = &caseload->pack->decision;
	struct evaluator *evaluator;
	dmn_value codes = dmn_null();
	*out = (struct choices){ .at = arena_new_array(caseload->arena, const struct pack_outcome *,
						       decision->outcome_count) };
	if (caseload->pack->overview.choices.length == 0) {
		take(caseload->pack, codes, out);
		return STATUS_OK;
	}
	TRY(evaluator_take(caseload, PACKS_OVERVIEW, &evaluator, error));
	enum status status = named(item, evaluator, &codes, error);
	if (status == STATUS_OK)
		take(caseload->pack, codes, out);
	evaluator_give(caseload, evaluator);
	return status;
}
