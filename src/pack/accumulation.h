/* SPDX-License-Identifier: Apache-2.0 */
/* What many records of a case make together (pack: accumulates). Part of pack.h; work/accumulate.h
 * says what is computed. */
#ifndef REMIT_PACK_ACCUMULATION_H
#define REMIT_PACK_ACCUMULATION_H

#include "pack/condition.h"

struct pack_value {
	const struct pack_field *field;
	dmn_value value;
};

struct pack_accumulation {
	struct text name, label, source;
	const struct pack_record *of;
	const struct pack_condition *where;    /* or NULL */
	const struct pack_record *by;	       /* above `of`; what is made belongs to it */
	const struct pack_field *from, *until; /* of `of`, date-times; `until` may be NULL */
	int64_t window, total;		       /* microseconds; total 0: they are counted */
	int64_t count;			       /* 0: their time is summed */
	const struct pack_record *makes;
	const struct pack_field *at;  /* of it, a date-time */
	const struct pack_field *day; /* of it, a date: the instant's; or NULL */
	const struct pack_value *with;
	size_t with_count;
	const struct pack_value *withdraws;
	size_t withdraws_count;
};

/* Is a record type one whose records are made so? */
struct pack;
bool pack_accumulates(const struct pack *pack, const struct pack_record *record);

#endif
