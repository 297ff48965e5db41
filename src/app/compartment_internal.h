/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the move, and those of disclosure, share. */
#ifndef REMIT_APP_COMPARTMENT_INTERNAL_H
#define REMIT_APP_COMPARTMENT_INTERNAL_H

#include "app/compartment.h"
#include "app/compartment_disclosure.h"

struct moving {
	struct compartment *to;
	struct caseload *casework;
	struct {
		LIST_OF(int64_t);
	} old_files, new_files; /* numbers of one file, in casework and in the compartment */
	struct tree leaves;	/* a commitment over each record */
	size_t types;
};

/* compartment_copy.c: rows of a statement over casework into one over the compartment; the first
 * column is the number of a file. */
enum status compartment_copy(struct moving *it, enum statement_name from, enum statement_name into,
			     const dmn_value *key, size_t key_count, struct error *error) MUST_USE;
enum status compartment_copy_files(struct moving *it, const dmn_value key[3],
				   struct error *error) MUST_USE;
enum status compartment_copy_records(struct moving *it, size_t record,
				     struct error *error) MUST_USE;

/* compartment_disclosure.c: what the pack says of the compartment; checks that the actor may, with
 * a refusal on casework's log. */
enum status disclosure_guard(struct caseload *caseload, struct text compartment, enum use_case use,
			     const struct pack_compartment **out, struct error *error) MUST_USE;
/* What is given, as JSON: a list of {record, field, value, source}. */
struct text disclosure_body(struct arena *arena, const struct compartment_shown *given);
/* An entry of the compartment's log about a disclosure of a case. */
enum status disclosure_log(struct compartment *it, enum use_case use, int64_t root_id,
			   struct text detail, struct error *error) MUST_USE;

/* compartment_disclosures.c: that disclosure, or all where `id` is 0, of cases that the actor may
 * see. */
enum status disclosure_rows(struct compartment *it, struct caseload *caseload, int64_t id,
			    struct disclosure_list *out, struct error *error) MUST_USE;

#endif
