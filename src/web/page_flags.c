/* SPDX-License-Identifier: Apache-2.0 */
/* What people say is wrong with the rules, with the answers; and the form to say it. */
#include "app/flag.h"
#include "web/rules.h"
#include "web/words.h"

static struct text rule_of(const struct flag *it)
{
	return it->rule_name.length != 0 ? it->rule_name : it->table;
}

static struct text by_of(struct visit *visit, const struct pack *pack, const struct flag *it)
{
	const struct pack_role *role = pack_find_role(pack, it->role);
	struct text name = role != NULL ? role->label : it->role;
	if (it->actor.length != 0)
		return visit_format(visit, "%.*s, %.*s", TEXT_ARG(it->actor), TEXT_ARG(name));
	return visit->signed_in ? name : TEXT("");
}

static struct text state_of(struct visit *visit, const struct flag *it)
{
	if (!it->is_open)
		return visit_format(visit, "%.*s (%.*s)",
				    TEXT_ARG(flag_verdict_sentence(it->verdict)),
				    TEXT_ARG(words_instant(visit, it->answered_at)));
	if (it->due_on.length == 0)
		return TEXT("Waits for an answer");
	return visit_format(visit, "%s %.*s",
			    it->is_late ? "Late: an answer was due by"
					: "Waits for an answer, due by",
			    TEXT_ARG(written_value(visit->arena, it->due_on)));
}

static void answer_form(struct visit *visit, const struct pack *pack, const struct flag *it)
{
	static const enum flag_verdict all[] = { FLAG_STANDS, FLAG_TO_CHANGE, FLAG_CHANGED,
						 FLAG_ELSEWHERE };
	struct govuk_option options[5] = { { .text = TEXT("Choose"), .value = TEXT("") } };
	const struct govuk_choice show[] = { { .text = TEXT("It names nobody: everybody may read "
							    "what was said"),
					       .value = TEXT("yes") } };
	for (size_t i = 0; i < 4; i++)
		options[i + 1] = (struct govuk_option){ .text = flag_verdict_sentence(
								flag_verdict_word(all[i])),
							.value = flag_verdict_word(all[i]) };
	govuk_details_begin(
		&visit->html,
		&(struct govuk_details){ .summary.text = visit_format(visit, "Answer flag %lld",
								      (long long)it->id) });
	govuk_form_begin(&visit->html, visit_format(visit, "/rules/flags/%lld", (long long)it->id),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("pack"), pack->name);
	struct text id = visit_format(visit, "verdict-%lld", (long long)it->id);
	govuk_select(&visit->html, &(struct govuk_select){ .id = id,
							   .name = TEXT("verdict"),
							   .label.text = TEXT("Your answer"),
							   .options = options,
							   .option_count = 5 });
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){
			       .id = visit_format(visit, "answer-%lld", (long long)it->id),
			       .name = TEXT("answer"),
			       .label.text = TEXT("Why? Everybody reads it.") });
	govuk_checkboxes(&visit->html,
			 &(struct govuk_choices){
				 .name = TEXT("show"),
				 .id_prefix = visit_format(visit, "show-%lld", (long long)it->id),
				 .classes = TEXT("govuk-checkboxes--small"),
				 .items = show,
				 .item_count = 1 });
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Answer it"),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	govuk_details_end(&visit->html);
}

static void show_flag(struct visit *visit, const struct pack *pack, const struct flag *it,
		      bool may_answer)
{
	struct govuk_summary_row rows[6];
	size_t count = 0;
	struct text by = by_of(visit, pack, it);
	rows[count++] = (struct govuk_summary_row){
		.key.text = TEXT("What is said"),
		.value.text = it->said.length != 0 ? it->said : TEXT("Not shown to everybody")
	};
	rows[count++] =
		(struct govuk_summary_row){ .key.text = TEXT("Said on"),
					    .value.text = words_instant(visit, it->made_at) };
	if (by.length != 0)
		rows[count++] =
			(struct govuk_summary_row){ .key.text = TEXT("By"), .value.text = by };
	if (it->item_id != 0)
		rows[count++] = (struct govuk_summary_row){
			.key.text = TEXT("At the case of"),
			.value.text = visit_format(visit, "Item %lld", (long long)it->item_id)
		};
	rows[count++] = (struct govuk_summary_row){ .key.text = TEXT("Answer"),
						    .value.text = state_of(visit, it) };
	if (it->answer.length != 0)
		rows[count++] = (struct govuk_summary_row){ .key.text = TEXT("Why"),
							    .value.text = it->answer };
	govuk_heading(&visit->html, 2, "s",
		      visit_format(visit, "%lld. %.*s", (long long)it->id, TEXT_ARG(rule_of(it))));
	govuk_summary_list(&visit->html, &(struct govuk_summary_list){
						 .rows = rows,
						 .row_count = count,
						 .classes = TEXT("govuk-!-text-break-word") });
	if (it->is_open && may_answer)
		answer_form(visit, pack, it);
}

