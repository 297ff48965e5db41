/* SPDX-License-Identifier: Apache-2.0 */
/* What a person has written towards a decision and not yet sent: theirs alone, shown to nobody
 * else, gone when a decision is final (one that is returned is written on). It stands beside the
 * recommendation it was written for; when that is another one by now, the words are kept and the
 * change is told. */
#ifndef REMIT_APP_DRAFT_H
#define REMIT_APP_DRAFT_H

#include "app/item.h"
#include "format/fields.h"

struct draft {
	struct fields fields;
	struct text saved_at; /* empty: there is none */
	bool superseded;      /* written for an earlier recommendation */
};

enum status draft_read(struct app *app, const struct item *item, struct draft *out,
		       struct error *error) MUST_USE;
/* Replace the values of the names in `fields` (and of `names`, which may have none now). */
enum status draft_save(struct app *app, const struct item *item, const char *const *names,
		       size_t name_count, const struct fields *fields,
		       struct error *error) MUST_USE;

#endif
