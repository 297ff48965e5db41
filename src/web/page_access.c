/* SPDX-License-Identifier: Apache-2.0 */
/* Who may see a case: restriction, exclusion, one's own conflict of interest. */
#include "app/access.h"
#include "web/words.h"

/* A field of one of the page's forms: "restrict-reason". */
static const char *field_of(struct visit *visit, const char *step, const char *what)
{
	return visit_format(visit, "%s-%s", step, what).at;
}

static void begin_form(struct visit *visit, const struct case_access *it, const char *step)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/access", (long long)it->root_id),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("step"), text_from(step));
}

static void reason_field(struct visit *visit, const char *step, const char *label)
{
	const char *name = field_of(visit, step, "reason");
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .value = visit_field(visit, name),
							 .error = visit_message(visit, name) });
}

static void account_field(struct visit *visit, const char *step, const char *label)
{
	const char *name = field_of(visit, step, "account");
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = text_from(name),
					   .label.text = text_from(label),
					   .hint.text = TEXT("The name of the account"),
					   .classes = TEXT("govuk-input--width-20"),
					   .spellcheck = GOVUK_OFF,
					   .value = visit_field(visit, name),
					   .error = visit_message(visit, name) });
}

static void account_select(struct visit *visit, const char *step, const char *label,
			   const struct access_people *people)
{
	const char *name = field_of(visit, step, "account");
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, people->count + 1);
	options[0] = (struct govuk_option){ .text = TEXT("Choose an account"), .value = TEXT("") };
	for (size_t i = 0; i < people->count; i++)
		options[i + 1] = (struct govuk_option){ .text = people->at[i].account,
							.value = people->at[i].account };
	govuk_select(&visit->html, &(struct govuk_select){ .name = text_from(name),
							   .label.text = text_from(label),
							   .value = visit_field(visit, name),
							   .error = visit_message(visit, name),
							   .options = options,
							   .option_count = people->count + 1 });
}

static void end_form(struct visit *visit, const char *text)
{
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = text_from(text),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

/* Excluded people with why, or named ones with their role. */
static void show_people(struct visit *visit, const char *caption, const char *second,
			const struct access_people *people)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Account") },
					    { .text = text_from(second) },
					    { .text = TEXT("Put there by") },
					    { .text = TEXT("When") } };
	struct govuk_table table = { .caption = text_from(caption),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	govuk_scroll_begin(&visit->html, text_from(caption));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < people->count; i++) {
		const struct access_person *it = &people->at[i];
		const struct govuk_cell cells[] = { { .text = it->account },
						    { .text = it->role.length != 0 ? it->role
										   : it->reason },
						    { .text = it->actor },
						    { .text = words_instant(visit, it->made_at) } };
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_restriction(struct visit *visit, const struct case_access *it)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Restriction"));
	if (!it->restricted) {
		govuk_body(&visit->html, TEXT("Everyone whose role reads cases sees this case."));
		return;
	}
	govuk_body(&visit->html,
		   visit_format(visit, "Restricted by %.*s on %.*s: %.*s", TEXT_ARG(it->actor),
				TEXT_ARG(words_instant(visit, it->made_at)), TEXT_ARG(it->reason)));
	show_people(visit, "Only they see this case", "Role", &it->named);
}

static void restriction_forms(struct visit *visit, const struct case_access *it)
{
	if (!it->restricted) {
		govuk_body(&visit->html, TEXT("When you restrict it, you and whoever has claimed "
					      "an item of it are named to it."));
		begin_form(visit, it, "restrict");
		reason_field(visit, "restrict", "Why is the case to be restricted?");
		end_form(visit, "Restrict the case");
		return;
	}
	begin_form(visit, it, "name");
	account_field(visit, "name", "Who else is to see this case?");
	end_form(visit, "Name them");
	begin_form(visit, it, "unname");
	account_select(visit, "unname", "Who is no longer to see it?", &it->named);
	end_form(visit, "Take them off");
	begin_form(visit, it, "lift");
	reason_field(visit, "lift", "Why is the restriction to end?");
	end_form(visit, "End the restriction");
}

static void exclusion_forms(struct visit *visit, const struct case_access *it)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Who is kept away by a conflict of interest"));
	if (it->excluded.count == 0)
		govuk_body(&visit->html, TEXT("Nobody."));
	else
		show_people(visit, "Excluded from this case", "Why", &it->excluded);
	begin_form(visit, it, "exclude");
	account_field(visit, "exclude", "Who is not to see this case?");
	reason_field(visit, "exclude", "Why not?");
	end_form(visit, "Exclude them");
	if (it->excluded.count == 0)
		return;
	begin_form(visit, it, "readmit");
	account_select(visit, "readmit", "Who is to see it again?", &it->excluded);
	reason_field(visit, "readmit", "Why is the conflict over?");
	end_form(visit, "Let them see it again");
}

static void show_own(struct visit *visit, const struct case_access *it)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Your own conflict of interest"));
	govuk_body(&visit->html, TEXT("When you declare one, you no longer see this case, and what "
				      "you have claimed of it is free for others. Only a manager "
				      "can end that."));
	begin_form(visit, it, "declare");
	reason_field(visit, "declare", "What is your conflict of interest?");
	end_form(visit, "Declare it");
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct case_access it;
	TRY(case_access_read(caseload, visit->numbers[0], &it, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Who may see a case",
						       .part = "/worklist",
						       .back = visit_format(visit, "/cases/%lld",
									    (long long)it.root_id),
						       .back_text = "Case" });
	govuk_caption(&visit->html, "l", it.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("Who may see this case"));
	show_restriction(visit, &it);
	if (it.may_change) {
		restriction_forms(visit, &it);
		exclusion_forms(visit, &it);
	}
	if (app_can(&visit->app, USE_DECLARE_CONFLICT, caseload->pack))
		show_own(visit, &it);
	return visit_page_end(visit);
}

enum status page_access(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

/* Who has shut the case to themselves goes home. */
static enum status after(struct visit *visit, const struct access_change *change)
{
	return change->step == ACCESS_DECLARE
		       ? visit_redirect(visit, "/")
		       : visit_redirect(visit, "/cases/%lld/access", (long long)visit->numbers[0]);
}

enum status page_access_post(struct visit *visit)
{
	struct caseload caseload;
	struct access_change change = { 0 };
	const char *step = text_c(visit->arena, visit_field(visit, "step"));
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_CASE_ACCESS, caseload.pack, visit->error));
	if (!access_step_parse(text_from(step), &change.step))
		visit_problem(visit, "main-content", TEXT("Choose one of the forms below"));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	change.account = visit_field(visit, field_of(visit, step, "account"));
	change.reason = visit_field(visit, field_of(visit, step, "reason"));
	enum status status = access_change(&caseload, visit->numbers[0], &change, visit->error);
	if (status == STATUS_OK)
		return after(visit, &change);
	const char *field = visit->error->field[0] != '\0'
				    ? field_of(visit, step, visit->error->field)
				    : "main-content";
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status, field));
	return show(visit, &caseload);
}
