/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a DMN file; what loads is checked, compared with itself, and test inputs are made.
 */
#include "host.h"

#include <dmn_check.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static struct dmn_model *load(const uint8_t *at, size_t size)
{
	struct dmn_model *model = dmn_model_new(&fuzz_host);
	if (model != NULL && dmn_model_add(model, "fuzz.dmn", (const char *)at, size) &&
	    dmn_model_compile(model))
		return model;
	dmn_model_free(model);
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	const struct dmn_check_options options = { .size = sizeof options,
						   .most_steps = 1000000,
						   .wants_cases = true };
	struct dmn_model *model = load(at, size), *again = load(at, size);
	struct arena *arena = dmn_arena_new(0);
	if (model != NULL && again != NULL && arena != NULL) {
		(void)dmn_check_model(model, &options, arena);
		const struct dmn_diff *diff =
			dmn_diff_models(model, again, dmn_null(), &options, arena);
		/* A model does not differ from itself. */
		if (diff != NULL && diff->change_count != 0)
			abort();
	}
	dmn_arena_free(arena);
	dmn_model_free(again);
	dmn_model_free(model);
	return 0;
}
