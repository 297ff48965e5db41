/* SPDX-License-Identifier: Apache-2.0 */
/* From request to page: session, forged requests, limits of rate, errors. */
#include "web/visit.h"

#include "app/packs.h"
#include "app/second_factor.h"
#include "os/clock.h"
#include "web/fault.h"
#include "web/resume.h"
#include "web/route.h"

#include <string.h>

static const struct rate_limit each_address = { .each_second = 10, .most = 60 };

enum {
	RATE_SESSION,
	RATE_ADDRESS
};

const char *visit_cookie_name(const struct visit *visit)
{
	return visit->request->secure ? "__Host-remit" : "remit";
}

static struct text form_token_of(struct visit *visit)
{
	const struct text parts[] = { TEXT("form\n"), visit->token };
	struct digest digest = digest_of_parts(parts, 2);
	char text[DIGEST_TEXT_SIZE];
	digest_print(&digest, text);
	return text_copy(visit->arena, text_from(text));
}

void visit_begin_session(struct visit *visit, struct text token)
{
	struct text cookie = visit_format(visit, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s",
					  visit_cookie_name(visit), TEXT_ARG(token),
					  visit->request->secure ? "; Secure" : "");
	http_add_header(visit->response, "Set-Cookie", cookie);
	visit->token = token;
	visit->form_token = form_token_of(visit);
	visit->signed_in = visit->app.stage == STAGE_SIGNED_IN;
}

void visit_end_session(struct visit *visit)
{
	http_add_header(visit->response, "Set-Cookie",
			visit_format(visit, "%s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s",
				     visit_cookie_name(visit),
				     visit->request->secure ? "; Secure" : ""));
	visit->signed_in = false;
	visit->token = TEXT("");
}

static enum status find_session(struct visit *visit)
{
	struct text token = fields_get(&visit->request->cookies, visit_cookie_name(visit));
	bool found = false;
	if (token.length == 0)
		return STATUS_OK;
	TRY(session_find(&visit->app, token, &found, visit->error));
	if (found) {
		visit->signed_in = visit->app.stage == STAGE_SIGNED_IN;
		visit->token = token;
		visit->form_token = form_token_of(visit);
	}
	return STATUS_OK;
}

/* Browsers send where a form stands. */
static bool is_foreign(const struct http_request *request)
{
	size_t at = text_find(request->origin, TEXT("://"), 0);
	if (request->method != HTTP_POST || request->origin.length == 0)
		return false;
	return at == SIZE_MAX ||
	       !text_equal(text_slice(request->origin, at + 3, request->origin.length),
			   request->host);
}

/* Comes the form from a page of this site? The token shows that it was made for this session. */
static bool is_forged(const struct visit *visit)
{
	const struct http_request *request = visit->request;
	return request->method == HTTP_POST &&
	       (is_foreign(request) ||
		!text_equal(fields_get(&request->form, "form_token"), visit->form_token));
}

static bool is_too_often(const struct visit *visit)
{
	int64_t now = clock_monotonic();
	struct rate *rate = visit->site->rate;
	bool reads = visit->request->method == HTTP_GET;
	if (visit->signed_in)
		return !rate_take(rate, &visit->site->each_session, RATE_SESSION, visit->token,
				  now);
	return !reads &&
	       !rate_take(rate, &each_address, RATE_ADDRESS, visit->request->address, now);
}

/* Was somebody faster between reading and writing? Nothing was written then: the page says what it
 * has to say of the item as it is now, with the words that were sent. */
static bool was_overtaken(const struct visit *visit, enum status status)
{
	const char *code = visit->error->code;
	return status == STATUS_CONFLICT ||
	       (status == STATUS_REFUSED && code != NULL && strcmp(code, "wrong-state") == 0);
}

static enum status run(struct visit *visit, const struct route *route)
{
	if (route->is_open)
		return route->function(visit);
	bool enrols =
		visit->app.stage == STAGE_ENROL && (route->function == page_second_factor ||
						    route->function == page_second_factor_post);
	if (!visit->signed_in && !enrols)
		return visit->app.stage == STAGE_ENROL
			       ? visit_redirect(visit, "/account/second-factor")
			       : resume_sign_in(visit);
	if (is_forged(visit)) {
		error_set(visit->error, STATUS_REFUSED,
			  "this form was not made for your present session");
		return error_remedy(visit->error, "go back, load the page again and send it anew");
	}
	enum status status = route->function(visit);
	if (visit->request->method != HTTP_POST || !was_overtaken(visit, status))
		return status;
	*visit->error = (struct error){ 0 };
	return route->function(visit);
}

static enum status answer(struct visit *visit)
{
	bool other;
	const struct route *route = route_find(visit->request->method, visit->request->path,
					       visit->numbers, &visit->rest, &other);
	if (route == NULL)
		return fault_no_page(visit, other);
	visit->response->route = route->pattern;
	if (route->function != page_asset && route->function != page_health)
		TRY(find_session(visit));
	if (is_too_often(visit))
		return fault_too_often(visit);
	/* Of the sign-in page another window may have begun a session meanwhile: no token there. */
	if (route->is_open && is_foreign(visit->request))
		return error_set(visit->error, STATUS_REFUSED,
				 "this form was sent from another site");
	return run(visit, route);
}

enum status visit_dispatch(struct visit *visit, struct text path)
{
	bool other;
	const struct route *route =
		route_find(HTTP_POST, path, visit->numbers, &visit->rest, &other);
	if (route == NULL || route->is_open)
		return visit_redirect(visit, "/");
	return route->function(visit);
}

static void answer_in_bounds(void *user)
{
	struct visit *visit = user;
	enum status status = answer(visit);
	if (status != STATUS_OK)
		fault_page(visit, status);
}

void visit_answer(void *context, struct http_request *request, struct http_response *response)
{
	struct site *site = context;
	struct worker *worker = request->worker;
	struct error error = { 0 };
	struct visit visit = { .site = site,
			       .request = request,
			       .response = response,
			       .arena = request->arena,
			       .app = worker->app,
			       .error = &error };
	visit.app.arena = request->arena;
	enum status left = boundary_run(request->arena, answer_in_bounds, &visit, &error);
	app_rollback(&visit.app);
	if (left != STATUS_OK) {
		response->status = 500;
		response->type = "text/plain; charset=utf-8";
		response->body = TEXT("this request needs more memory than is allowed\n");
	}
}
