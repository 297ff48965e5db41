/* SPDX-License-Identifier: Apache-2.0 */
/* Ages: a calendar duration (years, months, days) added to a day. */
#ifndef REMIT_RECORD_AGE_H
#define REMIT_RECORD_AGE_H

#include "base/text.h"

#include <dmn.h>

struct age {
	int64_t months;
	int64_t days;
	bool given;
};

/* From a duration value ("P6M", "P28D"); the null value gives one that is not given. Hours and
 * less are passed over. */
struct age age_from_value(struct arena *scratch, dmn_value duration);
/* The day that lies `age` after `day`. */
int64_t age_after(struct age age, int64_t day);

#endif
