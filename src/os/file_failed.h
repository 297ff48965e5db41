/* SPDX-License-Identifier: Apache-2.0 */
/* What is said when a file cannot be read, opened or locked. Not for other rooms. */
#ifndef REMIT_OS_FILE_FAILED_H
#define REMIT_OS_FILE_FAILED_H

#include "base/error.h"

/* "cannot WHAT 'PATH': CAUSE", by errno; STATUS_NOT_FOUND where there is none, else STATUS_IO. */
enum status file_failed(const char *path, const char *what, struct error *error);

#endif
