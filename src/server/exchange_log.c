/* SPDX-License-Identifier: Apache-2.0 */
/* A line of JSON for each answer. The route's pattern stands for the path, and nothing else of the
 * request is written: no name, number, address or text of anyone. */
#include "server/exchange.h"

#include "base/builder.h"
#include "os/clock.h"

static const char *route_of(const struct exchange *exchange)
{
	return exchange->response.route != NULL ? exchange->response.route : "other";
}

static void write_line(const struct exchange *exchange, FILE *log)
{
	char at[CLOCK_TEXT_SIZE];
	clock_print(clock_now(), at);
	fprintf(log,
		"{\"at\":\"%s\",\"method\":\"%s\",\"route\":\"%s\",\"status\":%u,"
		"\"microseconds\":%lld,\"processor_microseconds\":%lld,\"bytes\":%zu}\n",
		at, exchange->request.method == HTTP_GET ? "GET" : "POST", route_of(exchange),
		exchange->response.status, (long long)(exchange->ended - exchange->began) / 1000,
		(long long)exchange->processor / 1000, exchange->response.body.length);
}

void exchange_count(struct exchange *exchange, struct figures *figures, FILE *log)
{
	struct figures_answer answer = { .route = route_of(exchange),
					 .status = exchange->response.status,
					 .nanoseconds = exchange->ended - exchange->began,
					 .processor_nanoseconds = exchange->processor,
					 .bytes = exchange->response.body.length };
	if (figures != NULL)
		figures_add(figures, &answer);
	if (log != NULL)
		write_line(exchange, log);
}
