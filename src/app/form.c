/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form. */
#include "app/form_internal.h"

static void row(struct html *html, const char *key, struct text value)
{
	html_summary_row(html, text_from(key), value, TEXT(""));
}

static bool is_own(const struct item *item)
{
	return text_equal(item->decision.actor, item->caseload.app->actor);
}

/* The decision that stands; to who wrote it also when it was returned. What another person wrote
 * of a case that is open again would leak into the next own view. */
static bool shows_decision(const struct item *item)
{
	if (!item->decision.found || item->decision.recommendation_id != item->recommendation_id)
		return false;
	return item->state == WORK_DECIDED || item->state == WORK_SIGNED || is_own(item);
}

static void write_decision(struct filling *filling)
{
	const struct item_decision *it = &filling->item->decision;
	struct html *html = &filling->html;
	html_begin(html, "section");
	html_heading(html, 2, TEXT("Decision"));
	if (!shows_decision(filling->item)) {
		html_hint(html, TEXT("No decision stands."));
		form_blank(html);
	} else {
		const struct pack_outcome *outcome =
			pack_find_outcome(filling->item->caseload.pack, it->outcome);
		char hash[DIGEST_TEXT_SIZE];
		digest_print(&it->payload, hash);
		html_summary_list(html);
		row(html, "Outcome", outcome != NULL ? outcome->sentence : it->outcome);
		row(html, "Reasons", it->reasons);
		row(html, "Evidence cited", it->evidence);
		if (it->switch_reason.length != 0)
			row(html, "Why the view changed", it->switch_reason);
		row(html, "Decided by", it->actor);
		row(html, "At", it->made_at);
		row(html, "State", it->state);
		row(html, "Hash to sign", text_from(hash));
		html_end(html);
	}
	html_end(html);
}

static enum status fill(struct filling *filling, struct text *out, struct error *error)
{
	struct item *item = filling->item;
	struct arena *arena = item->caseload.arena;
	const struct pack_form *form = &item->caseload.pack->form;
	char as_of[CLOCK_TEXT_SIZE];
	TRY(batch_family(filling->batch, item->root_id, error));
	filling->about =
		batch_find(filling->batch, item->caseload.pack->decision.about, item->record_id);
	if (filling->about == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the item's record is gone");
	filling->judgements = dmn_null();
	if (shows_decision(item))
		dmn_from_json(arena, item->decision.judgements.at, item->decision.judgements.length,
			      &filling->judgements);
	clock_print_day(item->as_of, as_of);
	filling->html = html_document(arena, TEXT("en"), form->title);
	html_begin(&filling->html, "main");
	html_heading(&filling->html, 1, form->title);
	html_paragraph(&filling->html,
		       text_format(arena, "Item %lld, as of %s", (long long)item->id, as_of));
	for (size_t i = 0; i < form->section_count; i++)
		form_section(filling, &form->sections[i]);
	write_decision(filling);
	*out = html_finish(&filling->html);
	return STATUS_OK;
}

static enum status record(struct item *item, struct error *error)
{
	/* Who has read another's decision cannot record an own view afterwards. */
	if (shows_decision(item) && !is_own(item) &&
	    !text_is(item->caseload.app->role, APP_ROLE_AUDITOR))
		TRY(item_record_reveal(item, error));
	return item_log(item, USE_FORM, TEXT(""), error);
}

enum status form_write(struct app *app, int64_t item_id, struct text *html, struct error *error)
{
	struct item item;
	struct filling filling = { .item = &item };
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_FORM, item.caseload.pack, error));
	TRY(batch_new(&item.caseload, item.as_of, &filling.batch, error));
	enum status status = fill(&filling, html, error);
	batch_free(filling.batch);
	TRY(status);
	TRY(app_begin(app, error));
	return app_end(app, record(&item, error), error);
}
