/* SPDX-License-Identifier: Apache-2.0 */
/* The quality of a pack's data by field and source, in the six dimensions of the Government Data
 * Quality Framework; kept each time it is measured, so that it can be seen to get better or worse;
 * and the issues in which somebody is to mend it by a day. Compartments are left out. */
#ifndef REMIT_APP_QUALITY_H
#define REMIT_APP_QUALITY_H

#include "app/caseload.h"
#include "base/list.h"

enum quality_dimension {
#define DIMENSION(name, word, wrong) DIMENSION_##name,
#include "record/dimension.def"
#undef DIMENSION
	DIMENSION_COUNT
};

/* Its word, and what counts as wrong in it. */
const char *quality_dimension_word(enum quality_dimension dimension);
const char *quality_dimension_meaning(enum quality_dimension dimension);

struct quality_count {
	const struct pack_record *record;
	const struct pack_field *field;
	struct text source; /* label; two with " and " between them */
	enum quality_dimension dimension;
	int64_t wrong;
	int64_t of;
	bool known_before;
	int64_t wrong_before, of_before; /* of the measure before */
};

struct quality_report {
	struct text as_of;	 /* of this measure; empty: none was ever made */
	struct text measured_at; /* instant */
	struct text as_of_before;
	struct {
		LIST_OF(struct quality_count);
	} counts; /* by record type and field, as the pack has them */
};

/* Count now, keep it, and give it beside the measure before. */
enum status quality_measure(struct caseload *caseload, struct quality_report *out,
			    struct error *error) MUST_USE;
/* The last measure, and the one before. Logged as a look. */
enum status quality_read(struct caseload *caseload, struct quality_report *out,
			 struct error *error) MUST_USE;

/* The last measures beside one another, oldest first. */
enum {
	QUALITY_TREND_MOST = 8
};
struct quality_point {
	bool known; /* it was measured then */
	int64_t wrong, of;
};
struct quality_series {
	const struct pack_record *record;
	const struct pack_field *field;
	struct text source;
	enum quality_dimension dimension;
	struct quality_point points[QUALITY_TREND_MOST];
};
struct quality_trend {
	struct text as_of[QUALITY_TREND_MOST];
	size_t count; /* of measures */
	struct {
		LIST_OF(struct quality_series);
	} series;
};
/* Logged as a look. */
enum status quality_trend(struct caseload *caseload, struct quality_trend *out,
			  struct error *error) MUST_USE;

/* Sentences on what the last measure found wrong with fields, and who mends it by when: they go
 * with each report that uses the fields, whose look is logged. */
struct quality_caveats {
	LIST_OF(struct text);
	struct text as_of; /* empty: nothing was ever measured */
};
enum status quality_caveats(struct caseload *caseload, const struct pack_fact *facts, size_t count,
			    struct quality_caveats *out, struct error *error) MUST_USE;

/* Records without a value of the field: what is to be asked for. */
struct quality_gap {
	int64_t root_id;
	struct text reference; /* of the case */
	struct text record;    /* of the record */
	struct text source;
	struct text told; /* day of what it was last told by, or empty */
};
struct quality_gaps {
	const struct pack_record *record;
	const struct pack_field *field;
	struct {
		LIST_OF(struct quality_gap);
	} at;
	bool more; /* there are further ones: ask from the last root on */
};
enum {
	QUALITY_GAPS_A_PAGE = 50
};
/* `name` is "record.field"; cases above root `after`. Logged as a search. */
enum status quality_missing(struct caseload *caseload, struct text name, int64_t after,
			    struct quality_gaps *out, struct error *error) MUST_USE;

struct quality_issue {
	int64_t id;
	struct text name; /* "record.field" */
	struct text source;
	struct text dimension;
	struct text owner;
	struct text due;  /* day */
	struct text what; /* what is to be done */
	struct text opened_by, opened_at;
	struct text closed_by, closed_at, ended; /* empty while open */
};
struct quality_issues {
	LIST_OF(struct quality_issue);
};
/* Open ones first, by due date. */
enum status quality_issues(struct caseload *caseload, struct quality_issues *out,
			   struct error *error) MUST_USE;
/* STATUS_INVALID with the field of the form that is wrong. */
enum status quality_issue_open(struct caseload *caseload, const struct quality_issue *issue,
			       struct error *error) MUST_USE;
enum status quality_issue_close(struct caseload *caseload, int64_t id, struct text ended,
				struct error *error) MUST_USE;

#endif
