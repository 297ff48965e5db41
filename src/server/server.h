/* SPDX-License-Identifier: Apache-2.0 */
/* The HTTP server (libmicrohttpd): bytes to requests, responses to bytes, with limits of size and
 * time, security headers, figures and a log line for each answer. What a request means is its
 * caller's: one handler, called from several threads, each with a worker of its own.
 *
 * Meant to stand behind a proxy that does TLS, or alone on loopback. */
#ifndef REMIT_SERVER_SERVER_H
#define REMIT_SERVER_SERVER_H

#include "base/error.h"
#include "server/figures.h"
#include "server/http.h"

#include <stdio.h>

struct server;

enum {
	SERVER_BODY_MOST = 1024 * 1024,
	SERVER_UPLOAD_MOST = 21 * 1024 * 1024, /* of a form with a file */
	SERVER_THREADS_MOST = 64
};

struct server_call {
	const char *address; /* "127.0.0.1" */
	unsigned port;	     /* 0: any free one */
	unsigned threads;
	unsigned aside_threads; /* for what waits for others; 0: nothing does */
	bool behind_proxy;	/* believe X-Forwarded-For and X-Forwarded-Proto */
	FILE *log;		/* a JSON line for each answer; NULL: none */
	struct figures *figures;
	/* Answer the request. `response` comes zeroed; a status of 0 becomes 404. */
	void (*answer)(void *context, struct http_request *request, struct http_response *response);
	void *context;
	void *const *workers; /* one for each thread; a thread's requests get one at a time */
};

/* Listen and answer until server_stop. STATUS_IO when the port is taken. */
enum status server_start(const struct server_call *call, struct server **out,
			 struct error *error) MUST_USE;
unsigned server_port(const struct server *server);
/* Let running answers finish, then close. */
void server_stop(struct server *server);

#endif
