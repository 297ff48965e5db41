/* SPDX-License-Identifier: Apache-2.0 */
/* Small budgets, so that a hostile input ends soon. */
#ifndef REMIT_FUZZ_HOST_H
#define REMIT_FUZZ_HOST_H

#include <dmn.h>

static const struct dmn_host fuzz_host = {
	.size = sizeof(struct dmn_host),
	.most_steps = 100000,
	.most_bytes = 64 * 1024 * 1024,
	.most_depth = 1000,
};

#endif
