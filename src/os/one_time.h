/* SPDX-License-Identifier: Apache-2.0 */
/* One-time codes by time (RFC 6238, over HMAC-SHA-1 as every authenticator app has it) and the
 * secrets' Base32 (RFC 4648, section 6) for people to type. */
#ifndef REMIT_OS_ONE_TIME_H
#define REMIT_OS_ONE_TIME_H

#include "base/text.h"

enum {
	ONE_TIME_SECRET_SIZE = 20, /* bytes: what RFC 4226 recommends */
	ONE_TIME_STEP_SECONDS = 30,
	ONE_TIME_DIGITS = 6
};

/* The code of a step (the time in seconds by ONE_TIME_STEP_SECONDS): its last `digits`, 9 at most.
 */
uint32_t one_time_code(struct text secret, uint64_t step, unsigned digits);
/* In groups of four letters and digits. */
struct text one_time_print(struct arena *arena, struct text secret, bool groups);

#endif
