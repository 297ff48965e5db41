/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that is held on a person, to be given to them: UK GDPR Article 15, the right of
 * access.
 *
 * The file is one value, so that its JSON and its document on paper say the same: what a reader
 * must know first, then sections, each a list of rows with the same members. Every record and value
 * with its source and age, what stood before, what staff typed and wrote, what the rules
 * recommended and why, who looked and to whom it was disclosed. What is sealed (a recommendation,
 * and what was written towards a decision that is not final) is named with the reason and given
 * once it is no longer sealed. Staff are named by role and a number within the file, for the file
 * is about the person; with `names` by their account. Making it is a disclosure, which the log has
 * with the file's hash. */
#ifndef REMIT_APP_PERSON_FILE_H
#define REMIT_APP_PERSON_FILE_H

#include "app/case_document.h"
#include "letter/document.h"

struct person_file_call {
	struct text to;	 /* who gets it */
	struct text why; /* "request of 3 March" */
	bool names;	 /* staff by account */
};

struct person_file {
	struct caseload caseload;
	int64_t root_id;
	struct text reference;
	struct text secret;
	dmn_value value; /* what is told */
	struct text json;
	struct case_document_list documents; /* whose bytes belong beside it */
};

/* Of the case of that root record. STATUS_INVALID with the field where it is not said who gets it
 * or why. Nothing is given unless the disclosure is in the log. */
enum status person_file_make(struct app *app, struct text pack, int64_t root_id,
			     const struct person_file_call *call, struct person_file *out,
			     struct error *error) MUST_USE;
/* The same on paper. */
void person_file_document(const struct person_file *file, struct document *document);

/* Who looked, when and what for, by role: the person's own view of it. A look itself. The value is
 * a list of contexts: at, who, what. */
enum status person_looks(struct app *app, struct text pack, int64_t root_id, dmn_value *out,
			 struct error *error) MUST_USE;

#endif
