/* SPDX-License-Identifier: Apache-2.0 */
/* Upper and lower case of Unicode text, the same everywhere: no locale is asked. */
#ifndef REMIT_BASE_CASING_H
#define REMIT_BASE_CASING_H

#include "base/builder.h"

/* Full mappings: one letter may become several (German sharp s to SS), and a capital sigma at the
 * end of a word becomes the final form. */
void casing_upper(struct builder *out, struct text text);
void casing_lower(struct builder *out, struct text text);

#endif
