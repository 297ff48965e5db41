/* SPDX-License-Identifier: Apache-2.0 */
/* Documents as a table, on a case and where they wait. */
#ifndef REMIT_WEB_DOCUMENTS_H
#define REMIT_WEB_DOCUMENTS_H

#include "app/case_document.h"
#include "web/visit.h"

/* `act`: the words of the link that files one, such as "Move". */
void documents_table(struct visit *visit, struct caseload *caseload,
		     const struct case_document_list *list, struct text caption, const char *act);

#endif