static void show_form(struct visit *visit, const struct pack *pack,
		      const struct flag_tables *tables)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Say that a rule is wrong"));
	govuk_body(
		&visit->html,
		visit->signed_in
			? TEXT("It goes to who answers for the rules, not through your line. They "
			       "and your colleagues read your role; your name is told to an "
			       "auditor alone.")
			: TEXT("It goes to who answers for the rules. You need no account, and "
			       "nobody asks who you are. Do not name anybody: this is about a "
			       "rule. What was decided about you is challenged on your own page "
			       "or by letter."));
	govuk_form_begin(&visit->html, TEXT("/rules/flags"),
			 visit->signed_in ? visit->form_token : TEXT(""));
	govuk_hidden_field(&visit->html, TEXT("pack"), pack->name);
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, tables->count + 1);
	options[0] =
		(struct govuk_option){ .text = TEXT("The rules as a whole"), .value = TEXT("") };
	for (size_t i = 0; i < tables->count; i++)
		options[i + 1] =
			(struct govuk_option){ .text = visit_format(visit, "%.*s (%lld rules)",
								    TEXT_ARG(tables->at[i].name),
								    (long long)tables->at[i].rules),
					       .value = tables->at[i].id };
	govuk_select(&visit->html, &(struct govuk_select){ .name = TEXT("table"),
							   .label.text = TEXT("Which table?"),
							   .value = visit_field(visit, "table"),
							   .options = options,
							   .option_count = tables->count + 1 });
	visit_line(visit, "rule", "Which rule of it?", "Its number; leave it out for the table");
	if (visit->signed_in)
		visit_line(visit, "item", "At which item did you see it?",
			   "Its number, or nothing");
	visit_area(visit, "said", "What is wrong?");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Send it"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload, bool made)
{
	struct flag_list list;
	struct flag_tables tables;
	const struct pack *pack = caseload->pack;
	TRY(flag_list(caseload, &list, visit->error));
	TRY(flag_tables(caseload, &tables, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Flags on the rules",
						.part = "/rules",
						.back = visit_format(visit, "/rules?pack=%.*s",
								     TEXT_ARG(pack->name)),
						.back_text = "The rules" });
	govuk_caption(&visit->html, "l", pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("What people say is wrong with the rules"));
	if (made)
		govuk_inset_text(&visit->html,
				 &(struct govuk_inset_text){
					 .text = TEXT("We have it. The answer will stand here.") });
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("Nobody has said so yet."));
	for (size_t i = 0; i < list.count; i++)
		show_flag(visit, pack, &list.at[i], list.may_answer);
	if (visit->signed_in || flag_is_open(pack))
		show_form(visit, pack, &tables);
	return visit_page_end(visit);
}

static enum status open_page(struct visit *visit, struct caseload *caseload)
{
	TRY(rules_pack(visit, caseload));
	if (!visit->signed_in)
		flag_as_public(caseload->app);
	return STATUS_OK;
}

enum status page_flags(struct visit *visit)
{
	struct caseload caseload;
	TRY(open_page(visit, &caseload));
	return show(visit, &caseload, text_is(visit_field(visit, "made"), "yes"));
}

static enum status take_number(struct visit *visit, const char *name, int64_t *out)
{
	struct text field = visit_field(visit, name);
	*out = 0;
	for (size_t i = 0; i < field.length; i++) {
		if (field.at[i] < '0' || field.at[i] > '9' || i >= 15)
			return error_at_field(visit->error, name, "this is no number",
					      "write a whole number, or leave it out");
		*out = *out * 10 + (field.at[i] - '0');
	}
	return STATUS_OK;
}

static enum status make(struct visit *visit, struct caseload *caseload)
{
	struct flag_wanted wanted = { .table = visit_field(visit, "table"),
				      .said = visit_field(visit, "said") };
	int64_t id;
	TRY(take_number(visit, "rule", &wanted.rule));
	if (visit->signed_in)
		TRY(take_number(visit, "item", &wanted.item_id));
	return flag_make(caseload, &wanted, &id, visit->error);
}

/* Whoever is signed in sends it from a page of their session; who is not has none. */
static enum status check_form(struct visit *visit)
{
	if (!visit->signed_in ||
	    text_equal(fields_get(&visit->request->form, "form_token"), visit->form_token))
		return STATUS_OK;
	error_set(visit->error, STATUS_REFUSED, "this form was not made for your present session");
	return error_remedy(visit->error, "go back, load the page again and send it anew");
}

enum status page_flags_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(open_page(visit, &caseload));
	TRY(check_form(visit));
	enum status status = make(visit, &caseload);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/rules/flags?made=yes&pack=%.*s",
				      TEXT_ARG(caseload.pack->name));
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload, false);
}

enum status page_flag_answer_post(struct visit *visit)
{
	struct caseload caseload;
	const struct flag_answer answer = { .verdict = visit_field(visit, "verdict"),
					    .answer = visit_field(visit, "answer"),
					    .show = text_is(visit_field(visit, "show"), "yes") };
	TRY(open_page(visit, &caseload));
	enum status status = flag_answer(&caseload, visit->numbers[0], &answer, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/rules/flags?pack=%.*s",
				      TEXT_ARG(caseload.pack->name));
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload, false);
}
