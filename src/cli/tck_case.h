/* SPDX-License-Identifier: Apache-2.0 */
/* One test file of the DMN technology compatibility kit: read, run, compare. */
#ifndef REMIT_CLI_TCK_CASE_H
#define REMIT_CLI_TCK_CASE_H

#include "base/list.h"
#include "base/text.h"

#include <dmn.h>

struct tck_result {
	struct text case_id;
	bool passed;
	bool strict;	    /* passed, and problems stand just where errors are expected */
	bool within;	    /* passed only within 1e-8 */
	const char *detail; /* of a failure: what was expected and what came */
};

struct tck_results {
	LIST_OF(struct tck_result);
};

/* Run the test file at `path`; its models lie beside it. */
enum status tck_run_file(struct arena *arena, const struct dmn_host *host, const char *folder,
			 const char *path, struct tck_results *out, struct error *error) MUST_USE;

#endif
