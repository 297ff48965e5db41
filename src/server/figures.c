/* SPDX-License-Identifier: Apache-2.0 */
#include "server/figures.h"

#include "base/builder.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	BUCKETS = 320, /* from 10 microseconds, each 5 % wider: up to a minute */
	CLASSES = 6    /* of statuses: 1xx to 5xx */
};
static const double lowest_nanoseconds = 10e3;
static const double widening = 1.05;

struct route_figures {
	const char *name;
	atomic_uint_fast64_t count;
	atomic_uint_fast64_t nanoseconds;
	atomic_uint_fast64_t processor;
	atomic_uint_fast64_t bytes;
	atomic_uint_fast64_t longest;
	atomic_uint_fast64_t classes[CLASSES];
	atomic_uint_fast64_t buckets[BUCKETS];
};

struct figures {
	size_t count;
	struct route_figures routes[FIGURES_ROUTES_MOST + 2]; /* others, and all */
};

struct figures *figures_new(const char *const *routes, size_t count)
{
	struct figures *figures = calloc(1, sizeof *figures);
	if (figures == NULL)
		return NULL;
	figures->count = (count < FIGURES_ROUTES_MOST ? count : FIGURES_ROUTES_MOST) + 2;
	for (size_t i = 0; i + 2 < figures->count; i++)
		figures->routes[i].name = routes[i];
	figures->routes[figures->count - 2].name = "other";
	figures->routes[figures->count - 1].name = "all";
	return figures;
}

void figures_free(struct figures *figures)
{
	free(figures);
}

static size_t bucket_of(int64_t nanoseconds)
{
	double wide = (double)nanoseconds / lowest_nanoseconds;
	if (wide <= 1)
		return 0;
	size_t bucket = (size_t)ceil(log(wide) / log(widening));
	return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

static void add(struct route_figures *route, const struct figures_answer *answer, size_t bucket)
{
	uint_fast64_t taken = (uint_fast64_t)answer->nanoseconds;
	uint_fast64_t longest = atomic_load(&route->longest);
	atomic_fetch_add(&route->count, 1);
	atomic_fetch_add(&route->nanoseconds, taken);
	atomic_fetch_add(&route->processor, (uint_fast64_t)answer->processor_nanoseconds);
	atomic_fetch_add(&route->bytes, answer->bytes);
	atomic_fetch_add(&route->classes[answer->status / 100 % CLASSES], 1);
	atomic_fetch_add(&route->buckets[bucket], 1);
	while (longest < taken && !atomic_compare_exchange_weak(&route->longest, &longest, taken))
		;
}

void figures_add(struct figures *figures, const struct figures_answer *answer)
{
	size_t at = 0;
	size_t bucket = bucket_of(answer->nanoseconds);
	while (at + 2 < figures->count &&
	       (answer->route == NULL || strcmp(figures->routes[at].name, answer->route) != 0))
		at++;
	add(&figures->routes[at], answer, bucket);
	add(&figures->routes[figures->count - 1], answer, bucket);
}

static double quantile(const struct route_figures *route, double part)
{
	uint_fast64_t wanted = (uint_fast64_t)ceil(part * (double)atomic_load(&route->count));
	uint_fast64_t seen = 0;
	for (size_t i = 0; i < BUCKETS; i++) {
		seen += atomic_load(&route->buckets[i]);
		if (seen >= wanted)
			return lowest_nanoseconds * pow(widening, (double)i) / 1e9;
	}
	return 0;
}

static void line(struct builder *out, const char *name, const char *route, const char *more,
		 double value)
{
	builder_add_format(out, "remit_http_%s{route=\"%s\"%s} %.9g\n", name, route, more, value);
}

static void print_times(struct builder *out, const struct route_figures *route)
{
	const char *name = "request_seconds";
	double longest = (double)atomic_load(&route->longest) / 1e9;
	line(out, name, route->name, ",quantile=\"0.5\"", quantile(route, 0.5));
	line(out, name, route->name, ",quantile=\"0.99\"", quantile(route, 0.99));
	line(out, name, route->name, ",quantile=\"1\"", longest);
	line(out, "request_seconds_sum", route->name, "",
	     (double)atomic_load(&route->nanoseconds) / 1e9);
	line(out, "request_seconds_count", route->name, "", (double)atomic_load(&route->count));
}

static void print_classes(struct builder *out, const struct route_figures *route)
{
	static const char *const labels[CLASSES] = { ",status=\"0xx\"", ",status=\"1xx\"",
						     ",status=\"2xx\"", ",status=\"3xx\"",
						     ",status=\"4xx\"", ",status=\"5xx\"" };
	for (size_t i = 0; i < CLASSES; i++)
		if (atomic_load(&route->classes[i]) != 0)
			line(out, "responses_total", route->name, labels[i],
			     (double)atomic_load(&route->classes[i]));
}

struct text figures_print(const struct figures *figures, struct arena *arena)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "# HELP remit_http_request_seconds Time to answer, by route.\n"
			    "# TYPE remit_http_request_seconds summary\n");
	for (size_t i = 0; i < figures->count; i++)
		if (atomic_load(&figures->routes[i].count) != 0)
			print_times(&out, &figures->routes[i]);
	builder_add_c(&out, "# HELP remit_http_processor_seconds_total Processor time, by route.\n"
			    "# TYPE remit_http_processor_seconds_total counter\n");
	for (size_t i = 0; i < figures->count; i++)
		line(&out, "processor_seconds_total", figures->routes[i].name, "",
		     (double)atomic_load(&figures->routes[i].processor) / 1e9);
	builder_add_c(&out, "# HELP remit_http_sent_bytes_total Bytes of bodies, by route.\n"
			    "# TYPE remit_http_sent_bytes_total counter\n");
	for (size_t i = 0; i < figures->count; i++)
		line(&out, "sent_bytes_total", figures->routes[i].name, "",
		     (double)atomic_load(&figures->routes[i].bytes));
	builder_add_c(&out, "# HELP remit_http_responses_total Answers by route and status.\n"
			    "# TYPE remit_http_responses_total counter\n");
	for (size_t i = 0; i < figures->count; i++)
		print_classes(&out, &figures->routes[i]);
	return builder_text(&out);
}
