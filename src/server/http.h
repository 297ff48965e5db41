/* SPDX-License-Identifier: Apache-2.0 */
/* A request and a response as pages see them. Views live until the response is sent. */
#ifndef REMIT_SERVER_HTTP_H
#define REMIT_SERVER_HTTP_H

#include "format/fields.h"

enum http_method {
	HTTP_GET, /* HEAD too: the server leaves the body out */
	HTTP_POST
};

/* A file that came with a form: what its sender calls it, and its bytes. */
struct http_file {
	struct text field;
	struct text name; /* empty: none was chosen */
	struct text body;
};

struct http_request {
	struct arena *arena; /* the request's own, emptied after it */
	enum http_method method;
	struct text path;	/* as sent, not decoded; without query */
	struct text query_text; /* as sent */
	struct fields query;
	struct fields form;    /* of a POST */
	struct http_file file; /* of a form that carries one: the first */
	struct fields cookies;
	struct text origin;  /* the Origin header, or empty */
	struct text host;    /* the Host header */
	struct text address; /* of the client: for limits of rate, never kept */
	bool takes_gzip;
	bool secure;  /* came by TLS to the proxy in front */
	void *worker; /* what the handler made for this thread's turn */
	void *aside;  /* what was done aside for it, when it is answered for the second time */
};

struct http_header {
	const char *name;
	struct text value;
};

enum {
	HTTP_HEADERS_MOST = 8
};

struct http_response {
	unsigned status;
	const char *type; /* of the content */
	struct text body;
	bool body_lasts;    /* the body is the program's own: it is not copied */
	bool may_be_kept;   /* immutable for a year; else it is never stored */
	const char *route;  /* its pattern, for log and figures */
	struct text styles; /* what its policy lets in beside our own: " 'sha256-...'" of each
			     * style element; or empty */
	struct http_header headers[HTTP_HEADERS_MOST];
	size_t header_count;
	/* Instead of an answer: something that waits for others, to be done on a thread aside, with
	 * no worker in its hands. Then the request is answered anew, with request->aside. */
	void (*do_aside)(void *aside);
	void *aside; /* in the request's arena; never NULL then */
};

void http_add_header(struct http_response *response, const char *name, struct text value);
/* 303 See Other. */
void http_redirect(struct http_response *response, struct text where);

#endif
