/* SPDX-License-Identifier: Apache-2.0 */
/* The audit trail of a case: every entry of the log about its person, latest first. Looking at it
 * is an entry too. */
#ifndef REMIT_APP_TRAIL_H
#define REMIT_APP_TRAIL_H

#include "app/case_file.h"

/* The subject of an entry about a case that the reader does not see. */
#define TRAIL_WITHHELD TEXT("withheld")

struct trail_entry {
	int64_t number;
	int64_t at; /* microseconds since 1970 */
	struct text actor;
	struct text kind;
	struct text action;
	struct text purpose;
	struct text face;
	struct text subject;
	int64_t subject_id;
};

struct trail {
	struct text reference; /* of the case */
	struct {
		LIST_OF(struct trail_entry);
	} entries;
};

/* The entry of a row: number, at, actor, kind, action, purpose, face, subject, its number. */
struct trail_entry trail_entry_of(struct arena *arena, const struct rows *rows);

enum {
	TRAIL_PAGE = 50
};

/* Entries before that number (0: the latest). */
enum status trail_read(struct app *app, struct text pack, int64_t root_id, int64_t before,
		       struct trail *out, struct error *error) MUST_USE;

#endif
