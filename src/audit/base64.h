/* SPDX-License-Identifier: Apache-2.0 */
/* Base 64 of RFC 4648, section 4: padded, and nothing but its own letters. */
#ifndef REMIT_AUDIT_BASE64_H
#define REMIT_AUDIT_BASE64_H

#include "base/text.h"

struct text base64_encode(struct arena *arena, struct text bytes);
/* False when it is not exactly what base64_encode gives of some bytes. */
bool base64_decode(struct arena *arena, struct text letters, struct text *out);

#endif
