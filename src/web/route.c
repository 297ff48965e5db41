/* SPDX-License-Identifier: Apache-2.0 */
#include "web/route.h"

#include <string.h>

enum access {
	OPEN,
	SIGNED_IN
};

const struct route routes[] = {
#define ROUTE(method, pattern, function, access, use) \
	{ HTTP_##method, pattern, function, (access) == OPEN },
#include "web/route.def"
#undef ROUTE
};
const size_t route_count = sizeof routes / sizeof routes[0];

/* Digits without a leading zero, small enough; steps over them. */
static bool take_number(struct text *path, int64_t *out)
{
	size_t i = 0;
	*out = 0;
	for (; i < path->length && path->at[i] >= '0' && path->at[i] <= '9'; i++)
		if (i < 15)
			*out = *out * 10 + (path->at[i] - '0');
	bool good = i != 0 && i <= 15 && path->at[0] != '0';
	*path = text_slice(*path, i, path->length);
	return good;
}

static bool matches(const char *pattern, struct text path, int64_t numbers[2], struct text *rest)
{
	size_t number = 0;
	for (const char *at = pattern; *at != '\0'; at++) {
		if (*at == '*') {
			*rest = path;
			return path.length != 0;
		}
		if (*at == '#') {
			if (!take_number(&path, &numbers[number++]))
				return false;
			continue;
		}
		if (path.length == 0 || path.at[0] != *at)
			return false;
		path = text_slice(path, 1, path.length);
	}
	return path.length == 0;
}

const struct route *route_find(enum http_method method, struct text path, int64_t numbers[2],
			       struct text *rest, bool *other)
{
	*other = false;
	for (size_t i = 0; i < route_count; i++) {
		if (!matches(routes[i].pattern, path, numbers, rest))
			continue;
		if (routes[i].method == method)
			return &routes[i];
		*other = true;
	}
	return NULL;
}

size_t route_patterns(const char **out, size_t most)
{
	size_t count = 0;
	for (size_t i = 0; i < route_count && count < most; i++) {
		size_t k = 0;
		while (k < count && strcmp(out[k], routes[i].pattern) != 0)
			k++;
		if (k == count)
			out[count++] = routes[i].pattern;
	}
	return count;
}
