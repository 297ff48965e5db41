/* SPDX-License-Identifier: Apache-2.0 */
#include "web/resume.h"

#include "app/second_factor.h"
#include "web/ways.h"

#define KEPT "kept."

struct text resume_own_path(struct text path)
{
	bool good = path.length != 0 && path.at[0] == '/' &&
		    (path.length == 1 || (path.at[1] != '/' && path.at[1] != '\\'));
	for (size_t i = 0; good && i < path.length; i++)
		good = path.at[i] > ' ' && path.at[i] < 0x7F && path.at[i] != '\\';
	return good && !text_starts(path, TEXT("/sign-")) ? path : TEXT("/");
}

static bool is_of_account(struct text path)
{
	return text_starts(path, TEXT("/account/"));
}

/* What was sent travels along: as sent now, or as kept by an earlier try at the password. What is
 * about the account does not: a password is typed again, and stands in no page. */
static void keep_fields(struct visit *visit)
{
	const struct fields *form = &visit->request->form;
	bool again = text_is(visit->request->path, "/sign-in");
	if (is_of_account(visit->request->path))
		return;
	for (size_t i = 0; i < form->count; i++) {
		struct text name = form->at[i].name;
		if (text_is(name, "form_token") || (again && !text_starts(name, TEXT(KEPT))))
			continue;
		govuk_hidden_field(&visit->html,
				   again ? name : visit_format(visit, KEPT "%.*s", TEXT_ARG(name)),
				   form->at[i].value);
	}
}

static struct text wanted(struct visit *visit)
{
	if (text_is(visit->request->path, "/sign-in"))
		return resume_own_path(visit_field(visit, "next"));
	if (is_of_account(visit->request->path))
		return TEXT("/account");
	if (visit->request->method == HTTP_POST || visit->request->query_text.length == 0)
		return visit->request->path;
	return visit_format(visit, "%.*s?%.*s", TEXT_ARG(visit->request->path),
			    TEXT_ARG(visit->request->query_text));
}

static void hidden_fields(struct visit *visit)
{
	govuk_hidden_field(&visit->html, TEXT("next"), wanted(visit));
	keep_fields(visit);
}

static void show_form(struct visit *visit)
{
	struct html *html = &visit->html;
	govuk_form_begin(html, TEXT("/sign-in"), TEXT(""));
	hidden_fields(visit);
	govuk_input(html, &(struct govuk_input){ .name = TEXT("name"),
						 .label.text = TEXT("Account name"),
						 .value = visit_field(visit, "name"),
						 .autocomplete = TEXT("username"),
						 .autocapitalize = TEXT("none"),
						 .spellcheck = GOVUK_OFF,
						 .classes = TEXT("govuk-input--width-20"),
						 .error = visit_message(visit, "name") });
	govuk_password_input(html,
			     &(struct govuk_password_input){
				     .input = { .name = TEXT("password"),
						.label.text = TEXT("Password"),
						.classes = TEXT("govuk-input--width-20"),
						.autocomplete = TEXT("current-password"),
						.error = visit_message(visit, "password") } });
	govuk_button(html, &(struct govuk_button){ .text = TEXT("Sign in"),
						   .prevent_double_click = GOVUK_ON });
	html_end(html);
}

/* Does the page carry words that were written, to be shown again? */
static bool has_words(const struct visit *visit)
{
	const struct fields *form = &visit->request->form;
	bool again = text_is(visit->request->path, "/sign-in");
	if (!again)
		return form->count != 0 && !is_of_account(visit->request->path);
	for (size_t i = 0; i < form->count; i++)
		if (text_starts(form->at[i].name, TEXT(KEPT)))
			return true;
	return false;
}

