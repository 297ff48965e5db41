/* SPDX-License-Identifier: Apache-2.0 */
/* Operating errors: a status, one sentence, a place, and what to do about it.
 *
 * A function that can fail returns `enum status` and fills the caller's
 * `struct error` when it is not STATUS_OK. The first error wins; a caller adds
 * only the place that the callee could not know. FEEL evaluation errors are not
 * operating errors: they are null values with a problem (see dmn.h). */
#ifndef REMIT_BASE_ERROR_H
#define REMIT_BASE_ERROR_H

#include <stdarg.h>
#include <stddef.h>

/* Off the way that is usually taken, which stays free of its registers and stack. */
#define RARE __attribute__((noinline, cold))
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

enum status {
#define STATUS(name, code, exit_code, meaning) STATUS_##name,
#include "base/status.def"
#undef STATUS
	STATUS_COUNT
};

struct error {
	enum status status;
	char message[480]; /* one sentence, no full stop needed, names the thing and the limit */
	char remedy[320];  /* what to do; may be empty */
	char file[256];	   /* may be empty */
	unsigned row;	   /* line of the file, from 1; 0 when not known */
	unsigned column;   /* from 1; 0 when not known */
	char field[96];	   /* may be empty */
	const char *code;  /* permanent, of a refusal; NULL: none */
};

/* Fill `error` (which may be NULL) and return `status`. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Say what to do about it. Returns error->status, so that it can end a function. */
enum status error_remedy(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* Say where, unless a place is already named. `file` and `field` may be NULL. */
enum status error_place(struct error *error, const char *file, unsigned row, const char *field);

/* The code ("invalid"), the exit code and the meaning of a status. */
const char *status_code(enum status status);
int status_exit_code(enum status status);
const char *status_meaning(enum status status);

/* The only control-flow macro in the tree: leave with a failure as it came. */
#define TRY(call)                                 \
	do {                                      \
		enum status try_status_ = (call); \
		if (try_status_ != STATUS_OK)     \
			return try_status_;       \
	} while (0)

/* What was filled in at `field` cannot be taken: STATUS_INVALID. */
static inline enum status error_at_field(struct error *error, const char *field,
					 const char *message, const char *remedy)
{
	error_set(error, STATUS_INVALID, "%s", message);
	error_remedy(error, "%s", remedy);
	error_place(error, NULL, 0, field);
	return STATUS_INVALID;
}

#endif
