/* SPDX-License-Identifier: Apache-2.0 */
/* libmicrohttpd behind server.h. */
#include "server/server.h"

#include "server/aside.h"
#include "server/exchange.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONNECTIONS_MOST = 2000,
	CONNECTION_SECONDS = 30,
	CONNECTION_BYTES = 64 * 1024
};

struct server {
	struct server_call call;
	struct MHD_Daemon *daemon;
	struct aside *aside;
	pthread_mutex_t lock;
	pthread_cond_t freed;
	void *idle[SERVER_THREADS_MOST];
	size_t idle_count;
};

static void *take_worker(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	while (server->idle_count == 0)
		pthread_cond_wait(&server->freed, &server->lock);
	void *worker = server->idle[--server->idle_count];
	pthread_mutex_unlock(&server->lock);
	return worker;
}

static void give_worker(struct server *server, void *worker)
{
	pthread_mutex_lock(&server->lock);
	server->idle[server->idle_count++] = worker;
	pthread_cond_signal(&server->freed);
	pthread_mutex_unlock(&server->lock);
}

struct answering {
	struct server *server;
	struct exchange *exchange;
};

static void answer(void *user)
{
	struct answering *it = user;
	const struct server_call *call = &it->server->call;
	if (it->exchange->request.aside != NULL ||
	    exchange_request(it->exchange, call->behind_proxy))
		call->answer(call->context, &it->exchange->request, &it->exchange->response);
}

/* Something has to be done aside first: does the connection rest now? */
static bool rests(struct server *server, struct exchange *exchange)
{
	if (exchange->response.do_aside == NULL)
		return false;
	if (aside_put(server->aside, exchange))
		return true;
	exchange_fail(exchange, 503,
		      "too many people are signing in just now: try again in a "
		      "minute\n");
	return false;
}

/* Called a second time when the connection has rested. */
static enum MHD_Result respond(struct server *server, struct exchange *exchange)
{
	struct answering answering = { server, exchange };
	if (exchange->response.status != 0) /* what was done aside has failed */
		return exchange_queue(exchange);
	exchange->response = (struct http_response){ 0 };
	exchange->request.worker = take_worker(server);
	enum status status = boundary_run(exchange->arena, answer, &answering, NULL);
	give_worker(server, exchange->request.worker);
	if (status != STATUS_OK)
		exchange_fail(exchange, 500, "this request needs more memory than is allowed\n");
	return rests(server, exchange) ? MHD_YES : exchange_queue(exchange);
}

/* Called with the request's head, then with each piece of the body, then with none. */
static enum MHD_Result on_request(void *user, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *upload,
				  size_t *upload_size, void **state)
{
	struct server *server = user;
	struct exchange *exchange = *state;
	(void)url;
	(void)version;
	if (exchange == NULL)
		return MHD_NO;
	if (exchange->connection == NULL) {
		exchange->connection = connection;
		exchange->method = method;
		exchange_begin(exchange);
		return MHD_YES;
	}
	if (*upload_size != 0) {
		exchange_take(exchange, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	return respond(server, exchange);
}

/* What a connection holds. The library does not tell of the end of a request whose head it could
 * not read to its end: then the exchange goes with the connection. */
struct seat {
	struct exchange *exchange;
};

static struct seat *seat_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info != NULL ? info->socket_context : NULL;
}

static void empty(struct seat *seat)
{
	if (seat->exchange != NULL)
		exchange_free(seat->exchange);
	seat->exchange = NULL;
}

static void on_connection(void *user, struct MHD_Connection *connection, void **place,
			  enum MHD_ConnectionNotificationCode what)
{
	(void)user;
	(void)connection;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*place = calloc(1, sizeof(struct seat));
	} else if (*place != NULL) {
		empty(*place);
		free(*place);
	}
}

static void *on_uri(void *user, const char *uri, struct MHD_Connection *connection)
{
	struct seat *seat = seat_of(connection);
	(void)user;
	if (seat == NULL)
		return NULL;
	empty(seat);
	seat->exchange = exchange_new(uri);
	return seat->exchange;
}

static void on_end(void *user, struct MHD_Connection *connection, void **state,
		   enum MHD_RequestTerminationCode why)
{
	struct server *server = user;
	struct exchange *exchange = *state;
	(void)why;
	if (exchange == NULL)
		return;
	if (exchange->answered)
		exchange_count(exchange, server->call.figures, server->call.log);
	aside_answered(server->aside, exchange);
	*state = NULL;
	empty(seat_of(connection));
}

/* Paths and queries stay as sent: they are decoded once, by format/fields. */
static size_t unescape_nothing(void *user, struct MHD_Connection *connection, char *text)
{
	(void)user;
	(void)connection;
	return strlen(text);
}

static void quiet(void *user, const char *format, va_list values)
{
	(void)user;
	(void)format;
	(void)values;
}

static bool read_address(const struct server_call *call, struct sockaddr_in *out)
{
	*out = (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_port = htons((uint16_t)call->port) };
	return inet_pton(AF_INET, call->address, &out->sin_addr) == 1;
}

static struct MHD_Daemon *listen_at(struct server *server, const struct sockaddr_in *address)
{
	return MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0,
		NULL, NULL, on_request, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, NULL,
		MHD_OPTION_EXTERNAL_LOGGER, quiet, NULL, MHD_OPTION_SOCK_ADDR, address,
		MHD_OPTION_THREAD_POOL_SIZE, server->call.threads, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MOST, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)CONNECTION_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)CONNECTION_BYTES, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U,
		MHD_OPTION_URI_LOG_CALLBACK, on_uri, server, MHD_OPTION_NOTIFY_COMPLETED, on_end,
		server, MHD_OPTION_UNESCAPE_CALLBACK, unescape_nothing, NULL, MHD_OPTION_END);
}

enum status server_start(const struct server_call *call, struct server **out, struct error *error)
{
	struct sockaddr_in address;
	*out = NULL;
	if (!read_address(call, &address)) {
		error_set(error, STATUS_USAGE, "'%s' is no IPv4 address", call->address);
		return error_remedy(error, "give one like 127.0.0.1");
	}
	struct server *server = calloc(1, sizeof *server);
	if (server == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	server->call = *call;
	server->idle_count = call->threads;
	memcpy(server->idle, call->workers, call->threads * sizeof *server->idle);
	server->aside = aside_new(call->aside_threads);
	if (server->aside == NULL) {
		free(server);
		return error_set(error, STATUS_LIMIT, "the machine has no thread left");
	}
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->freed, NULL);
	errno = 0;
	server->daemon = listen_at(server, &address);
	if (server->daemon != NULL) {
		*out = server;
		return STATUS_OK;
	}
	error_set(error, STATUS_IO, "cannot listen at %s:%u: %s", call->address, call->port,
		  strerror(errno));
	aside_stop(server->aside);
	aside_free(server->aside);
	free(server);
	return error_remedy(error, "end what listens there, or take another with --port");
}

unsigned server_port(const struct server *server)
{
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	return info != NULL ? info->port : 0;
}

void server_stop(struct server *server)
{
	if (server == NULL)
		return;
	aside_stop(server->aside);
	MHD_stop_daemon(server->daemon);
	aside_free(server->aside);
	pthread_cond_destroy(&server->freed);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
