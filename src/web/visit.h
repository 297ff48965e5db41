/* SPDX-License-Identifier: Apache-2.0 */
/* One request on its way through a page: who asks, the use cases they may call, what is written.
 *
 * A page's function fills the response, or returns a status other than STATUS_OK with visit->error
 * set: then the visitor gets a page that says so. */
#ifndef REMIT_WEB_VISIT_H
#define REMIT_WEB_VISIT_H

#include "app/caseload.h"
#include "app/ticker.h"
#include "html/govuk.h"
#include "server/rate.h"
#include "web/site.h"

struct problem {
	struct text field; /* its id */
	struct text message;
};

struct site {
	struct text url;
	struct clock clock;
	struct server *server;
	struct figures *figures;
	struct rate *rate;
	/* A person reads; a program that asks more often is held back. */
	struct rate_limit each_session;
	struct turn *turn;
	struct ticker sequencer;
	struct arena *arena;
	struct worker *workers[SERVER_THREADS_MOST];
	size_t worker_count;
	bool is_demo;
	struct oidc *oidc; /* NULL: nobody signs in by a provider */
};

/* What a thread keeps between requests. */
struct worker {
	struct arena *arena;
	struct app app;
};

struct visit {
	struct site *site;
	struct http_request *request;
	struct http_response *response;
	struct arena *arena;
	struct app app; /* acts as who is signed in */
	struct error *error;
	int64_t numbers[2]; /* of the path */
	struct text rest;   /* of the path, after a * */
	struct text token;  /* of the session */
	struct text form_token;
	bool signed_in;
	bool resumed; /* a form that was sent too late: shown again with its words, not taken */
	struct text notice; /* said on top of the page */
	struct {
		LIST_OF(struct problem);
	} problems; /* of what was filled in */
	struct html html;
	struct govuk_page page;
};

typedef enum status page_function(struct visit *visit);

/* Answer the request. */
void visit_answer(void *context, struct http_request *request, struct http_response *response);

/* ---- what was sent ---- */
struct text visit_field(const struct visit *visit, const char *name); /* trimmed */
int64_t visit_number(const struct visit *visit, const char *name);    /* 0 when it is none */
int64_t visit_number_of(struct text text); /* the same of a part of one */
/* Is a form to be taken (it was sent in time, and nothing is wrong so far)? */
bool visit_takes(const struct visit *visit);

/* ---- what is wrong with it ---- */
void visit_problem(struct visit *visit, const char *field, struct text message);
/* The message at a field, or an empty one. */
struct govuk_error_message visit_message(const struct visit *visit, const char *field);
/* A line of text to be filled in, with what was sent and what is wrong with it. */
void visit_line(struct visit *visit, const char *name, const char *label, const char *hint);
/* The same of some sentences; its label is a heading of the form. */
void visit_area(struct visit *visit, const char *name, const char *label);
/* A use case has refused: its words at the field they are about, and STATUS_OK, so that the form is
 * shown again; what is no fault of the form comes back as it was. */
enum status visit_refused(struct visit *visit, enum status status, const char *field);

/* ---- the page ---- */
struct visit_title {
	const char *title; /* of the browser's tab: no personal data */
	const char *part;  /* path of the part of the site that it lies in, or NULL */
	struct text back;  /* where a back link leads, or empty */
	const char *back_text;
	bool is_wide;
};
/* Up to the heading; then the page's own content; then its end, which makes the response. */
void visit_page_begin(struct visit *visit, const struct visit_title *title);
enum status visit_page_end(struct visit *visit);
enum status visit_redirect(struct visit *visit, const char *format, ...) PRINTF_LIKE(2, 3);
/* A link on a line of its own. */
void visit_link(struct visit *visit, const char *text, struct text href);
/* A day since 1970 as "2022-03-31". */
struct text visit_day(struct visit *visit, int64_t day);
/* A path or text in the visit's arena. */
struct text visit_format(struct visit *visit, const char *format, ...) PRINTF_LIKE(2, 3);

/* The pack whose cases this person is shown: the one that they chose on /work, else the first by
 * name; its latest version (page_work.c). */
enum status visit_pack(struct visit *visit, struct caseload *out) MUST_USE;
/* A link to the choice, where there is one. */
enum status visit_other_work(struct visit *visit) MUST_USE;

#define ROUTE(method, pattern, function, access, use) page_function function;
#include "web/route.def"
#undef ROUTE

#endif