/* Who has signed in beside this page goes on from it. */
static void show_provider(struct visit *visit)
{
	bool kept = has_words(visit);
	ways_show_provider(visit, wanted(visit), kept);
	if (!kept || visit->site->oidc == NULL)
		return;
	govuk_form_begin(&visit->html, TEXT("/sign-in"), TEXT(""));
	hidden_fields(visit);
	govuk_hidden_field(&visit->html, TEXT("stage"), TEXT("beside"));
	govuk_button(&visit->html, &(struct govuk_button){
					   .text = TEXT("I have signed in there: go on with what I "
							"wrote"),
					   .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
}

/* What each role does, in a line. */
static const struct {
	const char *role;
	const char *line;
} lines[] = {
#define ROLE_LINE(role, line) { role, line },
#include "web/role.def"
#undef ROLE_LINE
};

/* What a role and grade of the pack may do. */
static struct text pack_line(struct visit *visit, const struct pack *pack,
			     const struct account *account)
{
	const struct pack_role *role = pack_find_role(pack, account->role);
	const struct pack_grade *grade = pack_find_grade(pack, account->grade);
	bool decides = false;
	bool signs = false;
	if (role == NULL || grade == NULL)
		return account->role;
	int64_t day = clock_today(&visit->app.clock);
	for (size_t i = 0; i < PACK_DIRECTION_COUNT; i++) {
		decides = decides || pack_may(&pack->authority[i].decide, role, grade, day);
		signs = signs || pack_may(&pack->authority[i].sign, role, grade, day);
		for (size_t s = 0; s < pack->sample_count; s++)
			signs = signs || (!pack->samples[s].blind &&
					  pack_may(&pack->samples[s].by, role, grade, day));
	}
	return visit_format(visit, "%.*s, %.*s: %s%s%s", TEXT_ARG(role->label),
			    TEXT_ARG(grade->label), decides ? "works on cases and decides" : "",
			    decides && signs ? ", " : "",
			    signs ? "signs others' decisions as the second person" : "");
}

static struct text line_of(struct visit *visit, const struct account *account)
{
	struct caseload caseload;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (text_is(account->role, lines[i].role))
			return text_from(lines[i].line);
	return visit_pack(visit, &caseload) == STATUS_OK ? pack_line(visit, caseload.pack, account)
							 : account->role;
}

static void show_person(struct visit *visit, const struct account *account)
{
	struct html *html = &visit->html;
	html_begin(html, "div");
	html_class(html, "remit-person", TEXT(""));
	govuk_form_begin(html, TEXT("/sign-in"), TEXT(""));
	hidden_fields(visit);
	govuk_hidden_field(html, TEXT("demo"), account->name);
	govuk_button(html, &(struct govuk_button){ .text = visit_format(visit, "Sign in as %.*s",
									TEXT_ARG(account->name)),
						   .classes = TEXT("govuk-button--secondary"),
						   .prevent_double_click = GOVUK_ON });
	html_end(html);
	govuk_body(html, line_of(visit, account));
	html_end(html);
}

static enum status show_people(struct visit *visit, const struct account_list *people)
{
	struct html *html = &visit->html;
	if (people->count == 0)
		return STATUS_OK;
	govuk_heading(html, 2, "m", TEXT("People to try it with"));
	govuk_body(html,
		   TEXT("This is a demonstration. Nobody here is real, and these accounts need "
			"no password."));
	for (size_t i = 0; i < people->count; i++)
		show_person(visit, &people->at[i]);
	return STATUS_OK;
}

/* The password was right: the code is asked for, and what was written travels on. */
static enum status code_page(struct visit *visit)
{
	struct html *html = &visit->html;
	visit_page_begin(visit, &(struct visit_title){ .title = "Enter a code" });
	govuk_heading(html, 1, "l", TEXT("Enter a code"));
	govuk_form_begin(html, TEXT("/sign-in"), TEXT(""));
	hidden_fields(visit);
	govuk_hidden_field(html, TEXT("stage"), TEXT("code"));
	resume_code_field(visit, "The six digits that your authenticator app shows now, or one of "
				 "your recovery codes");
	govuk_button(html, &(struct govuk_button){ .text = TEXT("Sign in"),
						   .prevent_double_click = GOVUK_ON });
	html_end(html);
	visit_link(visit, "Sign in with another account", TEXT("/sign-in?again=yes"));
	return visit_page_end(visit);
}

enum status resume_page(struct visit *visit, unsigned status, struct text message)
{
	struct account_list people = { 0 };
	TRY(sign_in_demo_list(&visit->app, &people, visit->error));
	visit->response->status = status;
	visit->notice = message;
	if (visit->app.stage == STAGE_CODE && visit_field(visit, "again").length == 0)
		return code_page(visit);
	visit_page_begin(visit, &(struct visit_title){ .title = "Sign in" });
	govuk_heading(&visit->html, 1, "l", TEXT("Sign in"));
	ways_show_signed_out(visit);
	show_provider(visit);
	if (!ways_by_password(visit, TEXT("")))
		return visit_page_end(visit);
	TRY(show_people(visit, &people));
	if (people.count != 0)
		govuk_heading(&visit->html, 2, "m", TEXT("With an account of your own"));
	else if (visit->site->oidc != NULL)
		govuk_heading(&visit->html, 2, "m", TEXT("With a password"));
	show_form(visit);
	return visit_page_end(visit);
}

enum status resume_sign_in(struct visit *visit)
{
	bool sent = visit->request->method == HTTP_POST;
	if (!sent && text_is(visit->request->path, "/"))
		return visit_redirect(visit, "/sign-in");
	return resume_page(visit, 401,
			   sent ? TEXT("Your session has ended. What you wrote is kept: sign in, "
				       "and it stands in the form again.")
				: TEXT("Sign in to see this page."));
}

/* Take the kept fields as if they had just been sent. */
static bool take_kept(struct visit *visit)
{
	const struct fields *form = &visit->request->form;
	struct fields kept = { 0 };
	for (size_t i = 0; i < form->count; i++)
		if (text_starts(form->at[i].name, TEXT(KEPT)))
			fields_add(visit->arena, &kept,
				   text_slice(form->at[i].name, sizeof KEPT - 1,
					      form->at[i].name.length),
				   form->at[i].value);
	bool any = kept.count != 0;
	if (any)
		visit->request->form = kept;
	return any;
}

enum status resume_go_on(struct visit *visit)
{
	struct text next = resume_own_path(visit_field(visit, "next"));
	if (is_of_account(next) || !take_kept(visit))
		return visit_redirect(visit, "%.*s", TEXT_ARG(next));
	visit->resumed = true;
	visit->request->path = next;
	visit->notice = TEXT("You are signed in again. What you wrote stands here; it is not sent "
			     "yet.");
	return visit_dispatch(visit, next);
}
