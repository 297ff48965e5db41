/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the checkpoint share. */
#ifndef REMIT_APP_CHECKPOINT_INTERNAL_H
#define REMIT_APP_CHECKPOINT_INTERNAL_H

#include "app/checkpoint.h"

/* The folder's key. */
enum status checkpoint_signer(struct arena *arena, const char *folder, struct note_signer *out,
			      struct error *error) MUST_USE;
/* Give the note to the commands of the folder's `send`, if it is there. */
enum status checkpoint_send(struct app *app, const char *folder, struct checkpoint_report *out,
			    struct error *error) MUST_USE;

#endif
