/* SPDX-License-Identifier: Apache-2.0 */
/* A folder for a while, that nobody else may read, under TMPDIR (else /tmp). */
#ifndef REMIT_OS_SCRATCH_H
#define REMIT_OS_SCRATCH_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

struct scratch {
	struct arena *arena;
	const char *folder; /* NULL: there is none */
};

/* Make one; its name lives in `arena`. To be ended, also after a failure. */
enum status scratch_make(struct arena *arena, struct scratch *out, struct error *error) MUST_USE;
/* Write a file of it, and the folders that a name like "import/x.yaml" needs. STATUS_INVALID for a
 * name that leads out of it. */
enum status scratch_write(const struct scratch *scratch, struct text name, struct text content,
			  struct error *error) MUST_USE;
/* Remove it with all that is in it. */
void scratch_end(struct scratch *scratch);
/* Does the file lie in such a folder of this process, so that nothing of it will outlive it? (It
 * may say no of one that does.) Safe from several threads. */
bool scratch_holds(const char *path);

#endif
