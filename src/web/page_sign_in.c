/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in and out, and one's own account. */
#include "app/second_factor.h"
#include "web/resume.h"
#include "web/ways.h"

static const struct rate_limit tries = { .each_second = 0.5, .most = 20 };
enum {
	RATE_SIGN_IN = 2
};

enum status page_sign_in(struct visit *visit)
{
	if (visit->signed_in)
		return visit_redirect(visit, "/");
	if (visit->app.stage == STAGE_ENROL && visit_field(visit, "again").length == 0)
		return visit_redirect(visit, "/account/second-factor");
	return resume_page(visit, 200, TEXT(""));
}

static enum status try_sign_in(struct visit *visit, struct text *token)
{
	struct text demo = visit_field(visit, "demo");
	struct text name = demo.length != 0 ? demo : visit_field(visit, "name");
	if (!ways_by_password(visit, name))
		return sign_in_closed(&visit->app, name, visit->error);
	if (demo.length != 0)
		return sign_in_demo(&visit->app, demo, token, visit->error);
	return sign_in(&visit->app, name, fields_get(&visit->request->form, "password"), token,
		       visit->error);
}

/* The second step of signing in. */
static enum status take_code(struct visit *visit)
{
	struct text token = TEXT("");
	bool found;
	enum status status = second_factor_enter(&visit->app, visit->token,
						 visit_field(visit, "code"), &token, visit->error);
	if (status == STATUS_REFUSED) {
		visit_problem(visit, "code",
			      TEXT("The code is not right, or was used already, or the account is "
				   "locked: wait for the next code"));
		return resume_page(visit, 422, TEXT(""));
	}
	TRY(status);
	visit_begin_session(visit, token);
	TRY(session_find(&visit->app, token, &found, visit->error));
	return resume_go_on(visit);
}

bool resume_may_try(struct visit *visit)
{
	return rate_take(visit->site->rate, &tries, RATE_SIGN_IN, visit->request->address,
			 clock_monotonic());
}

enum status page_sign_in_post(struct visit *visit)
{
	struct text token = TEXT("");
	if (visit->app.stage == STAGE_CODE && text_is(visit_field(visit, "stage"), "code")) {
		if (resume_may_try(visit))
			return take_code(visit);
		visit_problem(visit, "code", TEXT("Too many tries: wait a minute"));
		return resume_page(visit, 422, TEXT(""));
	}
	/* Who has signed in beside this page, with the provider, goes on with what it kept. */
	if (visit->signed_in && text_is(visit_field(visit, "stage"), "beside"))
		return resume_go_on(visit);
	visit->app.stage = STAGE_SIGNED_IN;
	if (visit_field(visit, "demo").length == 0 && visit_field(visit, "name").length == 0)
		visit_problem(visit, "name", TEXT("Enter your account name"));
	if (!resume_may_try(visit))
		visit_problem(visit, "password", TEXT("Too many tries: wait a minute"));
	if (visit->problems.count != 0)
		return resume_page(visit, 422, TEXT(""));
	/* A session is never carried over: a new one each time. */
	if (visit->signed_in)
		TRY(session_end(&visit->app, visit->token, false, visit->error));
	enum status status = try_sign_in(visit, &token);
	if (status == STATUS_REFUSED) {
		visit_problem(
			visit, "password",
			visit_format(visit,
				     "The name or the password is not right, or the account is "
				     "locked (after %d wrong tries, for %d minutes)",
				     SIGN_IN_TRIES, SIGN_IN_LOCK_SECONDS / 60));
		return resume_page(visit, 422, TEXT(""));
	}
	TRY(status);
	visit_begin_session(visit, token);
	bool found;
	TRY(session_find(&visit->app, token, &found, visit->error));
	if (visit->app.stage == STAGE_CODE)
		return resume_page(visit, 200, TEXT(""));
	if (visit->app.stage == STAGE_ENROL)
		return visit_redirect(visit, "/account/second-factor");
	return resume_go_on(visit);
}

enum status page_sign_out_post(struct visit *visit)
{
	TRY(session_end(&visit->app, visit->token, false, visit->error));
	visit_end_session(visit);
	return visit_redirect(visit, visit->site->oidc != NULL ? "/sign-in?out=yes" : "/sign-in");
}

enum status page_sign_out_all_post(struct visit *visit)
{
	TRY(session_end(&visit->app, visit->token, true, visit->error));
	visit_end_session(visit);
	return visit_redirect(visit, visit->site->oidc != NULL ? "/sign-in?out=yes" : "/sign-in");
}

static void password_field(struct visit *visit, const char *name, const char *label,
			   const char *hint, const char *autocomplete)
{
	govuk_password_input(
		&visit->html,
		&(struct govuk_password_input){ .input = { .name = text_from(name),
							   .label.text = text_from(label),
							   .hint.text = text_from(hint),
							   .classes = TEXT("govuk-input--width-20"),
							   .autocomplete = text_from(autocomplete),
							   .error = visit_message(visit, name) } });
}

static void row(struct govuk_summary_row *out, const char *key, struct text value)
{
	*out = (struct govuk_summary_row){ .key.text = text_from(key), .value.text = value };
}

enum status page_account(struct visit *visit)
{
	int64_t count;
	struct govuk_summary_row rows[4];
	TRY(session_count(&visit->app, &count, visit->error));
	row(&rows[0], "Account name", visit->app.actor);
	row(&rows[1], "Role", visit->app.role);
	row(&rows[2], "Grade", visit->app.grade.length != 0 ? visit->app.grade : TEXT("None"));
	row(&rows[3], "Open sessions", visit_format(visit, "%lld", (long long)count));
	visit_page_begin(visit, &(struct visit_title){ .title = "Your account" });
	struct html *html = &visit->html;
	govuk_heading(html, 1, "l", TEXT("Your account"));
	govuk_summary_list(html, &(struct govuk_summary_list){ .rows = rows, .row_count = 4 });
	govuk_heading(html, 2, "m", TEXT("Change your password"));
	govuk_form_begin(html, TEXT("/account/password"), visit->form_token);
	password_field(visit, "present", "Present password", "", "current-password");
	password_field(visit, "password", "New password",
		       "At least 12 characters. Three random words do well.", "new-password");
	govuk_button(html, &(struct govuk_button){ .text = TEXT("Change password") });
	html_end(html);
	govuk_heading(html, 2, "m", TEXT("One-time codes"));
	visit_link(visit, "Set up or turn off one-time codes", TEXT("/account/second-factor"));
	govuk_heading(html, 2, "m", TEXT("Sign out everywhere"));
	govuk_body(html, TEXT("Ends your sessions on this and every other machine."));
	govuk_form_begin(html, TEXT("/account/sign-out-everywhere"), visit->form_token);
	govuk_button(html, &(struct govuk_button){ .text = TEXT("Sign out everywhere"),
						   .classes = TEXT("govuk-button--warning") });
	html_end(html);
	return visit_page_end(visit);
}

enum status page_password_post(struct visit *visit)
{
	struct text token = TEXT("");
	enum status status = password_change(
		&visit->app, fields_get(&visit->request->form, "present"),
		fields_get(&visit->request->form, "password"), &token, visit->error);
	if (status != STATUS_OK) {
		TRY(visit_refused(visit, status, NULL));
		return page_account(visit);
	}
	visit_begin_session(visit, token);
	return visit_redirect(visit, "/account");
}
