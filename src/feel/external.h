/* SPDX-License-Identifier: Apache-2.0 */
/* External functions (DMN 1.5 10.3.2.13.3): looked up with the host by class and signature. */
#ifndef REMIT_FEEL_EXTERNAL_H
#define REMIT_FEEL_EXTERNAL_H

#include "feel/function.h"

/* A function value for the mapping information {java: {class, method signature}}, or a null with a
 * problem when the host has none. */
dmn_value external_function(struct run *run, dmn_value mapping, const struct parameter *parameters,
			    size_t parameter_count);

#endif
