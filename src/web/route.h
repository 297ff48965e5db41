/* SPDX-License-Identifier: Apache-2.0 */
/* Which page a path is. */
#ifndef REMIT_WEB_ROUTE_H
#define REMIT_WEB_ROUTE_H

#include "web/visit.h"

struct route {
	enum http_method method;
	const char *pattern;
	page_function *function;
	bool is_open; /* to anyone, signed in or not */
};

extern const struct route routes[];
extern const size_t route_count;

/* The route of the path, or NULL. *other: there is one for another method. */
const struct route *route_find(enum http_method method, struct text path, int64_t numbers[2],
			       struct text *rest, bool *other);
/* Patterns, each once, for the figures. */
size_t route_patterns(const char **out, size_t most);

#endif
