/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdio.h>
#include <string.h>

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	if (error == NULL)
		return status;
	memset(error, 0, sizeof *error);
	error->status = status;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->message, sizeof error->message, format, arguments);
	va_end(arguments);
	return status;
}

enum status error_remedy(struct error *error, const char *format, ...)
{
	if (error == NULL)
		return STATUS_INVALID;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->remedy, sizeof error->remedy, format, arguments);
	va_end(arguments);
	return error->status;
}

enum status error_place(struct error *error, const char *file, unsigned row, const char *field)
{
	if (error == NULL)
		return STATUS_INVALID;
	if (file != NULL && error->file[0] == '\0')
		snprintf(error->file, sizeof error->file, "%s", file);
	if (field != NULL && error->field[0] == '\0')
		snprintf(error->field, sizeof error->field, "%s", field);
	if (error->row == 0)
		error->row = row;
	return error->status;
}

static const struct {
	const char *code;
	int exit_code;
	const char *meaning;
} rows[] = {
#define STATUS(name, code, exit_code, meaning) { code, exit_code, meaning },
#include "base/status.def"
#undef STATUS
};

const char *status_code(enum status status)
{
	return status < STATUS_COUNT ? rows[status].code : "unknown";
}

int status_exit_code(enum status status)
{
	return status < STATUS_COUNT ? rows[status].exit_code : 1;
}

const char *status_meaning(enum status status)
{
	return status < STATUS_COUNT ? rows[status].meaning : "unknown";
}
