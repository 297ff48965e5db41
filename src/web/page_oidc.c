/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in by an OpenID provider: to it, and back. What asks the provider is done aside
 * (server/http.h); then the page is answered for the second time, with what came of it. */
#include "app/identity.h"
#include "app/second_factor.h"
#include "letter/written.h"
#include "web/fault.h"
#include "web/resume.h"

/* What is asked, and what came of it. */
struct trip {
	struct oidc *oidc;
	struct arena *arena;
	struct oidc_words words;
	struct oidc_begun begun;
	struct oidc_answer answer;
	struct text url;
	struct oidc_person person;
	enum status status;
	struct error error;
	bool is_done;
};

static enum status go(struct visit *visit, struct trip *trip, void (*what)(void *trip))
{
	trip->oidc = visit->site->oidc;
	trip->arena = visit->arena;
	visit->response->do_aside = what;
	visit->response->aside = trip;
	return STATUS_OK;
}

/* Did it do what was asked? */
static enum status came_back(const struct trip *trip, struct error *error)
{
	if (!trip->is_done)
		return oidc_refuse(error, OIDC_PROVIDER_DOWN, "the server is ending");
	*error = trip->error;
	return trip->status;
}

/* ---- the cookie of the browser that has begun ---- */
static const char *cookie_name(const struct visit *visit)
{
	return visit->request->secure ? "__Host-remit-oidc" : "remit-oidc";
}

static void set_cookie(struct visit *visit, struct text value, int seconds)
{
	http_add_header(visit->response, "Set-Cookie",
			visit_format(visit, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
				     cookie_name(visit), TEXT_ARG(value), seconds,
				     visit->request->secure ? "; Secure" : ""));
}

/* ---- refusals ---- */
static enum status show_refusal(struct visit *visit, const struct error *refusal,
				const char *reference)
{
	bool down = refusal->code != NULL && strcmp(refusal->code, "provider-down") == 0;
	struct text words = text_from(refusal->message);
	struct text remedy = text_from(refusal->remedy);
	visit->response->status = down ? 503 : 403;
	visit_page_begin(visit, &(struct visit_title){ .title = "You are not signed in" });
	govuk_heading(&visit->html, 1, "l", TEXT("You are not signed in"));
	words = written_capital(visit->arena, visit_format(visit, "%.*s.", TEXT_ARG(words)));
	remedy = written_capital(visit->arena, visit_format(visit, "%.*s.", TEXT_ARG(remedy)));
	govuk_body(&visit->html, words);
	govuk_body(&visit->html, remedy);
	govuk_body(&visit->html, visit_format(visit, "Reference: %s", reference));
	visit_link(visit, "Go to the sign-in page", TEXT("/sign-in"));
	return visit_page_end(visit);
}

/* A refusal goes on record and is told; any other failure is as elsewhere. */
static enum status refused(struct visit *visit, const struct oidc_person *person,
			   enum status status)
{
	char reference[REFERENCE_SIZE + 1];
	struct error refusal = *visit->error;
	if (status != STATUS_REFUSED || refusal.code == NULL)
		return status;
	*visit->error = (struct error){ 0 };
	TRY(identity_note_refusal(&visit->app, &refusal, person, reference, visit->error));
	return show_refusal(visit, &refusal, reference);
}

/* ---- to the provider ---- */
static void ask_sign_in(void *user)
{
	struct trip *trip = user;
	trip->status =
		oidc_sign_in_url(trip->oidc, trip->arena, &trip->words, &trip->url, &trip->error);
	trip->is_done = true;
}

enum status page_oidc(struct visit *visit)
{
	struct trip *trip = visit->request->aside;
	if (visit->site->oidc == NULL)
		return fault_no_page(visit, false);
	struct text next = resume_own_path(visit_field(visit, "next"));
	if (visit->signed_in)
		return visit_redirect(visit, "%.*s", TEXT_ARG(next));
	if (trip == NULL) {
		trip = arena_new_one(visit->arena, struct trip);
		trip->begun = oidc_begin(visit->arena, next);
		trip->words = oidc_words_of(visit->arena, &trip->begun);
		return go(visit, trip, ask_sign_in);
	}
	enum status status = came_back(trip, visit->error);
	if (status != STATUS_OK)
		return refused(visit, NULL, status);
	set_cookie(visit, oidc_begun_write(visit->arena, &trip->begun), OIDC_BEGUN_SECONDS);
	return visit_redirect(visit, "%.*s", TEXT_ARG(trip->url));
}

