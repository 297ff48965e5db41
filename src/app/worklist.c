/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the worklist. */
#include "app/worklist.h"

#include "app/authorised.h"
#include "app/challenge.h"
#include "app/explain.h"
#include "app/reach.h"
#include "base/builder.h"

struct listed {
	int64_t record_id;
	int64_t root_id;
};

struct listed_list {
	LIST_OF(struct listed);
};

static struct text printed(struct arena *arena, dmn_value value)
{
	size_t size;
	if (value.kind == DMN_NULL)
		return TEXT("");
	const char *text = dmn_text(arena, value, &size);
	return (struct text){ text, size };
}

/* The keys in the pack's words; why in the rules' own only for who is told all that they read. */
static void read_priority(struct caseload *caseload, struct text json, struct worklist_item *item)
{
	struct arena *arena = caseload->arena;
	bool told = reach_sees_inputs(caseload->app, caseload->pack);
	dmn_value result;
	if (!dmn_from_json(arena, json.at, json.length, &result))
		return;
	dmn_value priority = evaluate_member(result, "Priority");
	if (priority.kind != DMN_LIST)
		return;
	item->keys = arena_new_array(arena, struct worklist_key, priority.count + 1);
	for (size_t i = 0; i < priority.count; i++) {
		dmn_value key = dmn_list_at(priority, i);
		item->keys[item->key_count++] = (struct worklist_key){
			.key = evaluate_text(evaluate_member(key, "key")),
			.value = told ? printed(arena, evaluate_member(key, "value"))
				      : REACH_WITHHELD,
			.reason = told ? evaluate_text(evaluate_member(key, "reason"))
				       : REACH_WITHHELD,
		};
	}
}

static enum status read_items(struct caseload *caseload, const struct worklist_filter *filter,
			      struct worklist *out, struct listed_list *listed, struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	TRY(worklist_select(caseload, filter, false, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct worklist_item item = { .id = rows_int(&rows, 0),
					      .state = text_copy(arena, rows_text(&rows, 2)),
					      .as_of = text_copy(arena, rows_text(&rows, 4)),
					      .root_id = rows_int(&rows, 5),
					      .claimed_by = text_copy(arena, rows_text(&rows, 6)) };
		read_priority(caseload, text_copy(arena, rows_text(&rows, 3)), &item);
		list_push(arena, out, item);
		list_push(arena, listed, (struct listed){ rows_int(&rows, 1), rows_int(&rows, 5) });
	}
	rows_end(&rows);
	return status;
}

/* The columns that the pack names, of the item's record and its ancestors. */
static enum status read_facts(struct caseload *caseload, struct batch *batch,
			      const struct listed *listed, struct worklist_item *item,
			      struct error *error)
{
	const struct pack *pack = caseload->pack;
	item->facts = arena_new_array(caseload->arena, struct text, pack->worklist_count + 1);
	item->words = arena_new_array(caseload->arena, struct text, pack->worklist_count + 1);
	TRY(batch_family(batch, listed->root_id, error));
	struct assembled_row *about = batch_find(batch, pack->decision.about, listed->record_id);
	for (size_t i = 0; about != NULL && i < pack->worklist_count; i++) {
		const struct pack_fact *wanted = &pack->worklist[i];
		struct assembled_list rows;
		batch_related(batch, wanted->record, about, &rows);
		if (rows.count == 0)
			continue;
		if (!reach_sees(caseload->app, pack, wanted->record, wanted->field)) {
			item->facts[i] = item->words[i] = REACH_WITHHELD;
			continue;
		}
		dmn_value value = rows.at[0]->row.values[wanted->field->index];
		item->facts[i] = text_copy(caseload->arena, printed(batch->arena, value));
		item->words[i] = explain_sentence(wanted->field->codes, item->facts[i]);
	}
	return STATUS_OK;
}

static enum status log_look(struct caseload *caseload, const struct worklist *list,
			    struct error *error)
{
	struct app_log log = { .use = USE_WORKLIST, .subject = TEXT("worklist") };
	log.detail = app_shown(caseload->arena, "items", list->at, list->count, sizeof *list->at);
	return app_look(caseload->app, &log, error);
}

/* Who does not see a field does not learn it by what a filter finds. */
static enum status check_filter(const struct caseload *caseload,
				const struct worklist_filter *filter, struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; filter->facets != NULL && i < pack->filter_count; i++) {
		const struct pack_fact *it = &pack->filters[i];
		if (filter->facets[i].length == 0)
			continue;
		TRY(authorised_list(caseload->app, pack, it->record, it->field, USE_WORKLIST,
				    error));
		if (reach_sees(caseload->app, pack, it->record, it->field))
			continue;
		error_set(error, STATUS_REFUSED, "your role does not see %.*s.%.*s",
			  TEXT_ARG(it->record->name), TEXT_ARG(it->field->name));
		return error_remedy(error, "filter by something else");
	}
	return STATUS_OK;
}

enum status worklist_read(struct caseload *caseload, const struct worklist_filter *filter,
			  struct worklist *out, struct error *error)
{
	struct listed_list listed = { 0 };
	struct batch *batch;
	TRY(app_may(caseload->app, USE_WORKLIST, caseload->pack, error));
	TRY(check_filter(caseload, filter, error));
	TRY(worklist_count(caseload, filter, out, error));
	TRY(read_items(caseload, filter, out, &listed, error));
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	batch_only_columns(batch);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < listed.count; i++)
		status = read_facts(caseload, batch, &listed.at[i], &out->at[i], error);
	for (size_t i = 0; status == STATUS_OK && i < listed.count; i++)
		status = challenge_bars(caseload->app, caseload->app->actor, out->at[i].id,
					&out->at[i].barred, error);
	batch_free(batch);
	return status == STATUS_OK ? log_look(caseload, out, error) : status;
}
