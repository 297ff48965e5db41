/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the accumulation share. */
#ifndef REMIT_APP_ACCUMULATE_INTERNAL_H
#define REMIT_APP_ACCUMULATE_INTERNAL_H

#include "app/accumulate.h"
#include "app/condition.h"
#include "app/instant.h"
#include "base/map.h"
#include "work/accumulate.h"

/* A record that was made before, by the database. */
struct known_made {
	int64_t id;
	const struct pack_accumulation *rule;
	struct text reached_at;
	bool stands;
	bool met; /* it came out again */
	struct {
		LIST_OF(int64_t);
	} used;
};

struct accumulating {
	struct caseload *caseload;
	struct accumulate_report *report;
	struct conditions conditions;
	struct batch *batch;
	int64_t now;
	struct {
		LIST_OF(struct known_made *);
	} known;	    /* of the batch */
	struct map by_used; /* the same by their rule and what they used */
	struct {
		LIST_OF(int64_t);
	} roots;	  /* of the batch, whose families have changed */
	int64_t *origins; /* [rule]: of what is made today; 0: none yet */
};

/* accumulate.c: nothing is written by these. */
enum status accumulate_open(struct accumulating *it, struct caseload *caseload,
			    struct accumulate_report *report, struct error *error) MUST_USE;
void accumulate_close(struct accumulating *it);

/* The stretches that are taken together. */
struct accumulate_group {
	const struct pack_accumulation *rule;
	const struct assembled_row *by;
	struct work_stretch *stretches;
	size_t count;
};
typedef enum status accumulate_tell(struct accumulating *it, const struct accumulate_group *group,
				    void *user, struct error *error);
/* accumulate_batch.c: each group of the batch. */
enum status accumulate_each(struct accumulating *it, const struct pack_accumulation *rule,
			    accumulate_tell *tell, void *user, struct error *error) MUST_USE;
/* accumulate_batch.c: compute what the batch's families make. In one's turn. */
enum status accumulate_batch(struct accumulating *it, struct error *error) MUST_USE;
/* The row of type `record` at or above a row of type `at`; NULL when it has lost one. */
struct assembled_row *accumulate_above(struct batch *batch, const struct pack_record *at,
				       struct assembled_row *row, const struct pack_record *record);
/* When it lasts; false when it has no beginning. */
bool accumulate_stretch(struct arena *arena, const struct pack_accumulation *rule,
			const struct assembled_row *row, struct work_stretch *out);

/* accumulate_known.c: read it->known. */
enum status accumulate_read_known(struct accumulating *it, struct error *error) MUST_USE;
/* The one of that rule that used these, or NULL. */
struct known_made *accumulate_find(struct accumulating *it, const struct pack_accumulation *rule,
				   const int64_t *used, size_t count);

/* accumulate_make.c: put what was computed on record. */
enum status accumulate_make(struct accumulating *it, const struct pack_accumulation *rule,
			    const struct assembled_row *by, const struct work_made *made,
			    struct error *error) MUST_USE;
/* The origin of what is made today. */
enum status accumulate_origin(struct accumulating *it, const struct pack_accumulation *rule,
			      int64_t *origin, struct error *error) MUST_USE;
/* accumulate_keep.c */
enum status accumulate_change(struct accumulating *it, const struct known_made *known, int64_t at,
			      struct error *error) MUST_USE;
enum status accumulate_withdraw(struct accumulating *it, const struct known_made *known,
				struct error *error) MUST_USE;
/* What stands in the entry of it: `what` became of the record, and which it used. */
struct text accumulate_detail(struct accumulating *it, const struct pack_accumulation *rule,
			      const char *what, int64_t id, const int64_t *used, size_t count);
/* The entry; the rules are to be applied to its family anew. */
enum status accumulate_log(struct accumulating *it, const struct pack_accumulation *rule,
			   const struct typed_row *row, struct text detail,
			   struct error *error) MUST_USE;
/* The values of one that stands. */
void accumulate_set(struct accumulating *it, const struct pack_accumulation *rule, int64_t at,
		    dmn_value *values);

#endif
