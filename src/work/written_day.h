/* SPDX-License-Identifier: Apache-2.0 */
/* A day as people write it. */
#ifndef REMIT_WORK_WRITTEN_DAY_H
#define REMIT_WORK_WRITTEN_DAY_H

#include "base/text.h"

/* 1 2 1990, 1/2/1990 or 1st of February 1990 as 1990-02-01, the day first and months by their
 * English names; else as it was given. That there is such a day is not checked. */
struct text work_written_day(struct arena *arena, struct text given);

#endif
