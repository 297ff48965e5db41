/* SPDX-License-Identifier: Apache-2.0 */
/* Explaining a recommendation. */
#include "app/explain.h"

#include "app/packs.h"
#include "app/reach.h"
#include "base/builder.h"

static void add_facts(struct explanation *out, struct batch *batch, const struct pack_input *input,
		      const struct assembled_list *rows)
{
	struct arena *arena = out->item.caseload.arena;
	for (size_t r = 0; r < rows->count; r++)
		for (size_t f = 0; f < input->record->field_count; f++)
			if (input->record->fields[f].engine)
				list_push(arena, &out->facts,
					  explain_fact_of(batch, arena, input->record, rows->at[r],
							  &input->record->fields[f]));
}

static enum status read_facts(struct explanation *out, struct batch *batch, struct error *error)
{
	struct item *item = &out->item;
	const struct pack_decision *decision = &item->caseload.pack->decision;
	struct assembled_inputs inputs;
	TRY(batch_family(batch, item->root_id, error));
	struct assembled_row *about = batch_find(batch, decision->about, item->record_id);
	if (about == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the item's record is gone");
	TRY(batch_inputs(batch, about, &inputs, error));
	out->changed_since =
		!text_equal(evaluator_inputs_json(batch->arena, &inputs), item->inputs);
	for (size_t i = 0; i < decision->input_count; i++) {
		struct assembled_list rows;
		TRY(batch_take(batch, &decision->inputs[i], about, &rows, error));
		add_facts(out, batch, &decision->inputs[i], &rows);
	}
	return STATUS_OK;
}

static struct explain_rule rule_of(struct arena *arena, const struct dmn_step *step)
{
	struct builder rules = builder_new(arena);
	struct builder notes = builder_new(arena);
	for (size_t i = 0; i < step->rule_count; i++) {
		builder_add_format(&rules, i == 0 ? "%u" : ", %u", step->rules[i]);
		if (step->notes[i][0] != '\0') {
			builder_add_c(&notes, notes.length == 0 ? "" : "; ");
			builder_add_c(&notes, step->notes[i]);
		}
	}
	return (struct explain_rule){ .decision = text_copy(arena, text_from(step->decision)),
				      .rules = builder_text(&rules),
				      .note = builder_text(&notes) };
}

/* Evaluate the stored inputs again, with the trace's notes. */
static enum status read_rules(struct explanation *out, struct error *error)
{
	struct item *item = &out->item;
	struct arena *arena = item->caseload.arena;
	struct evaluator *evaluator;
	struct verdict verdict;
	struct dmn_step step;
	TRY(evaluator_take(&item->caseload, PACKS_RULES, &evaluator, error));
	enum status status = evaluator_decide_stored(evaluator, arena, item->inputs, item->as_of,
						     &verdict, error);
	if (status == STATUS_OK) {
		out->same_again = text_equal(verdict.json, item->result);
		for (size_t i = 0; dmn_trace_step(evaluator->evaluation, i, &step); i++)
			if (step.rule_count != 0)
				list_push(arena, &out->rules, rule_of(arena, &step));
	}
	if (status == STATUS_OK)
		status = explain_why(out, evaluator, error);
	evaluator_give(&item->caseload, evaluator);
	return status;
}

enum status explain_read(struct explanation *out, struct error *error)
{
	struct item *item = &out->item;
	struct batch *batch;
	if (reach_sees_inputs(item->caseload.app, item->caseload.pack) &&
	    !dmn_from_json(item->caseload.arena, item->result.at, item->result.length,
			   &out->result))
		return error_set(error, STATUS_DATABASE, "the stored result is no JSON");
	TRY(batch_new(&item->caseload, item->as_of, &batch, error));
	enum status status = read_facts(out, batch, error);
	batch_free(batch);
	TRY(status);
	out->lacks = reach_lacks(item->caseload.app, item->caseload.pack, item->caseload.arena);
	if (out->lacks.length == 0)
		return read_rules(out, error);
	item->result = TEXT("null");
	return STATUS_OK;
}

/* An auditor reads after the decision; everyone else after their own view. */
static enum work_refusal refusal_of(const struct item *item)
{
	bool decided = item->state == WORK_DECIDED || item->state == WORK_SIGNED;
	if (text_is(item->caseload.app->role, APP_ROLE_AUDITOR))
		return decided ? REFUSAL_NONE : REFUSAL_NO_VIEW;
	bool sealed = item->caseload.pack->decision.sealed;
	return sealed && !item->view.found && !decided ? REFUSAL_NO_VIEW : REFUSAL_NONE;
}

static enum status record(struct item *item, struct error *error)
{
	/* Who has seen it cannot record a view of their own afterwards. */
	if (!text_is(item->caseload.app->role, APP_ROLE_AUDITOR))
		TRY(item_record_reveal(item, error));
	return item_log(item, USE_EXPLAIN, TEXT(""), error);
}

enum status explain_item(struct app *app, int64_t item_id, struct explanation *out,
			 struct error *error)
{
	*out = (struct explanation){ 0 };
	TRY(item_open(app, item_id, &out->item, error));
	TRY(app_may(app, USE_EXPLAIN, out->item.caseload.pack, error));
	enum work_refusal refusal = refusal_of(&out->item);
	if (refusal != REFUSAL_NONE)
		return item_refuse(&out->item, USE_EXPLAIN, refusal, error);
	TRY(explain_read(out, error));
	TRY(app_begin(app, error));
	return app_end(app, record(&out->item, error), error);
}
