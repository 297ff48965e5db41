/* SPDX-License-Identifier: Apache-2.0 */
/* not and is (DMN 1.5 tables 73 and 77). */
#include "feel/builtin_internal.h"

#include "feel/temporal.h"

dmn_value not_function(struct run *run, const dmn_value *arguments)
{
	(void)run;
	if (arguments[0].kind == DMN_NULL)
		return arguments[0]; /* with its cause, when it has one */
	return value_boolean(!arguments[0].as.boolean);
}

/* Temporal values are the same only with the same offset or zone; other kinds when equal. */
dmn_value is_function(struct run *run, const dmn_value *arguments)
{
	dmn_value a = arguments[0], b = arguments[1];
	run_step(run, 1);
	if (temporal_is(a) && temporal_is(b))
		return value_boolean(temporal_is_same(a, b));
	return value_boolean(a.kind == b.kind && value_equal(a, b) == TERNARY_TRUE);
}
