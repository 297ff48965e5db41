/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's record under the Algorithmic Transparency Recording Standard, for everybody. */
#include "app/evaluate.h"
#include "app/transparency.h"
#include "letter/written.h"
#include "web/rules.h"
#include "web/words.h"

#include <string.h>

static const char *field_of(struct visit *visit, dmn_value field, const char *name)
{
	return text_c(visit->arena, evaluate_text(dmn_context_get(field, name)));
}

/* Rows of one section from `at`; gives the first of the next. */
static size_t show_section(struct visit *visit, const struct transparency *record, size_t at)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, record->count);
	const char *section = record->at[at].section;
	size_t count = 0;
	for (; at < record->count && strcmp(record->at[at].section, section) == 0; at++) {
		const struct transparency_row *it = &record->at[at];
		rows[count++] = (struct govuk_summary_row){
			.key.text = visit_format(visit, "%s%s%s", it->reference,
						 it->reference[0] != '\0' ? " " : "", it->label),
			.value.text = written_dates(visit->arena, it->value)
		};
	}
	govuk_heading(&visit->html, 2, "m", text_from(section));
	govuk_summary_list(&visit->html, &(struct govuk_summary_list){
						 .rows = rows,
						 .row_count = count,
						 .classes = TEXT("govuk-!-text-break-word") });
	return at;
}

static struct text change_words(struct visit *visit, const struct transparency_change *it)
{
	if (it->is.length == 0)
		return visit_format(visit, "%.*s is gone: %.*s", TEXT_ARG(it->label),
				    TEXT_ARG(it->was));
	if (it->was.length == 0)
		return visit_format(visit, "%.*s is new: %.*s", TEXT_ARG(it->label),
				    TEXT_ARG(it->is));
	return visit_format(visit, "%.*s was: %.*s", TEXT_ARG(it->label), TEXT_ARG(it->was));
}

static void show_changes(struct visit *visit, const struct transparency_published *last,
			 const struct transparency *record)
{
	struct transparency_changes changes;
	transparency_compare(visit->arena, last, record, &changes);
	struct text *items = arena_new_array(visit->arena, struct text, changes.count + 1);
	for (size_t i = 0; i < changes.count; i++)
		items[i] = written_dates(visit->arena, change_words(visit, &changes.at[i]));
	govuk_heading(&visit->html, 2, "m",
		      visit_format(visit, "What has changed since it was published on %.*s",
				   TEXT_ARG(words_instant(visit, last->published_at))));
	if (changes.count == 0)
		govuk_body(&visit->html, TEXT("Nothing."));
	else
		govuk_bullets(&visit->html, items, changes.count);
}

static void show_published(struct visit *visit, const struct pack *pack,
			   const struct transparency_list *list)
{
	if (list->count == 0)
		return;
	govuk_heading(&visit->html, 2, "m", TEXT("As it was published"));
	for (size_t i = 0; i < list->count; i++)
		visit_link(visit,
			   visit_format(visit, "%.*s, version %.*s",
					TEXT_ARG(words_instant(visit, list->at[i].published_at)),
					TEXT_ARG(list->at[i].version))
				   .at,
			   visit_format(visit, "/rules/record?pack=%.*s&published=%lld",
					TEXT_ARG(pack->name), (long long)list->at[i].id));
}

static void show_form(struct visit *visit, const struct pack *pack)
{
	if (!visit->signed_in || !app_can(&visit->app, USE_RECORD_PUBLISH, pack))
		return;
	govuk_form_begin(&visit->html, TEXT("/rules/record"), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("pack"), pack->name);
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Publish it as it is now"),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

/* What stood in one of them, as it was said then. */
static enum status show_old(struct visit *visit, const struct transparency_list *list, int64_t id,
			    struct transparency *out)
{
	*out = (struct transparency){ 0 };
	for (size_t i = 0; i < list->count; i++)
		for (size_t f = 0; list->at[i].id == id && f < list->at[i].fields.count; f++) {
			dmn_value it = dmn_list_at(list->at[i].fields, f);
			struct transparency_row row = {
				.section = field_of(visit, it, "section"),
				.reference = field_of(visit, it, "reference"),
				.name = field_of(visit, it, "name"),
				.label = field_of(visit, it, "label"),
				.value = evaluate_text(dmn_context_get(it, "value")),
			};
			list_push(visit->arena, out, row);
		}
	if (out->count != 0)
		return STATUS_OK;
	error_set(visit->error, STATUS_NOT_FOUND, "no such record was published");
	return STATUS_NOT_FOUND;
}

static void show_record(struct visit *visit, const struct transparency *record)
{
	for (size_t at = 0; at < record->count;)
		at = show_section(visit, record, at);
}

enum status page_record_post(struct visit *visit)
{
	struct caseload caseload;
	int64_t id;
	TRY(rules_pack(visit, &caseload));
	TRY(transparency_publish(&caseload, &id, visit->error));
	return visit_redirect(visit, "/rules/record?pack=%.*s", TEXT_ARG(caseload.pack->name));
}

enum status page_rules_record(struct visit *visit)
{
	struct caseload caseload;
	struct transparency record;
	struct transparency_list list;
	int64_t old = visit_number(visit, "published");
	TRY(rules_pack(visit, &caseload));
	TRY(transparency_make(&caseload, &record, visit->error));
	TRY(transparency_list(&caseload, &list, visit->error));
	if (old != 0)
		TRY(show_old(visit, &list, old, &record));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Transparency record",
						.part = "/rules",
						.back = visit_format(visit, "/rules?pack=%.*s",
								     TEXT_ARG(caseload.pack->name)),
						.back_text = "Rules" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Transparency record"));
	govuk_body(&visit->html,
		   old != 0 ? TEXT("This follows the Algorithmic Transparency Recording Standard. "
				   "It stands as it was published.")
			    : TEXT("This follows the Algorithmic Transparency Recording Standard. "
				   "It is made, as you read it, from the rules in force and from "
				   "what is on record."));
	show_record(visit, &record);
	if (old == 0 && list.count != 0)
		show_changes(visit, &list.at[0], &record);
	show_published(visit, caseload.pack, &list);
	if (old == 0)
		show_form(visit, caseload.pack);
	return visit_page_end(visit);
}
