/* SPDX-License-Identifier: Apache-2.0 */
/* The thread of a process that gives entries of the log their place (log_sequence.h). */
#ifndef REMIT_APP_SEQUENCER_H
#define REMIT_APP_SEQUENCER_H

#include "app/ticker.h"

/* Begin, on the database at `url`, which lives as long as the ticker. On SQLite nothing is begun.
 */
enum status sequencer_start(struct ticker *sequencer, struct text url,
			    struct error *error) MUST_USE;

#endif
