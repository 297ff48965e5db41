/* SPDX-License-Identifier: Apache-2.0 */
/* The state of a value: missing, stale, disputed, unadjudicated; computed from what the pack
 * declares of its field and from where the value came, never stored. */
#ifndef REMIT_RECORD_QUALITY_H
#define REMIT_RECORD_QUALITY_H

#include "record/age.h"

enum quality_state {
#define QUALITY(name, word, meaning) QUALITY_##name,
#include "record/quality.def"
#undef QUALITY
	QUALITY_COUNT
};

/* What its pack says of a field. */
struct quality_rule {
	bool required;
	struct age stale_after;
};

/* What is known of one value. Days are since 1970-01-01. */
struct quality_fact {
	bool present;
	bool settled; /* its code needs no adjudication any more */
	bool told_known;
	int64_t told_day; /* when it was told */
	bool disputed;
	int64_t disputed_day; /* when that was noted */
	struct text source;
};

/* One state that holds, for the model's `Quality` input. `since` null: not known. */
struct quality_finding {
	enum quality_state state;
	struct text record;
	struct text field;
	struct text source;
	bool since_known;
	int64_t since_day;
};

const char *quality_word(enum quality_state state);

/* The states of one value on `as_of`: at most QUALITY_COUNT findings into `out`; returns how
 * many. Only state, source and since are filled. */
size_t quality_of(const struct quality_rule *rule, const struct quality_fact *fact, int64_t as_of,
		  struct quality_finding out[QUALITY_COUNT]);

/* As a context {record, field, state, source, since}. */
dmn_value quality_value(struct arena *arena, const struct quality_finding *finding);

#endif
