/* SPDX-License-Identifier: Apache-2.0 */
#include "web/you.h"

static const char *cookie_name(const struct visit *visit)
{
	return visit->request->secure ? "__Secure-remit-you" : "remit-you";
}

void you_set_cookie(struct visit *visit, struct text token)
{
	http_add_header(visit->response, "Set-Cookie",
			visit_format(visit, "%s=%.*s; Path=/you; HttpOnly; SameSite=Strict%s%s",
				     cookie_name(visit), TEXT_ARG(token),
				     token.length == 0 ? "; Max-Age=0" : "",
				     visit->request->secure ? "; Secure" : ""));
}

static struct text form_token_of(struct visit *visit)
{
	const struct text parts[] = { TEXT("form of the person\n"), visit->token };
	struct digest digest = digest_of_parts(parts, 2);
	char text[DIGEST_TEXT_SIZE];
	digest_print(&digest, text);
	return text_copy(visit->arena, text_from(text));
}

enum status you_open(struct visit *visit, struct person_at *at, bool *found)
{
	*found = false;
	visit->signed_in = false;
	visit->app.stage = 0;
	visit->token =
		text_copy(visit->arena, fields_get(&visit->request->cookies, cookie_name(visit)));
	visit->form_token = TEXT("");
	if (visit->token.length == 0)
		return STATUS_OK;
	TRY(person_session_find(&visit->app, visit->token, at, found, visit->error));
	if (*found)
		visit->form_token = form_token_of(visit);
	return STATUS_OK;
}

enum status you_check_form(struct visit *visit)
{
	if (text_equal(fields_get(&visit->request->form, "form_token"), visit->form_token))
		return STATUS_OK;
	error_set(visit->error, STATUS_REFUSED, "this form was not made for your present session");
	return error_remedy(visit->error, "go back, load the page again and send it anew");
}

enum status you_ask(struct visit *visit, int status, const char *wrong)
{
	visit->signed_in = false;
	if (wrong != NULL)
		visit_problem(visit, "code", text_from(wrong));
	visit_page_begin(visit, &(struct visit_title){ .title = "Your page" });
	govuk_heading(&visit->html, 1, "l", TEXT("What we have decided about you"));
	govuk_body(&visit->html,
		   TEXT("We have sent you a code. It opens this page once. If it has ended, or you "
			"have none, ask us for a new one."));
	govuk_form_begin(&visit->html, TEXT("/you"), TEXT(""));
	visit_line(visit, "code", "Your code", "It looks like 7KQ2-M9XD-04TB-W6RE");
	visit_line(visit, "second", "Your date of birth, or what the letter asks for",
		   "A date as day, month and year: 27 3 1990");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Open the page"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	visit->response->status = (unsigned)status;
	return visit_page_end(visit);
}

void you_begin(struct visit *visit, const char *title, const struct person_at *at, bool back)
{
	visit_page_begin(visit, &(struct visit_title){ .title = title,
						       .back = back ? TEXT("/you") : TEXT(""),
						       .back_text = "Your page" });
	govuk_caption(&visit->html, "l", at->reference);
	govuk_heading(&visit->html, 1, "l", text_from(title));
}
