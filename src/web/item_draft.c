/* SPDX-License-Identifier: Apache-2.0 */
/* From the fields of a draft to a judgement. */
#include "web/item_page.h"

const char *item_judgement_field(struct visit *visit, const struct pack_judgement *judgement)
{
	return visit_format(visit, "j.%.*s", TEXT_ARG(judgement->name)).at;
}

/* Day, month and year as the three fields have them; empty when all are. */
static struct text date_of(struct visit *visit, const struct item_page *page, const char *field)
{
	static const char *const parts[] = { "year", "month", "day" };
	struct text text[3];
	bool any = false;
	for (size_t i = 0; i < 3; i++) {
		text[i] = item_value(visit, page, visit_format(visit, "%s-%s", field, parts[i]).at);
		any = any || text[i].length != 0;
		if (i != 0 && text[i].length == 1)
			text[i] = visit_format(visit, "0%.*s", TEXT_ARG(text[i]));
	}
	return any ? visit_format(visit, "%.*s-%.*s-%.*s", TEXT_ARG(text[0]), TEXT_ARG(text[1]),
				  TEXT_ARG(text[2]))
		   : TEXT("");
}

struct text item_judgement_value(struct visit *visit, const struct item_page *page,
				 const struct pack_judgement *judgement)
{
	const char *field = item_judgement_field(visit, judgement);
	return judgement->is_date ? date_of(visit, page, field) : item_value(visit, page, field);
}

struct sets {
	LIST_OF(const char *);
};

static void add_set(struct visit *visit, struct sets *sets, struct text name, struct text value)
{
	if (value.length != 0)
		list_push(visit->arena, sets,
			  visit_format(visit, "%.*s=%.*s", TEXT_ARG(name), TEXT_ARG(value)).at);
}

static void add_judgements(struct visit *visit, const struct item_page *page, struct sets *sets)
{
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++) {
			const struct pack_judgement *it = &form->sections[s].judgements[j];
			add_set(visit, sets, it->name, item_judgement_value(visit, page, it));
		}
}

/* Only answers to safeguards of the present recommendation: an earlier one's are no part of it. */
static void add_safeguards(struct visit *visit, const struct item_page *page, struct sets *sets)
{
	dmn_value safeguards = item_safeguards(&page->look.item);
	for (size_t i = 0; i < item_safeguard_count(safeguards); i++) {
		struct text name = visit_format(visit, SAFEGUARD_PREFIX "%.*s",
						TEXT_ARG(item_safeguard_code(safeguards, i)));
		add_set(visit, sets, name, item_value(visit, page, name.at));
	}
}

struct judgement item_draft_judgement(struct visit *visit, const struct item_page *page)
{
	const struct text *cites;
	struct sets sets = { 0 };
	size_t count = item_values(visit, page, "cite", &cites);
	const char **names = arena_new_array(visit->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = text_c(visit->arena, cites[i]);
	add_safeguards(visit, page, &sets);
	add_judgements(visit, page, &sets);
	return (struct judgement){ .outcome = item_value(visit, page, "outcome"),
				   .reasons = item_value(visit, page, "reasons"),
				   .switch_reason = item_value(visit, page, "switch_reason"),
				   .cites = names,
				   .cite_count = count,
				   .sets = sets.at,
				   .set_count = sets.count };
}

struct text item_cite_words(struct visit *visit, struct item_page *page, const struct text *names,
			    size_t count)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; i < count; i++) {
		builder_add_c(&out, i == 0 ? "" : "; ");
		builder_add(&out, item_cited(&page->look.item, names[i]));
	}
	return builder_text(&out);
}

struct text item_evidence_words(struct visit *visit, struct item_page *page, struct text json)
{
	dmn_value list;
	if (!dmn_from_json(visit->arena, json.at, json.length, &list) || list.kind != DMN_LIST)
		return json;
	struct text *names = arena_new_array(visit->arena, struct text, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		names[i] = evaluate_text(dmn_list_at(list, i));
	return item_cite_words(visit, page, names, list.count);
}
