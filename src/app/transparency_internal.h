/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a transparency record share. */
#ifndef REMIT_APP_TRANSPARENCY_INTERNAL_H
#define REMIT_APP_TRANSPARENCY_INTERNAL_H

#include "app/transparency.h"

struct transparency_making {
	struct caseload *caseload;
	struct transparency *out;
	const char *section;
};

/* A row of the present section; one without a value is left out. */
void transparency_add(struct transparency_making *it, const char *reference, const char *name,
		      const char *label, struct text value);
/* transparency_data.c: what it was used for, and how often. */
enum status transparency_use(struct transparency_making *it, struct error *error) MUST_USE;
/* The data that it reads, and who decides. */
void transparency_data(struct transparency_making *it);
void transparency_people(struct transparency_making *it);

#endif
