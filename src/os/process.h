/* SPDX-License-Identifier: Apache-2.0 */
/* Another program, run to its end. */
#ifndef REMIT_OS_PROCESS_H
#define REMIT_OS_PROCESS_H

#include "base/error.h"
#include "base/text.h"

/* Run words[0], found on the PATH, with the words (NULL-ended) and the environment (NULL-ended
 * "NAME=value", the whole of it). It reads nothing and its output is dropped. STATUS_NOT_FOUND
 * when there is no such program; STATUS_IO with the first line of what it complained of when it
 * fails. */
enum status process_run(const char *const *words, const char *const *environment,
			struct error *error) MUST_USE;

/* The same, and what it has written to its output, up to `most` bytes, in `arena`. */
enum status process_read(struct arena *arena, const char *const *words,
			 const char *const *environment, size_t most, struct text *out,
			 struct error *error) MUST_USE;

/* The same, and it reads `input`; its output is dropped. */
enum status process_feed(const char *const *words, const char *const *environment,
			 struct text input, struct error *error) MUST_USE;

#endif
