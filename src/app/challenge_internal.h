/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of challenges share. */
#ifndef REMIT_APP_CHALLENGE_INTERNAL_H
#define REMIT_APP_CHALLENGE_INTERNAL_H

#include "app/challenge.h"
#include "app/item.h"

struct challenge_time {
	struct text until; /* the last day; empty: none was given */
	int64_t last;	   /* the same as a day; INT64_MAX: none */
};
/* ---- challenge_time.c: of the item's latest decision */
enum status challenge_read_time(const struct item *item, struct challenge_time *out,
				struct error *error) MUST_USE;

#endif
