/* SPDX-License-Identifier: Apache-2.0 */
/* Does what was decided still rest on what the rules say? In a pack with rounds, what is final is
 * taken in hand again by a round, or where the rules say something else: another outcome, barrier,
 * reason or safeguard, something else missing, another scope. That a date went by, or that a fact
 * changed which changes none of these, opens nothing. */
#include "app/run_internal.h"

/* Of each entry of a list its `code`; of Missing its field and why. */
struct told {
	const char *decision, *member, *second;
};

static const struct told all_told[] = {
	{ "Barriers", "code", NULL },
	{ "Missing", "field", "why" },
	{ "Reasons", "code", NULL },
	{ "Safeguards", "code", NULL },
};

static struct text member_of(dmn_value list, size_t at, const char *name)
{
	dmn_value entry = dmn_list_at(list, at);
	return name == NULL ? TEXT("") : evaluate_text(evaluate_member(entry, name));
}

static size_t length_of(dmn_value list)
{
	return list.kind == DMN_LIST ? list.count : 0;
}

static bool tell_same(const struct told *told, dmn_value before, dmn_value now)
{
	dmn_value left = evaluate_member(before, told->decision);
	dmn_value right = evaluate_member(now, told->decision);
	size_t count = length_of(left);
	bool same = count == length_of(right);
	for (size_t i = 0; same && i < count; i++)
		same = text_equal(member_of(left, i, told->member),
				  member_of(right, i, told->member)) &&
		       text_equal(member_of(left, i, told->second),
				  member_of(right, i, told->second));
	return same;
}

static bool say_same(dmn_value before, const struct verdict *now)
{
	dmn_value scope = evaluate_member(before, "In scope");
	dmn_value recommended = evaluate_member(before, "Recommendation");
	bool same =
		dmn_is_true(scope) == now->in_scope &&
		text_equal(evaluate_text(evaluate_member(recommended, "outcome")), now->outcome);
	for (size_t i = 0; same && i < sizeof all_told / sizeof all_told[0]; i++)
		same = tell_same(&all_told[i], before, now->result);
	return same;
}

enum status run_is_settled(struct running *running, struct batch *batch,
			   const struct known_item *item, const struct verdict *verdict, bool *out,
			   struct error *error)
{
	struct rows rows;
	bool found;
	dmn_value before;
	*out = false;
	if (running->caseload->pack->round.label.length == 0 || item == NULL ||
	    item->state != WORK_SIGNED)
		return STATUS_OK;
	TRY(store_query(running->caseload->app->store, SQL_item_result, BIND(dmn_number(item->id)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		struct text body = rows_text(&rows, 0);
		*out = dmn_from_json(batch->arena, body.at, body.length, &before) &&
		       say_same(before, verdict);
	}
	rows_end(&rows);
	return status;
}
