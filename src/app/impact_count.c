/* SPDX-License-Identifier: Apache-2.0 */
/* What differs between two answers about one record, counted. */
#include "app/facet.h"
#include "app/impact_internal.h"
#include "app/reach.h"

struct text impact_outcome(const struct verdict *verdict)
{
	if (!verdict->in_scope)
		return TEXT(IMPACT_OUT_OF_SCOPE);
	return verdict->outcome.length != 0 ? verdict->outcome : TEXT(IMPACT_NOTHING);
}

static void count_outcome(struct measuring *it, struct text from, struct text to)
{
	struct impact *out = it->out;
	size_t at = 0;
	while (at < out->outcomes.count && !(text_equal(out->outcomes.at[at].from, from) &&
					     text_equal(out->outcomes.at[at].to, to)))
		at++;
	if (at == out->outcomes.count) {
		struct arena *arena = it->caseload->arena;
		struct impact_change made = { text_copy(arena, from), text_copy(arena, to), 0 };
		list_push(arena, &out->outcomes, made);
	}
	out->outcomes.at[at].count++;
}

static void count_group(struct measuring *it, const struct pack_fact *fact, struct text code,
			bool changed)
{
	struct impact *out = it->out;
	size_t at = 0;
	while (at < out->groups.count && !(out->groups.at[at].field == fact->field &&
					   text_equal(out->groups.at[at].code, code)))
		at++;
	if (at == out->groups.count) {
		struct arena *arena = it->caseload->arena;
		struct impact_group made = { fact->field, text_copy(arena, code), 0, 0 };
		list_push(arena, &out->groups, made);
	}
	out->groups.at[at].cases++;
	out->groups.at[at].changed += changed;
}

/* reduce < keep < raise; -1 where the outcome is of no direction. */
static int place_of(const struct pack *pack, const struct verdict *verdict)
{
	const struct pack_outcome *outcome = pack_find_outcome(pack, verdict->outcome);
	if (!verdict->in_scope || outcome == NULL)
		return -1;
	return outcome->direction == PACK_DIRECTION_REDUCE  ? 0
	       : outcome->direction == PACK_DIRECTION_KEEP  ? 1
	       : outcome->direction == PACK_DIRECTION_RAISE ? 2
							    : -1;
}

static void count_changed(struct measuring *it, struct arena *arena, const struct verdict *before,
			  const struct verdict *after)
{
	struct impact *out = it->out;
	int was = place_of(it->caseload->pack, before);
	int is = place_of(it->other, after);
	out->changed++;
	out->harsher += was >= 0 && is > was;
	out->milder += is >= 0 && is < was;
	out->enter += !before->in_scope && after->in_scope;
	out->leave += before->in_scope && !after->in_scope;
	impact_count_rules(it, arena, before, after);
}

enum status impact_count(struct measuring *it, struct batch *batch, struct assembled_row *about,
			 const struct verdict *before, const struct verdict *after,
			 struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	struct text from = impact_outcome(before);
	struct text to = impact_outcome(after);
	bool changed = !text_equal(from, to);
	it->out->cases++;
	count_outcome(it, from, to);
	impact_count_effect(it, before, after);
	for (size_t i = 0; i < pack->filter_count; i++) {
		const struct pack_fact *fact = &pack->filters[i];
		if (!reach_sees(it->caseload->app, pack, fact->record, fact->field))
			continue;
		struct text code = evaluate_text(facet_value(batch, about, fact));
		if (code.length != 0)
			count_group(it, fact, code, changed);
	}
	if (!changed)
		return STATUS_OK;
	count_changed(it, batch->arena, before, after);
	if (it->call->tell == NULL || access_is_hidden(&it->hidden, about->row.root))
		return STATUS_OK;
	dmn_value key = about->row.values[pack->decision.about->key->index];
	const struct impact_case one = { evaluate_text(key), from, to, after->matched };
	return it->call->tell(it->call->user, &one, error);
}
