/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules say of a page of cases. */
#include "app/retention_internal.h"

#include "record/age.h"

static void see(struct sweep *it, size_t rule, size_t at, const struct typed_row *row)
{
	const struct pack_retention *wanted = &it->caseload->pack->retention[rule];
	struct retention_state *state = &it->cases[at].states[rule];
	dmn_value day = row->values[wanted->ended_by.field->index];
	state->applies = true;
	if (day.kind != DMN_DATE)
		state->going_on = true;
	else if (state->ended_on < dmn_date_days(day))
		state->ended_on = dmn_date_days(day);
}

enum status retention_apply(struct sweep *it, size_t rule, struct error *error)
{
	const struct pack_retention *wanted = &it->caseload->pack->retention[rule];
	struct typed *typed = caseload_typed(it->caseload, wanted->ended_by.record);
	struct rows rows;
	bool found;
	enum status status;
	size_t at = 0;
	if (caseload_root(wanted->ended_by.record) != it->root || it->count == 0)
		return STATUS_OK;
	TRY(typed_range(typed, it->cases[0].root_id, it->cases[it->count - 1].root_id, &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, it->arena, &rows, false, &row);
		while (at < it->count && it->cases[at].root_id < row.root)
			at++;
		if (at < it->count && it->cases[at].root_id == row.root)
			see(it, rule, at, &row);
	}
	rows_end(&rows);
	return status;
}

void retention_conclude(struct sweep *it, struct retention_case *one)
{
	const struct pack *pack = it->caseload->pack;
	bool lets_go = false, keeps = false;
	for (size_t i = 0; i < pack->retention_count; i++) {
		struct retention_state *state = &one->states[i];
		if (!state->applies)
			continue;
		keeps = keeps || state->going_on;
		lets_go = true;
		one->asks = one->asks || pack->retention[i].confirm;
		state->kept_until = age_after(age_from_value(it->arena, pack->retention[i].after),
					      state->ended_on);
		if (state->kept_until > one->kept_until)
			one->kept_until = state->kept_until;
	}
	one->is_due = lets_go && !keeps && one->kept_until <= it->today;
}
