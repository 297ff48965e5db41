/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a DMN file; what loads is compiled and every decision evaluated. */
#include "host.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct dmn_model *model = dmn_model_new(&fuzz_host);
	if (model == NULL)
		return 0;
	if (dmn_model_add(model, "fuzz.dmn", (const char *)at, size) && dmn_model_compile(model)) {
		struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
		struct dmn_element element;
		dmn_trace(evaluation, true);
		for (size_t i = 0; i < 64 && dmn_model_element(model, i, &element); i++) {
			if (element.kind == DMN_ELEMENT_INPUT_DATA)
				dmn_set_input(evaluation, element.name, dmn_number((int64_t)i));
			else
				dmn_decide(evaluation, element.name);
		}
		dmn_evaluation_free(evaluation);
	}
	dmn_model_free(model);
	return 0;
}
