/* SPDX-License-Identifier: Apache-2.0 */
/* Pages that say what went wrong and what to do. */
#ifndef REMIT_WEB_FAULT_H
#define REMIT_WEB_FAULT_H

#include "web/visit.h"

enum status fault_no_page(struct visit *visit, bool other_method);
enum status fault_too_often(struct visit *visit);
/* The page for visit->error. */
void fault_page(struct visit *visit, enum status status);

#endif
