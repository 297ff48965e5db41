/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the verification share. */
#ifndef REMIT_APP_VERIFY_INTERNAL_H
#define REMIT_APP_VERIFY_INTERNAL_H

#include "app/verify.h"

struct verifying {
	struct app *app;
	struct verify_report *report;
	struct arena *scratch;
	struct tree tree;
	uint64_t next_root; /* size of the next recorded root; 0: none left */
	struct digest root;
	struct text secret; /* the system's */
	enum status status; /* of reading nodes */
	struct error *error;
};

/* Keep the first problem found. */
void verify_bad(struct verifying *it, const char *problem);
enum status verify_next_root(struct verifying *it, struct error *error) MUST_USE;
/* Check the entry in the present row and add it to the tree. */
enum status verify_entry(struct verifying *it, const struct rows *rows,
			 struct error *error) MUST_USE;

#endif
