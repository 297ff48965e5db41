/* SPDX-License-Identifier: Apache-2.0 */
/* One request and its answer, between libmicrohttpd and the handler. */
#ifndef REMIT_SERVER_EXCHANGE_H
#define REMIT_SERVER_EXCHANGE_H

#include "server/figures.h"
#include "server/http.h"
#include "server/upload.h"

#include <microhttpd.h>
#include <stdio.h>

struct exchange {
	struct arena *arena;
	struct MHD_Connection *connection; /* NULL until the head is read */
	const char *method;
	struct text uri;
	char *body;
	size_t body_size;
	size_t body_room;
	bool too_large;
	bool too_many;	       /* uploads at once */
	struct upload *upload; /* of a form with a file: it takes the body */
	bool answered;
	int64_t began; /* monotonic nanoseconds */
	int64_t processor_began;
	struct http_request request;
	struct http_response response;
	int64_t ended;
	int64_t processor;
	struct exchange *next; /* of those that rest (server/aside.h) ... */
	bool rested;	       /* ... or have */
};

/* NULL when the machine has no memory left. */
struct exchange *exchange_new(const char *uri);
void exchange_free(struct exchange *exchange);
/* The head has been read. */
void exchange_begin(struct exchange *exchange);
/* A piece of the body; past SERVER_BODY_MOST (SERVER_UPLOAD_MOST of a form with a file) it is
 * dropped and the request refused. */
void exchange_take(struct exchange *exchange, const char *bytes, size_t size);
/* Make the request of what came. False: it is answered already (malformed, too large). */
bool exchange_request(struct exchange *exchange, bool behind_proxy);
/* Answer in plain words instead of a page. */
void exchange_fail(struct exchange *exchange, unsigned status, const char *words);
/* Hand the response to the library, with the headers that every answer has. */
enum MHD_Result exchange_queue(struct exchange *exchange);
/* exchange_log.c: figures and the log line. */
void exchange_count(struct exchange *exchange, struct figures *figures, FILE *log);

#endif
