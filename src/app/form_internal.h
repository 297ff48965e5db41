/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the form share. */
#ifndef REMIT_APP_FORM_INTERNAL_H
#define REMIT_APP_FORM_INTERNAL_H

#include "app/explain.h"
#include "app/form.h"

struct filling {
	struct item *item;
	struct batch *batch;
	struct document *document;
	struct arena *arena;
	struct assembled_row *about;
	dmn_value judgements; /* context: what the person wrote */
};

void form_section(struct filling *filling, const struct pack_section *section);
/* The decision as a section of its own. */
void form_decision(struct filling *filling, const struct item_decision *decision);
/* Where nobody has decided. */
void form_no_decision(struct filling *filling);

#endif
