/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the pages about rules. */
#ifndef REMIT_WEB_RULES_H
#define REMIT_WEB_RULES_H

#include "web/visit.h"

/* Rules are read by everybody: who has no account too, but of a pack that says `public: no`. */

/* The pack that the field "pack" names, else the one whose cases the person is shown; to who has no
 * account the first that is open.
 * STATUS_NOT_FOUND where this reader may not. */
enum status rules_pack(struct visit *visit, struct caseload *out) MUST_USE;
/* May this reader read of the pack of that name? */
enum status rules_may(struct visit *visit, struct text pack, bool *may) MUST_USE;
/* A member of staff: by name to staff alone. */
struct text rules_staff(const struct visit *visit, struct text account);
/* A pack's impact assessments, and those of the packs that it uses. */
void rules_assessments(struct visit *visit, const struct pack *pack);
/* What decisions take with a proposed version, of an impact as it is kept. */
void rules_effect(struct visit *visit, dmn_value impact);
/* Why this version moves the need for what there is so much of, where it says so. */
void rules_moved(struct visit *visit, const struct pack *pack);
/* What allows special characteristics to be used, or that none is. */
void rules_authorisations(struct visit *visit, const struct pack *pack);
/* impact_part.c: what a version would do to the cases, from the JSON that a proposal keeps. */
void rules_impact(struct visit *visit, const struct pack *pack, struct text json);
/* "Open", "Taken up" ... of a proposal's state. */
struct text rules_state(struct text state);

#endif
