/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/value.h"

const char *dmn_kind_name(enum dmn_kind kind)
{
	static const char *const names[DMN_KIND_COUNT] = {
		[DMN_NULL] = "null",
		[DMN_BOOLEAN] = "boolean",
		[DMN_NUMBER] = "number",
		[DMN_STRING] = "string",
		[DMN_DATE] = "date",
		[DMN_TIME] = "time",
		[DMN_DATE_TIME] = "date and time",
		[DMN_DAYS_DURATION] = "days and time duration",
		[DMN_MONTHS_DURATION] = "years and months duration",
		[DMN_LIST] = "list",
		[DMN_CONTEXT] = "context",
		[DMN_RANGE] = "range",
		[DMN_FUNCTION] = "function",
	};
	return kind < DMN_KIND_COUNT ? names[kind] : "value";
}
