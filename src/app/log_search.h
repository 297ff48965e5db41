/* SPDX-License-Identifier: Apache-2.0 */
/* Searching the whole log, for who inspects: by person, actor, kind, action and time, latest first,
 * a page at a time, or all that is found to take away. The search is an entry of the log itself,
 * with what was searched for. */
#ifndef REMIT_APP_LOG_SEARCH_H
#define REMIT_APP_LOG_SEARCH_H

#include "app/trail.h"

struct log_query {
	struct text reference; /* of the case; empty: any, as with the others */
	struct text actor;
	struct text kind;   /* a code of audit/kind.def */
	struct text action; /* the word of a use case */
	struct text from;   /* first and last day, YYYY-MM-DD, in the program's time zone */
	struct text until;
	int64_t before; /* entries before that number; 0: the latest */
};

enum {
	LOG_SEARCH_PAGE = 100,
	LOG_SEARCH_MOST = 100000 /* to take away */
};

struct log_found {
	struct {
		LIST_OF(struct trail_entry);
	} entries;
	bool more;
};

/* At most `most` entries. STATUS_INVALID with the field, STATUS_NOT_FOUND of a case. */
enum status log_search(struct app *app, struct text pack, const struct log_query *query,
		       int64_t most, struct log_found *out, struct error *error) MUST_USE;

/* What was found, as CSV with a header or as JSON lines. */
struct text log_found_csv(struct arena *arena, const struct log_found *found);
struct text log_found_lines(struct arena *arena, const struct log_found *found);

#endif