/* ---- and back ---- */
static void ask_person(void *user)
{
	struct trip *trip = user;
	trip->status = oidc_person_of(trip->oidc, trip->arena, &trip->answer, &trip->words,
				      &trip->person, &trip->error);
	trip->is_done = true;
}

static bool is_twice(const struct fields *query)
{
	for (size_t i = 0; i < query->count; i++)
		for (size_t k = 0; k < i; k++)
			if (text_equal(query->at[i].name, query->at[k].name))
				return true;
	return false;
}

/* Is it the answer to what this browser has asked, for the first time? */
static enum status take_answer(struct visit *visit, struct trip *trip)
{
	const struct fields *query = &visit->request->query;
	struct text cookie = fields_get(&visit->request->cookies, cookie_name(visit));
	if (!oidc_begun_read(visit->arena, cookie, &trip->begun))
		return oidc_refuse(visit->error, OIDC_STATE, "cookie");
	trip->words = oidc_words_of(visit->arena, &trip->begun);
	if (is_twice(query) || !text_equal(fields_get(query, "state"), trip->words.state))
		return oidc_refuse(visit->error, OIDC_STATE, "state");
	trip->answer = (struct oidc_answer){ .code = fields_get(query, "code"),
					     .issuer = fields_get(query, "iss"),
					     .error = fields_get(query, "error") };
	return identity_take_state(&visit->app, trip->words.state, visit->error);
}

/* A session is never carried over: a new one each time. */
static enum status begin_session(struct visit *visit, const struct trip *trip)
{
	struct text token;
	bool found;
	struct text next = resume_own_path(trip->begun.next);
	if (visit->signed_in)
		TRY(session_end(&visit->app, visit->token, false, visit->error));
	TRY(identity_sign_in(&visit->app, &trip->person, &token, visit->error));
	visit_begin_session(visit, token);
	TRY(session_find(&visit->app, token, &found, visit->error));
	if (visit->app.stage == STAGE_ENROL)
		return visit_redirect(visit, "/account/second-factor");
	if (visit->app.stage == STAGE_SIGNED_IN)
		return visit_redirect(visit, "%.*s", TEXT_ARG(next));
	struct fields fields = { 0 };
	fields_add(visit->arena, &fields, TEXT("next"), next);
	next = fields_write(visit->arena, &fields);
	return visit_redirect(visit, "/sign-in?%.*s", TEXT_ARG(next));
}

enum status page_oidc_callback(struct visit *visit)
{
	struct trip *trip = visit->request->aside;
	enum status status;
	if (visit->site->oidc == NULL)
		return fault_no_page(visit, false);
	if (trip == NULL) {
		if (!resume_may_try(visit))
			return fault_too_often(visit);
		trip = arena_new_one(visit->arena, struct trip);
		status = take_answer(visit, trip);
		if (status == STATUS_OK)
			return go(visit, trip, ask_person);
	} else {
		status = came_back(trip, visit->error);
		if (status == STATUS_OK)
			status = begin_session(visit, trip);
	}
	set_cookie(visit, TEXT(""), 0);
	return refused(visit, &trip->person, status);
}

/* ---- out ---- */
static void ask_sign_out(void *user)
{
	struct trip *trip = user;
	trip->status = oidc_sign_out_url(trip->oidc, trip->arena, &trip->url, &trip->error);
	trip->is_done = true;
}

enum status page_oidc_sign_out(struct visit *visit)
{
	struct trip *trip = visit->request->aside;
	if (visit->site->oidc == NULL)
		return fault_no_page(visit, false);
	if (trip == NULL)
		return go(visit, arena_new_one(visit->arena, struct trip), ask_sign_out);
	enum status status = came_back(trip, visit->error);
	if (status != STATUS_OK)
		return refused(visit, NULL, status);
	return trip->url.length != 0 ? visit_redirect(visit, "%.*s", TEXT_ARG(trip->url))
				     : visit_redirect(visit, "/sign-in");
}
