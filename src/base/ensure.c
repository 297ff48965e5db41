/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ensure.h"

#include <stdio.h>
#include <stdlib.h>

void ensure_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "remit: broken invariant: %s (%s:%d)\n", what, file, line);
	abort();
}
