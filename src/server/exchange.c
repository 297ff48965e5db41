/* SPDX-License-Identifier: Apache-2.0 */
#include "server/exchange.h"

#include "os/clock.h"
#include "server/server.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum {
	REQUEST_MEMORY_MOST = 256 * 1024 * 1024
};

struct exchange *exchange_new(const char *uri)
{
	struct arena *arena = arena_new(REQUEST_MEMORY_MOST);
	if (arena == NULL)
		return NULL;
	struct exchange *exchange = arena_new_one(arena, struct exchange);
	exchange->arena = arena;
	exchange->began = clock_monotonic();
	exchange->processor_began = clock_processor();
	exchange->uri = text_copy(arena, text_from(uri));
	return exchange;
}

void exchange_free(struct exchange *exchange)
{
	free(exchange->body);
	upload_free(exchange->upload);
	arena_free(exchange->arena);
}

void exchange_begin(struct exchange *exchange)
{
	if (!upload_is_one(exchange->connection))
		return;
	exchange->upload = upload_new(exchange->connection);
	exchange->too_many = exchange->upload == NULL;
}

void exchange_take(struct exchange *exchange, const char *bytes, size_t size)
{
	size_t most = exchange->upload != NULL ? SERVER_UPLOAD_MOST : SERVER_BODY_MOST;
	if (exchange->too_many)
		return;
	if (exchange->too_large || size > most - exchange->body_size) {
		exchange->too_large = true;
		return;
	}
	if (exchange->upload != NULL) {
		upload_take(exchange->upload, bytes, size);
		exchange->body_size += size;
		return;
	}
	if (exchange->body_size + size > exchange->body_room) {
		size_t room = 2 * (exchange->body_size + size);
		char *grown = realloc(exchange->body, room);
		if (grown == NULL) {
			exchange->too_large = true;
			return;
		}
		exchange->body = grown;
		exchange->body_room = room;
	}
	memcpy(exchange->body + exchange->body_size, bytes, size);
	exchange->body_size += size;
}

void exchange_fail(struct exchange *exchange, unsigned status, const char *words)
{
	exchange->response = (struct http_response){ .status = status,
						     .type = "text/plain; charset=utf-8",
						     .body = text_from(words),
						     .body_lasts = true,
						     .route = exchange->response.route };
}

static struct text header(const struct exchange *exchange, const char *name)
{
	return text_copy(exchange->arena, text_from(MHD_lookup_connection_value(
						  exchange->connection, MHD_HEADER_KIND, name)));
}

/* The last that the proxy in front added, or the peer of the connection. */
static struct text address_of(const struct exchange *exchange, bool behind_proxy)
{
	char text[INET6_ADDRSTRLEN] = "";
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (behind_proxy) {
		struct text list = header(exchange, "X-Forwarded-For");
		struct text last = list;
		while (list.length != 0)
			last = text_cut(list, ',', &list);
		if (text_trim(last).length != 0)
			return text_trim(last);
	}
	if (info != NULL && info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET,
			  &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr,
			  text, sizeof text);
	return text_copy(exchange->arena, text_from(text));
}

static bool read_method(struct exchange *exchange)
{
	struct http_request *request = &exchange->request;
	bool get = strcmp(exchange->method, "GET") == 0 || strcmp(exchange->method, "HEAD") == 0;
	request->method = get ? HTTP_GET : HTTP_POST;
	return get || strcmp(exchange->method, "POST") == 0;
}

static bool read_form(struct exchange *exchange)
{
	static const char urlencoded[] = "application/x-www-form-urlencoded";
	struct text body = { exchange->body, exchange->body_size };
	if (exchange->request.method != HTTP_POST || exchange->body_size == 0)
		return true;
	if (exchange->upload != NULL)
		return upload_end(exchange->upload, &exchange->request);
	return text_starts(header(exchange, "Content-Type"), text_from(urlencoded)) &&
	       fields_read(exchange->arena, body, &exchange->request.form);
}

static void read_head(struct exchange *exchange, bool behind_proxy)
{
	struct http_request *request = &exchange->request;
	request->arena = exchange->arena;
	request->path = text_cut(exchange->uri, '?', &request->query_text);
	request->origin = header(exchange, "Origin");
	request->host = header(exchange, "Host");
	request->address = address_of(exchange, behind_proxy);
	request->takes_gzip =
		text_find(header(exchange, "Accept-Encoding"), TEXT("gzip"), 0) != SIZE_MAX;
	request->secure = behind_proxy && text_is(header(exchange, "X-Forwarded-Proto"), "https");
	fields_read_cookies(exchange->arena, header(exchange, "Cookie"), &request->cookies);
}

bool exchange_request(struct exchange *exchange, bool behind_proxy)
{
	void *worker = exchange->request.worker;
	struct http_request *request = &exchange->request;
	read_head(exchange, behind_proxy);
	request->worker = worker;
	if (!read_method(exchange))
		exchange_fail(exchange, 405, "only GET, HEAD and POST are answered here\n");
	else if (exchange->too_large)
		exchange_fail(exchange, 413,
			      exchange->upload != NULL ? "a form with a file has at most 20 MB\n"
						       : "a request has at most 1 MB\n");
	else if (exchange->too_many)
		exchange_fail(exchange, 503,
			      "others are sending files just now: try again in a minute\n");
	else if (!fields_read(exchange->arena, request->query_text, &request->query) ||
		 !read_form(exchange))
		exchange_fail(exchange, 400,
			      "the request's fields cannot be read: they are sent "
			      "as application/x-www-form-urlencoded or, with a file, as "
			      "multipart/form-data, in UTF-8\n");
	else
		return true;
	return false;
}

static const char *policy_of(const struct exchange *exchange)
{
	return text_format(exchange->arena,
			   "default-src 'none'; style-src 'self'%.*s; script-src 'self'; img-src "
			   "'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
			   TEXT_ARG(exchange->response.styles))
		.at;
}

static void add_headers(struct MHD_Response *out, const struct exchange *exchange)
{
	static const char *const always[][2] = {
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Referrer-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
		{ "X-Robots-Tag", "noindex" },
	};
	const struct http_response *response = &exchange->response;
	MHD_add_response_header(out, "Content-Security-Policy", policy_of(exchange));
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		MHD_add_response_header(out, always[i][0], always[i][1]);
	MHD_add_response_header(out, "Cache-Control",
				response->may_be_kept ? "public, max-age=31536000, immutable"
						      : "no-store");
	if (exchange->request.secure)
		MHD_add_response_header(out, "Strict-Transport-Security", "max-age=31536000");
	if (response->type != NULL)
		MHD_add_response_header(out, "Content-Type", response->type);
	for (size_t i = 0; i < response->header_count; i++)
		MHD_add_response_header(out, response->headers[i].name,
					text_c(exchange->arena, response->headers[i].value));
}

enum MHD_Result exchange_queue(struct exchange *exchange)
{
	struct http_response *response = &exchange->response;
	if (response->status == 0)
		exchange_fail(exchange, 404, "there is no such page\n");
	/* The library takes a buffer that it could write to, and does not. */
	const union {
		const char *read;
		void *given;
	} body = { response->body.at };
	struct MHD_Response *out = MHD_create_response_from_buffer(
		response->body.length, body.given,
		response->body_lasts ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
	if (out == NULL)
		return MHD_NO;
	add_headers(out, exchange);
	enum MHD_Result result = MHD_queue_response(exchange->connection, response->status, out);
	MHD_destroy_response(out);
	exchange->answered = true;
	exchange->ended = clock_monotonic();
	exchange->processor = clock_processor() - exchange->processor_began;
	return result;
}
