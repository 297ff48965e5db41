/* SPDX-License-Identifier: Apache-2.0 */
/* Where a record stands, and how it can move. */
#include "app/transition_internal.h"

#include "app/training.h"

enum status moving_open(struct moving *moving, struct item *item, struct error *error)
{
	struct app *app = item->caseload.app;
	*moving = (struct moving){ .item = item };
	TRY(caseload_named(app, item->caseload.pack->name, &moving->caseload, error));
	item->caseload = moving->caseload;
	item->as_of = clock_today(&app->clock);
	TRY(conditions_open(&moving->conditions, &moving->caseload, error));
	struct batch *batch;
	TRY(item_family(item, &batch, &moving->about, error));
	moving->batch = batch;
	return STATUS_OK;
}

void moving_close(struct moving *moving)
{
	if (moving->batch != NULL)
		batch_free(moving->batch);
	conditions_close(&moving->conditions);
}

const struct pack_code *moving_state(const struct moving *moving, const struct pack_states *states)
{
	dmn_value value = moving->about->row.values[states->field->index];
	if (value.kind != DMN_STRING)
		return states->begins;
	return pack_find_code(states->field->codes, (struct text){ value.as.string, value.count });
}

bool moving_leads(const struct pack_transition *transition, const struct pack_code *from)
{
	for (size_t i = 0; i < transition->from_count; i++)
		if (transition->from[i] == from)
			return true;
	return false;
}

/* Who has taken one that bars this one. */
static enum status is_barred(struct moving *moving, const struct pack_transition *transition,
			     bool *out, struct error *error)
{
	struct app *app = moving->caseload.app;
	*out = false;
	for (size_t i = 0; !*out && i < transition->never_count; i++) {
		int64_t count;
		TRY(store_number(app->store, SQL_transition_by,
				 BIND(store_text(moving->caseload.pack->decision.about->name),
				      dmn_number(moving->item->record_id),
				      store_text(transition->never[i]), store_text(app->actor)),
				 &count, NULL, error));
		*out = count != 0;
	}
	return STATUS_OK;
}

enum status moving_obstacle(struct moving *moving, const struct pack_transition *transition,
			    dmn_value form, struct text *out, struct error *error)
{
	struct text lacks;
	bool barred;
	*out = TEXT("");
	TRY(training_lacks(moving->item, &transition->by, &lacks, error));
	TRY(is_barred(moving, transition, &barred, error));
	if (!item_may(moving->item, &transition->by))
		*out = TEXT("your role, grade or team may not do this");
	else if (lacks.length != 0)
		*out = lacks;
	else if (barred)
		*out = TEXT(
			"you took an earlier step of this record: another person does this one");
	else if (transition->guard != NULL && form.kind == DMN_NULL &&
		 pack_condition_asks_form(transition->guard))
		return STATUS_OK; /* told when it is filled in */
	else if (!condition_holds(&moving->conditions, transition->guard, moving->batch,
				  moving->about, form))
		*out = transition->otherwise;
	return STATUS_OK;
}

static enum status add_options(struct moving *moving, const struct pack_states *states,
			       size_t *number, struct transition_view *out, struct error *error)
{
	struct arena *arena = moving->caseload.arena;
	const struct pack_code *code = moving_state(moving, states);
	list_push(arena, &out->states, (struct transition_state){ states, code });
	for (size_t i = 0; i < states->transition_count; i++) {
		const struct pack_transition *it = &states->transitions[i];
		struct transition_option option = { states, it, ++*number, TEXT("") };
		if (it->by.grade == NULL || code == NULL || !moving_leads(it, code))
			continue;
		TRY(moving_obstacle(moving, it, dmn_null(), &option.obstacle, error));
		list_push(arena, &out->options, option);
	}
	return STATUS_OK;
}

static enum status read_taken(struct moving *moving, struct transition_view *out,
			      struct error *error)
{
	struct arena *arena = moving->caseload.arena;
	struct rows rows;
	bool found;
	TRY(store_query(moving->caseload.app->store, SQL_transition_list,
			BIND(store_text(moving->caseload.pack->decision.about->name),
			     dmn_number(moving->item->record_id)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct transition_taken it = { 0 };
		struct text *const texts[] = { &it.states, &it.name, &it.from,	&it.to,
					       &it.reason, &it.form, &it.actor, &it.made_at };
		for (unsigned i = 0; i < 8; i++)
			*texts[i] = text_copy(arena, rows_text(&rows, i));
		list_push(arena, &out->taken, it);
	}
	rows_end(&rows);
	return status;
}

static enum status read_all(struct moving *moving, struct transition_view *out, struct error *error)
{
	const struct pack *pack = moving->caseload.pack;
	size_t number = 0;
	for (size_t i = 0; i < pack->states_count; i++)
		TRY(add_options(moving, &pack->states[i], &number, out, error));
	return read_taken(moving, out, error);
}

enum status transition_read(struct app *app, struct item *item, struct transition_view *out,
			    struct error *error)
{
	struct moving moving;
	struct item copy = *item;
	*out = (struct transition_view){ 0 };
	(void)app;
	if (item->caseload.pack->states_count == 0)
		return STATUS_OK;
	enum status status = moving_open(&moving, &copy, error);
	if (status == STATUS_OK)
		status = read_all(&moving, out, error);
	moving_close(&moving);
	return status;
}
