/* SPDX-License-Identifier: Apache-2.0 */
/* Challenges of decisions on the page of what people ask for. */
#ifndef REMIT_WEB_CHALLENGES_H
#define REMIT_WEB_CHALLENGES_H

#include "web/visit.h"

/* Those of the pack that the reader sees, open ones first; who may answer them, and what was
 * answered. Nothing where the reader sees none. */
enum status challenges_show(struct visit *visit, struct caseload *caseload) MUST_USE;

#endif
