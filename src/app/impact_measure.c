/* SPDX-License-Identifier: Apache-2.0 */
/* Asking two versions of a pack about every case. */
#include "app/authorised.h"
#include "app/impact_internal.h"
#include "app/packs.h"
#include "app/run.h"

#include <stdlib.h>

static enum status ask(struct measuring *it, struct batch *batch, struct assembled_row *about,
		       struct error *error)
{
	struct assembled_inputs inputs;
	struct verdict before, after;
	TRY(batch_inputs(batch, about, &inputs, error));
	TRY(evaluator_decide(it->before, &inputs, batch->as_of, &before, error));
	TRY(evaluator_decide_stored(&it->after, batch->arena,
				    evaluator_inputs_json(batch->arena, &inputs), batch->as_of,
				    &after, error));
	return impact_count(it, batch, about, &before, &after, error);
}

static enum status ask_all(struct measuring *it, struct batch *batch, struct error *error)
{
	const struct assembled_rows *rows = &batch->rows[it->caseload->pack->decision.about->index];
	bool found;
	TRY(batch_next(batch, RUN_ROOTS, &found, error));
	while (found) {
		for (size_t i = 0; i < rows->count; i++)
			TRY(ask(it, batch, &rows->at[i], error));
		TRY(batch_next(batch, RUN_ROOTS, &found, error));
	}
	return STATUS_OK;
}

/* Those that differ first. */
static int by_cases(const void *a, const void *b)
{
	const struct impact_change *one = a, *other = b;
	int same = text_equal(one->from, one->to) - text_equal(other->from, other->to);
	if (same != 0)
		return same;
	return one->count != other->count
		       ? (one->count < other->count) - (one->count > other->count)
		       : text_compare(one->from, other->from);
}

static int by_count(const void *a, const void *b)
{
	const struct impact_rule *one = a, *other = b;
	if (one->count != other->count)
		return (one->count < other->count) - (one->count > other->count);
	int names = text_compare(one->table, other->table);
	return names != 0 ? names : (one->rule > other->rule) - (one->rule < other->rule);
}

static void sort(struct impact *it)
{
	if (it->outcomes.count != 0)
		qsort(it->outcomes.at, it->outcomes.count, sizeof *it->outcomes.at, by_cases);
	if (it->rules.count != 0)
		qsort(it->rules.at, it->rules.count, sizeof *it->rules.at, by_count);
	impact_sort_weeks(it);
}

static enum status measure(struct measuring *it, struct error *error)
{
	struct batch *batch;
	TRY(batch_new(it->caseload, it->out->as_of, &batch, error));
	enum status status = ask_all(it, batch, error);
	batch_free(batch);
	sort(it->out);
	return status;
}

static enum status check(const struct measuring *it, struct error *error)
{
	const struct pack *base = it->caseload->pack;
	if (pack_decides(it->other) && text_equal(it->other->name, base->name) &&
	    text_equal(it->other->decision.about->name, base->decision.about->name))
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the two do not decide about the same thing");
	error_remedy(error, "compare another version of '%.*s', which decides about a '%.*s'",
		     TEXT_ARG(base->name), TEXT_ARG(base->decision.about->name));
	return STATUS_INVALID;
}

static enum status log_it(const struct measuring *it, struct error *error)
{
	struct arena *arena = it->caseload->arena;
	const struct text detail[][2] = { { TEXT("pack"), it->other->name },
					  { TEXT("version"), it->other->version },
					  { TEXT("over"), it->out->base } };
	struct app_log log = { .use = it->call->tell != NULL ? USE_PACK_IMPACT_CASES
							     : USE_PACK_IMPACT,
			       .subject = TEXT("pack_version"),
			       .subject_id = it->caseload->pack_id,
			       .detail = app_detail(arena, detail, 3) };
	return app_look(it->caseload->app, &log, error);
}

enum status impact_measure(struct caseload *in_force, const struct pack *other,
			   const struct impact_call *call, struct impact *out, struct error *error)
{
	struct measuring it = { .caseload = in_force, .other = other, .call = call, .out = out };
	*out = (struct impact){ .base = in_force->pack->version,
				.other = other->version,
				.as_of = clock_today(&in_force->app->clock) };
	TRY(app_may(in_force->app, USE_PACK_IMPACT, in_force->pack, error));
	TRY(check(&it, error));
	TRY(authorised_rules(in_force->app, in_force->pack, USE_PACK_IMPACT, error));
	TRY(authorised_rules(in_force->app, other, USE_PACK_IMPACT, error));
	if (call->tell != NULL) {
		TRY(app_may(in_force->app, USE_PACK_IMPACT_CASES, in_force->pack, error));
		TRY(access_read_hidden(in_force->app, &it.hidden, error));
	}
	impact_find_lacking(&it);
	impact_begin_effect(&it);
	TRY(evaluator_open(&it.after, in_force->arena, other, error));
	enum status status = evaluator_take(in_force, PACKS_RULES, &it.before, error);
	if (status == STATUS_OK) {
		status = measure(&it, error);
		evaluator_give(in_force, it.before);
	}
	evaluator_close(&it.after);
	return status == STATUS_OK ? log_it(&it, error) : status;
}
