/* SPDX-License-Identifier: Apache-2.0 */
/* For the files that are the public door. */
#ifndef REMIT_DMN_API_INTERNAL_H
#define REMIT_DMN_API_INTERNAL_H

#include "base/builder.h"

#include <dmn.h>

/* What `write` writes of the value, NUL-ended, in the arena; "" when its limit is reached. `size`
 * may be NULL. */
const char *api_text(struct arena *arena, dmn_value value, size_t *size,
		     void (*write)(struct builder *out, dmn_value value));

#endif
