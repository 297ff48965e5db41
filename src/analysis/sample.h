/* SPDX-License-Identifier: Apache-2.0 */
/* A value strictly between two others of an ordered kind, as plain a one as there is; NULL for an
 * end that is open. False where there is none: between two days that follow each other, or below
 * midnight. Values live in the run's arena. */
#ifndef REMIT_ANALYSIS_SAMPLE_H
#define REMIT_ANALYSIS_SAMPLE_H

#include "feel/run.h"
#include "feel/value.h"

bool sample_between(struct run *run, enum dmn_kind kind, const dmn_value *low,
		    const dmn_value *high, dmn_value *out);

/* A value next to the cut, a unit below or above it, where that lies in the stretch up to `end`
 * (NULL: open); else any value of the stretch. */
bool sample_beside(struct run *run, dmn_value cut, int direction, const dmn_value *end,
		   dmn_value *out);

/* A moment's second: its begin, and that of the next. Equality of moments is of whole seconds,
 * their order is finer (feel/temporal.h). */
bool sample_second(struct run *run, dmn_value moment, dmn_value *begin, dmn_value *end);

#endif
