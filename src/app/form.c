/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form: who may see it, and what of a decision it shows. */
#include "app/form_internal.h"

#include "letter/written.h"

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

static void compose(struct filling *filling)
{
	const struct item *item = filling->item;
	const struct pack *pack = item->caseload.pack;
	struct document *document = filling->document;
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(item->as_of, as_of);
	*document = document_new(filling->arena, TEXT("en-GB"), pack->form.title);
	document->subtitle =
		text_format(filling->arena, "Item %lld, as of %.*s", (long long)item->id,
			    TEXT_ARG(written_date(filling->arena, text_from(as_of))));
	document->author = pack->owner;
	document->header = pack->title;
	document->footer = document->subtitle;
	document->day = item->as_of;
	for (size_t i = 0; i < pack->form.section_count; i++)
		form_section(filling, &pack->form.sections[i]);
	if (shows_decision(item))
		form_decision(filling, &item->decision);
	else
		form_no_decision(filling);
}

static enum status fill(struct filling *filling, struct error *error)
{
	struct item *item = filling->item;
	TRY(batch_family(filling->batch, item->root_id, error));
	filling->about =
		batch_find(filling->batch, item->caseload.pack->decision.about, item->record_id);
	if (filling->about == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the item's record is gone");
	filling->judgements = dmn_null();
	if (shows_decision(item))
		dmn_from_json(filling->arena, item->decision.judgements.at,
			      item->decision.judgements.length, &filling->judgements);
	compose(filling);
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

enum status form_document(struct app *app, int64_t item_id, struct document *document,
			  struct error *error)
{
	struct item item;
	struct filling filling = { .item = &item, .document = document };
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_FORM, item.caseload.pack, error));
	filling.arena = item.caseload.arena;
	TRY(batch_new(&item.caseload, item.as_of, &filling.batch, error));
	enum status status = fill(&filling, error);
	batch_free(filling.batch);
	TRY(status);
	TRY(app_begin(app, error));
	return app_end(app, record(&item, error), error);
}
