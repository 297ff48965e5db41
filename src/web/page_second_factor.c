/* SPDX-License-Identifier: Apache-2.0 */
/* One-time codes: setting them up, their recovery codes, ending them. Also for a session that is
 * not signed in before this is done (visit.c). */
#include "app/second_factor.h"
#include "exchange/qr.h"
#include "html/square.h"
#include "os/one_time.h"
#include "web/resume.h"

void resume_code_field(struct visit *visit, const char *hint)
{
	govuk_input(&visit->html,
		    &(struct govuk_input){
			    .name = TEXT("code"),
			    .label = { .text = TEXT("Code"), .classes = TEXT("govuk-label--m") },
			    .hint.text = text_from(hint),
			    .classes = TEXT("govuk-input--width-10"),
			    .input_mode = TEXT("numeric"),
			    .autocomplete = TEXT("one-time-code"),
			    .spellcheck = GOVUK_OFF,
			    .error = visit_message(visit, "code") });
}

static void begin_form(struct visit *visit, const char *step)
{
	govuk_form_begin(&visit->html, TEXT("/account/second-factor"), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("step"), text_from(step));
}

static void end_form(struct visit *visit, const char *text)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(text),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

/* What an authenticator reads from the picture. Names of accounts need no coding. */
static enum status show_secret(struct visit *visit, struct text secret)
{
	struct qr qr;
	struct text typed = one_time_print(visit->arena, secret, true);
	struct text bare = one_time_print(visit->arena, secret, false);
	struct text link = visit_format(visit, "otpauth://totp/remit:%.*s?secret=%.*s&issuer=remit",
					TEXT_ARG(visit->app.actor), TEXT_ARG(bare));
	TRY(qr_encode(visit->arena, link, &qr, visit->error));
	govuk_body(&visit->html, TEXT("Read this picture with an authenticator app on your device, "
				      "or type the secret under it."));
	html_square(&visit->html, qr.dark, qr.size, TEXT("QR code with the secret below"));
	govuk_inset_text(&visit->html, &(struct govuk_inset_text){ .text = typed });
	begin_form(visit, "confirm");
	resume_code_field(visit, "The six digits that the app shows now");
	end_form(visit, "Turn on one-time codes");
	return STATUS_OK;
}

static void show_on(struct visit *visit, const struct second_factor *it)
{
	govuk_body(
		&visit->html,
		visit_format(visit,
			     "They are on: whenever you sign in, you are asked for one. You have "
			     "%lld recovery codes left.",
			     (long long)it->codes_left));
	if (it->required) {
		govuk_body(&visit->html,
			   TEXT("Your role has to have them. If your device is lost, a "
				"manager resets them."));
		return;
	}
	begin_form(visit, "drop");
	resume_code_field(visit, "The six digits that the app shows now, or a recovery code");
	end_form(visit, "Turn them off");
}

static enum status show(struct visit *visit)
{
	struct second_factor it;
	TRY(second_factor_read(&visit->app, &it, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "One-time codes",
						.back = visit->signed_in ? TEXT("/account")
									 : (struct text){ 0 },
						.back_text = "Your account" });
	govuk_heading(&visit->html, 1, "l", TEXT("One-time codes"));
	if (it.on) {
		show_on(visit, &it);
	} else if (it.secret.length != 0) {
		TRY(show_secret(visit, it.secret));
	} else {
		govuk_body(&visit->html,
			   it.required
				   ? TEXT("Your role has to have one-time codes: set them up to "
					  "go on.")
				   : TEXT("With one-time codes nobody signs in with your "
					  "password alone."));
		begin_form(visit, "begin");
		end_form(visit, "Set up one-time codes");
	}
	return visit_page_end(visit);
}

/* Shown this once. */
static enum status show_codes(struct visit *visit, const struct text codes[RECOVERY_CODES])
{
	visit_page_begin(visit, &(struct visit_title){ .title = "Recovery codes" });
	govuk_heading(&visit->html, 1, "l", TEXT("One-time codes are on"));
	govuk_warning_text(&visit->html,
			   &(struct govuk_warning_text){
				   .text = TEXT("Keep these recovery codes where you keep a spare "
						"key. Each signs you in once when your device is "
						"lost. They are not shown again.") });
	html_begin(&visit->html, "ul");
	html_attribute(&visit->html, "class", TEXT("govuk-list"));
	for (unsigned i = 0; i < RECOVERY_CODES; i++)
		html_element(&visit->html, "li", codes[i]);
	html_end(&visit->html);
	visit_link(visit, "Go on", TEXT("/"));
	return visit_page_end(visit);
}

enum status page_second_factor(struct visit *visit)
{
	return show(visit);
}

static enum status confirm(struct visit *visit)
{
	struct text codes[RECOVERY_CODES];
	struct text token;
	bool found;
	enum status status = second_factor_confirm(
		&visit->app, visit->token, visit_field(visit, "code"), codes, &token, visit->error);
	if (status != STATUS_OK)
		return status;
	if (token.length != 0) {
		visit_begin_session(visit, token);
		TRY(session_find(&visit->app, token, &found, visit->error));
	}
	return show_codes(visit, codes);
}

enum status page_second_factor_post(struct visit *visit)
{
	struct text step = visit_field(visit, "step");
	enum status status = STATUS_OK;
	if (!visit_takes(visit))
		return show(visit);
	if (text_is(step, "begin"))
		status = second_factor_begin(&visit->app, visit->error);
	else if (text_is(step, "confirm"))
		status = confirm(visit);
	else if (text_is(step, "drop"))
		status = second_factor_drop(&visit->app, visit_field(visit, "code"), visit->error);
	else
		visit_problem(visit, "main-content", TEXT("Choose one of the forms below"));
	if (status == STATUS_REFUSED && text_is(text_from(visit->error->field), "code")) {
		visit_problem(visit, "code",
			      TEXT("The code is not right, or was used already, or "
				   "the account is locked: wait for the next code"));
		return show(visit);
	}
	TRY(status);
	if (visit->response->body.length != 0) /* the recovery codes */
		return STATUS_OK;
	return visit->problems.count != 0 ? show(visit)
					  : visit_redirect(visit, "/account/second-factor");
}
