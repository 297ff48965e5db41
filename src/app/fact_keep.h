/* SPDX-License-Identifier: Apache-2.0 */
/* A value that a person enters, put where it stands: beside what the sources say. */
#ifndef REMIT_APP_FACT_KEEP_H
#define REMIT_APP_FACT_KEEP_H

#include "app/assemble.h"

/* Which field of which record. */
struct fact_place {
	const struct pack_record *record;
	const struct pack_field *field;
	int64_t record_id;    /* 0: the one of that type, where the case has one */
	int64_t home;	      /* the root of that record, as it is stored */
	dmn_value value;      /* what it is now */
	struct text typed_by; /* who entered that; empty: a source */
	struct text against;  /* what the sources say: a JSON list of texts */
};
/* The field "record.field" of a record in casework. STATUS_INVALID where there is none that the
 * actor may enter (`alters`) or see. */
enum status fact_find_field(const struct caseload *caseload, struct text name, bool alters,
			    struct fact_place *place, struct error *error) MUST_USE;
/* Its record among those that `about` may be decided by, or of the whole family of the batch where
 * that is NULL; STATUS_INVALID where there is none, or several. */
enum status fact_find_row(struct batch *batch, const struct assembled_row *about,
			  struct fact_place *place, struct error *error) MUST_USE;
/* The value stands from now on; what was typed or disputed before is settled. In a transaction. */
enum status fact_keep(struct app *app, const struct fact_place *place, struct text value,
		      struct text reason, struct error *error) MUST_USE;

#endif
