/* SPDX-License-Identifier: Apache-2.0 */
/* The second person: sees exactly what was decided, and signs or returns it. */
#include "app/flow.h"
#include "web/item_page.h"

struct answers {
	LIST_OF(struct govuk_summary_row);
};

static void add(struct visit *visit, struct answers *answers, struct text key, struct text value)
{
	if (value.length != 0)
		list_push(visit->arena, answers,
			  (struct govuk_summary_row){ .key.text = key, .value.text = value });
}

/* The words for a set name: a judgement of the form, or a safeguard. */
static struct text label_of(const struct item_page *page, struct text name,
			    const struct pack_judgement **judgement)
{
	const struct pack *pack = page->look.item.caseload.pack;
	static const size_t prefix = sizeof SAFEGUARD_PREFIX - 1;
	*judgement = NULL;
	if (text_starts(name, TEXT(SAFEGUARD_PREFIX)))
		return explain_sentence(pack->decision.safeguards,
					text_slice(name, prefix, name.length));
	for (size_t s = 0; s < pack->form.section_count; s++)
		for (size_t j = 0; j < pack->form.sections[s].judgement_count; j++)
			if (text_equal(pack->form.sections[s].judgements[j].name, name)) {
				*judgement = &pack->form.sections[s].judgements[j];
				return (*judgement)->label;
			}
	return name;
}

static void add_judgements(struct visit *visit, const struct item_page *page,
			   struct answers *answers)
{
	struct text json = page->look.item.decision.judgements;
	dmn_value context;
	if (!dmn_from_json(visit->arena, json.at, json.length, &context))
		return;
	for (size_t i = 0; i < dmn_context_count(context); i++) {
		const char *name;
		size_t size;
		const struct pack_judgement *judgement;
		struct text value = evaluate_text(dmn_context_at(context, i, &name, &size));
		struct text label = label_of(page, (struct text){ name, size }, &judgement);
		if (judgement != NULL)
			value = judgement->is_date ? written_date(visit->arena, value)
						   : explain_sentence(judgement->codes, value);
		add(visit, answers, label, value);
	}
}

static void show_payload(struct visit *visit, struct item_page *page)
{
	const struct item_decision *it = &page->look.item.decision;
	struct answers answers = { 0 };
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&it->payload, hash);
	add(visit, &answers, TEXT("Outcome"), item_outcome_words(page, it->outcome));
	add(visit, &answers, TEXT("Reasons"), it->reasons);
	add(visit, &answers, TEXT("Evidence"), item_evidence_words(visit, page, it->evidence));
	add(visit, &answers, TEXT("Why the view changed"), it->switch_reason);
	add_judgements(visit, page, &answers);
	add(visit, &answers, TEXT("Decided by"), it->actor);
	add(visit, &answers, TEXT("Decided at"), words_instant(visit, it->made_at));
	add(visit, &answers, TEXT("Hash of all this"), text_copy(visit->arena, text_from(hash)));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = answers.at,
							 .row_count = answers.count,
							 .classes = TEXT("remit-answers") });
	govuk_hidden_field(&visit->html, TEXT("hash"), text_copy(visit->arena, text_from(hash)));
}

static enum status show(struct visit *visit, struct item_page *page)
{
	const struct govuk_choice items[] = {
		{ .text = TEXT("Sign: this is what I approve"), .value = TEXT("sign") },
		{ .text = TEXT("Return it, with a reason"), .value = TEXT("return") },
	};
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("As the second person"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	item_page_begin(visit, page, "Second person", TEXT("Sign or return a decision"));
	item_form_begin(visit, page, TEXT("/sign"));
	show_payload(visit, page);
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("verdict"),
					      .fieldset = &fieldset,
					      .value = visit_field(visit, "verdict"),
					      .error = visit_message(visit, "verdict"),
					      .items = items,
					      .item_count = 2 });
	govuk_textarea(&visit->html, &(struct govuk_textarea){
					     .name = TEXT("reason"),
					     .label = { .text = TEXT("Reason (needed to return)"),
							.classes = TEXT("govuk-label--m") },
					     .value = visit_field(visit, "reason"),
					     .error = visit_message(visit, "reason") });
	item_form_button(visit, "Confirm");
	html_end(&visit->html);
	return visit_page_end(visit);
}

/* Who may: another person, of the grade that the pack asks for. Said before anything is shown. */
static enum status open_page(struct visit *visit, struct item_page *page)
{
	struct item item = { 0 };
	TRY(item_open(&visit->app, visit->numbers[0], &item, visit->error));
	TRY(app_may(&visit->app, USE_SIGN, item.caseload.pack, visit->error));
	if (item.lapsed)
		return item_refuse(&item, USE_SIGN, REFUSAL_LAPSED, visit->error);
	if (item.state != WORK_DECIDED && item.state != WORK_SIGNED)
		return item_refuse(&item, USE_SIGN, REFUSAL_WRONG_STATE, visit->error);
	if (item.barred)
		return item_refuse(&item, USE_SIGN, REFUSAL_NOT_FRESH, visit->error);
	if (text_equal(item.decision.actor, visit->app.actor))
		return item_refuse(&item, USE_SIGN, REFUSAL_SAME_PERSON, visit->error);
	if (!item_may(&item, item_signer(&item, item.decision.outcome)))
		return item_refuse(&item, USE_SIGN, REFUSAL_NOT_PERMITTED, visit->error);
	return item_page_open(visit, true, page);
}

enum status page_sign(struct visit *visit)
{
	struct item_page page = { 0 };
	TRY(open_page(visit, &page));
	if (page.look.item.state == WORK_SIGNED)
		return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
	return show(visit, &page);
}

enum status page_sign_post(struct visit *visit)
{
	struct item_page page = { 0 };
	TRY(open_page(visit, &page));
	if (page.look.item.state == WORK_SIGNED)
		return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
	struct text verdict = visit_field(visit, "verdict");
	if (!text_is(verdict, "sign") && !text_is(verdict, "return"))
		visit_problem(visit, "verdict", TEXT("Choose whether you sign or return it"));
	if (!item_page_takes(visit, &page))
		return show(visit, &page);
	struct flow_signing signing = { .hash = visit_field(visit, "hash"),
					.returned = text_is(verdict, "return"),
					.reason = visit_field(visit, "reason") };
	enum status status = flow_sign(&visit->app, page.look.item.id, &signing, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
	TRY(visit_refused(visit, status, "reason"));
	return show(visit, &page);
}
