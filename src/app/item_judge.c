/* SPDX-License-Identifier: Apache-2.0 */
/* What a person has written about an item, held against the case. */
#include "app/case_document.h"
#include "app/item.h"
#include "app/reach.h"

#include "base/builder.h"
#include "format/json.h"

#include <string.h>

/* Is "record.field" a fact of this case: known to the pack, readable, and there? */
static bool is_fact(struct item *item, struct batch *batch, const char *cite)
{
	struct text field_name;
	struct text record_name = text_cut(text_from(cite), '.', &field_name);
	const struct pack_record *record = pack_find_record(item->caseload.pack, record_name);
	if (record == NULL || record->compartment.length != 0)
		return false;
	const struct pack_field *field = pack_find_field(record, field_name);
	struct assembled_row *about =
		batch_find(batch, item->caseload.pack->decision.about, item->record_id);
	if (field == NULL || about == NULL ||
	    !reach_sees(item->caseload.app, item->caseload.pack, record, field))
		return false;
	struct assembled_list rows;
	batch_related(batch, record, about, &rows);
	for (size_t i = 0; i < rows.count; i++)
		if (rows.at[i]->row.values[field->index].kind != DMN_NULL)
			return true;
	return false;
}

static bool is_document(const struct case_document_list *documents, const char *cite)
{
	int64_t id = case_document_cited(text_from(cite));
	for (size_t i = 0; i < documents->count; i++)
		if (documents->at[i].id == id)
			return true;
	return false;
}

static enum status check_evidence(struct item *item, const struct judgement *judgement, bool *known,
				  struct error *error)
{
	struct batch *batch;
	struct case_document_list documents;
	*known = judgement->cite_count != 0;
	TRY(case_document_list(&item->caseload, item->case_id, &documents, error));
	TRY(batch_new(&item->caseload, item->as_of, &batch, error));
	enum status status = batch_family(batch, item->root_id, error);
	for (size_t i = 0; status == STATUS_OK && i < judgement->cite_count; i++)
		*known = *known && (is_fact(item, batch, judgement->cites[i]) ||
				    is_document(&documents, judgement->cites[i]));
	batch_free(batch);
	return status;
}

/* Of another case's reasons, or of a sentence of the pack's. */
static enum status check_copy(struct item *item, const struct judgement *judgement, bool *copied,
			      struct error *error)
{
	struct app *app = item->caseload.app;
	struct text plain = work_plain(app->arena, judgement->reasons);
	struct digest digest = digest_of(plain);
	int64_t count;
	TRY(store_number(app->store, SQL_decision_copies,
			 BIND(store_text(digest_bytes(&digest)), dmn_number(item->id)), &count,
			 NULL, error));
	*copied = count != 0;
	const struct pack_codes *codes = item->caseload.pack->decision.reasons;
	for (size_t i = 0; codes != NULL && i < codes->code_count; i++)
		*copied = *copied ||
			  text_equal(plain, work_plain(app->arena, codes->codes[i].sentence));
	/* Of any outcome: a refusal must not tell which one is recommended. */
	const struct pack_decision *decision = &item->caseload.pack->decision;
	for (size_t i = 0; i < decision->outcome_count; i++)
		*copied = *copied ||
			  text_equal(plain, work_plain(app->arena, decision->outcomes[i].sentence));
	return STATUS_OK;
}

enum status item_judge(struct item *item, const struct judgement *judgement,
		       struct work_attempt *attempt, struct error *error)
{
	struct choices choices;
	TRY(item_choices(item, &choices, error));
	attempt->outcome_known = false;
	for (size_t i = 0; i < choices.count; i++)
		attempt->outcome_known = attempt->outcome_known ||
					 text_equal(choices.at[i]->code, judgement->outcome);
	attempt->reasons = judgement->reasons;
	attempt->switch_reason = judgement->switch_reason;
	attempt->evidence_count = judgement->cite_count;
	attempt->switched = item->view.found && !text_equal(item->view.outcome, judgement->outcome);
	attempt->judgements_whole = item_settings_whole(item, judgement);
	attempt->safeguards_whole = item_settings_safe(item, judgement);
	attempt->judgements_unknown = !item_settings_known(item, judgement);
	TRY(check_evidence(item, judgement, &attempt->evidence_known, error));
	return check_copy(item, judgement, &attempt->copied, error);
}

struct text item_evidence(struct arena *arena, const struct judgement *judgement)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '[');
	for (size_t i = 0; i < judgement->cite_count; i++) {
		builder_add_c(&out, i == 0 ? "" : ",");
		json_write_string(&out, text_from(judgement->cites[i]));
	}
	builder_add_byte(&out, ']');
	return builder_text(&out);
}
