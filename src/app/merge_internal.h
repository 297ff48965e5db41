/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the merging of records share. */
#ifndef REMIT_APP_MERGE_INTERNAL_H
#define REMIT_APP_MERGE_INTERNAL_H

#include "app/merge.h"

/* A root record as its table has it. STATUS_NOT_FOUND. */
enum status merge_root(struct caseload *caseload, int64_t id, struct typed_row *out,
		       struct error *error) MUST_USE;
struct text merge_reference(struct caseload *caseload, const struct typed_row *row);
/* duplicate_key.c: is the reader told all of the key's fields (app/reach.h)? Else it tells nothing.
 */
bool duplicate_is_told(const struct caseload *caseload, const struct pack_duplicate *key);
/* What two records that are alike by the key have in common: without case, spaces
 * and signs. Empty where a field of it is not known. */
struct text duplicate_key(struct arena *arena, const struct pack_duplicate *key,
			  const dmn_value *values);
/* The sentences of the keys that both share. */
struct text duplicate_alike(struct caseload *caseload, const struct typed_row *one,
			    const struct typed_row *other);
/* What a record has by a key, hashed. */
struct mark {
	uint64_t hash;
	int64_t id;
};

struct mark_list {
	LIST_OF(struct mark);
};

struct pair {
	int64_t one, other;
};

struct pair_list {
	LIST_OF(struct pair);
};

/* duplicate_pairs.c: of several records with one hash the first with each of the others, `most` at
 * most, but for those known. Sorts the marks. */
void duplicate_pairs(struct arena *arena, struct mark_list *marks, const struct pair_list *known,
		     size_t most, struct pair_list *out);
/* Entries of the log for both records. */
enum status merge_log(struct caseload *caseload, const struct app_log *what, int64_t kept_id,
		      int64_t merged_id, struct error *error) MUST_USE;

#endif
