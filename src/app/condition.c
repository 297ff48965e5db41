/* SPDX-License-Identifier: Apache-2.0 */
#include "app/condition.h"

#include "app/clock_sight.h"

static enum status compile(struct conditions *conditions, struct text xml,
			   struct condition_model *out, struct error *error)
{
	out->model = dmn_model_new(&conditions->host.host);
	if (out->model == NULL || !dmn_model_add(out->model, "conditions", xml.at, xml.length) ||
	    !dmn_model_compile(out->model))
		return error_set(error, STATUS_INVALID, "the pack's conditions do not compile");
	out->evaluation = dmn_evaluation_new(out->model);
	return out->evaluation != NULL ? STATUS_OK
				       : error_set(error, STATUS_LIMIT, "no memory for a model");
}

enum status conditions_open(struct conditions *conditions, struct caseload *caseload,
			    struct error *error)
{
	const struct pack *pack = caseload->pack;
	*conditions = (struct conditions){ .pack = pack,
					   .models = arena_new_array(caseload->arena,
								     struct condition_model,
								     pack->record_count) };
	engine_host_init(&conditions->host, caseload->arena);
	for (size_t i = 0; i < pack->record_count; i++) {
		struct text xml = pack_condition_model(caseload->arena, pack, &pack->records[i]);
		if (xml.length != 0)
			TRY(compile(conditions, xml, &conditions->models[i], error));
	}
	return pack_conditions_see_clocks(pack)
		       ? clock_sight_open(caseload, &conditions->clocks, error)
		       : STATUS_OK;
}

void conditions_close(struct conditions *conditions)
{
	for (size_t i = 0; conditions->models != NULL && i < conditions->pack->record_count; i++) {
		dmn_evaluation_free(conditions->models[i].evaluation);
		dmn_model_free(conditions->models[i].model);
	}
	clock_sight_close(conditions->clocks);
	*conditions = (struct conditions){ 0 };
}

static dmn_value context_of(struct conditions *conditions, struct batch *batch,
			    const struct pack_record *record, struct assembled_row *row)
{
	dmn_value fields = batch_context(batch, record, row);
	return conditions->clocks != NULL
		       ? clock_sight_add(conditions->clocks, batch, record, row, fields)
		       : fields;
}

static dmn_value list_of(struct conditions *conditions, struct batch *batch,
			 const struct pack_record *about, struct assembled_row *row,
			 const struct pack_record *record)
{
	struct assembled_list seen;
	batch_seen(batch, about, row, record, &seen);
	dmn_value *all = arena_new_array(batch->arena, dmn_value, seen.count + 1);
	for (size_t i = 0; i < seen.count; i++)
		all[i] = context_of(conditions, batch, record, seen.at[i]);
	return dmn_list(batch->arena, all, seen.count);
}

static void set_type(struct conditions *conditions, const struct pack_condition *condition,
		     struct batch *batch, struct assembled_row *row,
		     const struct pack_record *record)
{
	struct condition_model *model = &conditions->models[condition->about->index];
	const char *name = text_c(batch->arena, record->name);
	if (dmn_slot(model->model, name) < 0)
		return;
	struct assembled_row *one = batch_above(batch, condition->about, row, record);
	dmn_value value = pack_sight(condition->about, record) == PACK_SIGHT_LIST
				  ? list_of(conditions, batch, condition->about, row, record)
			  : one != NULL ? context_of(conditions, batch, record, one)
					: dmn_null();
	dmn_set_input(model->evaluation, name, value);
}

dmn_value condition_ask(struct conditions *conditions, const struct pack_condition *condition,
			struct batch *batch, struct assembled_row *row, dmn_value form)
{
	const struct pack *pack = conditions->pack;
	struct condition_model *model = &conditions->models[condition->about->index];
	dmn_evaluation_reset(model->evaluation);
	for (size_t i = 0; i < pack->record_count; i++)
		if (pack_sight(condition->about, &pack->records[i]) != PACK_SIGHT_NONE)
			set_type(conditions, condition, batch, row, &pack->records[i]);
	dmn_set_input(model->evaluation, "As of", dmn_date(batch->as_of));
	dmn_set_input(model->evaluation, "form", form);
	return dmn_decide(model->evaluation, text_c(batch->arena, condition->name));
}

bool condition_holds(struct conditions *conditions, const struct pack_condition *condition,
		     struct batch *batch, struct assembled_row *row, dmn_value form)
{
	return condition == NULL ||
	       dmn_is_true(condition_ask(conditions, condition, batch, row, form));
}
