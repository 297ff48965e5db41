/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the pages about rules. */
#ifndef REMIT_WEB_RULES_H
#define REMIT_WEB_RULES_H

#include "web/visit.h"

/* A pack's impact assessments, and those of the packs that it uses. */
void rules_assessments(struct visit *visit, const struct pack *pack);
/* impact_part.c: what a version would do to the cases, from the JSON that a proposal keeps. */
void rules_impact(struct visit *visit, const struct pack *pack, struct text json);
/* "Open", "Taken up" ... of a proposal's state. */
struct text rules_state(struct text state);

#endif
