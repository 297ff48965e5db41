/* SPDX-License-Identifier: Apache-2.0 */
/* How the recommendations came about on which a decision is final: Article 15(1)(h) asks for the
 * logic involved, and this is it, case by case. */
#include "app/person_internal.h"

#include "app/explain.h"

static dmn_value rules_of(struct arena *arena, const struct explanation *why)
{
	struct value_list list = { 0 };
	for (size_t i = 0; i < why->rules.count; i++) {
		const struct explain_rule *rule = &why->rules.at[i];
		struct text text =
			text_format(arena, "%.*s: rule %.*s%s%.*s%s", TEXT_ARG(rule->decision),
				    TEXT_ARG(rule->rules), rule->note.length != 0 ? " (" : "",
				    TEXT_ARG(rule->note), rule->note.length != 0 ? ")" : "");
		list_push(arena, &list, dmn_string_view(text.at, text.length));
	}
	return value_of_list(arena, &list);
}

static dmn_value alternatives_of(struct arena *arena, const struct explanation *why)
{
	struct value_list list = { 0 };
	for (size_t i = 0; i < why->alternatives.count; i++) {
		const struct explain_alternative *it = &why->alternatives.at[i];
		struct value_members members = { .arena = arena };
		for (size_t c = 0; c < it->change_count; c++)
			value_member_text(&members, c == 0 ? "if" : "and",
					  text_format(arena, "%.*s were %.*s",
						      TEXT_ARG(it->changes[c].fact),
						      TEXT_ARG(it->changes[c].to)));
		value_member_text(&members, "then", it->outcome);
		list_push(arena, &list, value_of_members(&members));
	}
	return value_of_list(arena, &list);
}

static enum status tell_item(struct person_telling *telling, int64_t item_id,
			     struct value_list *out, struct error *error)
{
	struct explanation why = { 0 };
	struct value_members members = { .arena = telling->arena };
	TRY(item_open(telling->app, item_id, &why.item, error));
	TRY(explain_read(&why, error));
	value_member(&members, "item_id", dmn_number(item_id));
	value_member(&members, "recommendation_id", dmn_number(why.item.recommendation_id));
	value_member_text(&members, "recommended", why.item.outcome);
	value_member(&members, "rules_that_matched", rules_of(telling->arena, &why));
	value_member_text(&members, "steps", why.steps);
	value_member(&members, "what_would_have_led_elsewhere",
		     alternatives_of(telling->arena, &why));
	value_member_text(&members, "how_far_that_was_tried", why.search);
	list_push(telling->arena, out, value_of_members(&members));
	return STATUS_OK;
}

enum status person_reasons(struct person_telling *telling, struct error *error)
{
	struct value_list items = { 0 };
	struct value_list out = { 0 };
	TRY(person_rows(telling, SQL_held_work_item, &items, error));
	for (size_t i = 0; i < items.count; i++) {
		dmn_value state = dmn_context_get(items.at[i], "state");
		int64_t id;
		enum work_state at;
		if (!dmn_get_int(dmn_context_get(items.at[i], "id"), &id) ||
		    !work_state_parse((struct text){ state.as.string, state.count }, &at) ||
		    at != WORK_SIGNED)
			continue;
		TRY(tell_item(telling, id, &out, error));
	}
	person_section(telling, "explanation", "How each recommendation came about", &out);
	return STATUS_OK;
}
