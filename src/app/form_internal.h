/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the form share. */
#ifndef REMIT_APP_FORM_INTERNAL_H
#define REMIT_APP_FORM_INTERNAL_H

#include "app/explain.h"
#include "app/form.h"
#include "html/html.h"

struct filling {
	struct item *item;
	struct batch *batch;
	struct html html;
	struct assembled_row *about;
	dmn_value judgements; /* context: what the person wrote */
};

void form_section(struct filling *filling, const struct pack_section *section);
/* Room to write in by hand. */
void form_blank(struct html *html);

#endif
