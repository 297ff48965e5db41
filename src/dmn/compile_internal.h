/* SPDX-License-Identifier: Apache-2.0 */
/* For the files that compile the logic of elements. */
#ifndef REMIT_DMN_COMPILE_INTERNAL_H
#define REMIT_DMN_COMPILE_INTERNAL_H

#include "dmn/model.h"

struct compiler {
	struct dmn_model *model;
	const struct element *element;
};

/* The boxed expression inside an element, or NULL. */
const struct xml_element *compile_inner(const struct xml_element *element);
/* Any boxed expression; NULL gives NULL. */
struct boxed *compile_boxed(struct compiler *compiler, const struct scope *scope,
			    const struct xml_element *source);
struct boxed *compile_function(struct compiler *compiler, const struct scope *outer,
			       const struct xml_element *source);
/* The type of a function definition may be given as its own or, as is often written, as that of
 * its result. */
const struct type *compile_result_of(const struct type *type);
/* Move a type that is of the result from the variable that holds a function to the function. */
void compile_settle_result(struct boxed *function, const struct type **type);

#endif
