/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the move share. */
#ifndef REMIT_APP_COMPARTMENT_INTERNAL_H
#define REMIT_APP_COMPARTMENT_INTERNAL_H

#include "app/compartment.h"

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

#endif
