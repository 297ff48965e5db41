/* SPDX-License-Identifier: Apache-2.0 */
/* Signing what the log is now, and sending that away, so that who keeps it can tell later whether
 * the log was altered since (app/verify.h). All of it lies in a folder of the machine that signs,
 * outside the database:
 *
 *   key          the private key (audit/note.h), which nobody but its owner may read
 *   key.pub      the public one: give it to whoever verifies
 *   checkpoints  every checkpoint that was signed, one behind the other; only ever added to
 *   send         commands of the operator's, one a line: each gets the checkpoint to read, in a
 * shell
 *
 * Nothing is signed that contradicts the last checkpoint in the folder. */
#ifndef REMIT_APP_CHECKPOINT_H
#define REMIT_APP_CHECKPOINT_H

#include "app/app.h"
#include "audit/checkpoint.h"

/* Make the folder and a key in it, called `name` (which is the origin of its checkpoints); the
 * public half as a line. STATUS_CONFLICT when a key is there. */
enum status checkpoint_key_make(struct arena *arena, const char *folder, struct text name,
				struct text *public_line, struct error *error) MUST_USE;
/* The public half of the folder's key, as a line. */
enum status checkpoint_key_tell(struct arena *arena, const char *folder, struct text *public_line,
				struct error *error) MUST_USE;

struct checkpoint_report {
	struct checkpoint checkpoint;
	size_t sent; /* commands that took it */
};
/* Sign the log as it is once this has an entry in it, add that to the folder's checkpoints (on the
 * disk), and give it to each command of `send`. A command that fails, or takes over a minute,
 * hinders none of the others: it has an entry of its own, and then the status is STATUS_IO and *out
 * is filled all the same. */
enum status checkpoint_make(struct app *app, const char *folder, struct checkpoint_report *out,
			    struct error *error) MUST_USE;

/* Read checkpoints of a file, each signed by one of the keys; STATUS_INVALID that names the one at
 * fault. */
enum status checkpoint_file_read(struct arena *arena, const char *path, const struct note_key *keys,
				 size_t count, struct checkpoint_list *out,
				 struct error *error) MUST_USE;
/* A public key, or the file that holds one. */
enum status checkpoint_key_parse(struct arena *arena, const char *word, struct note_key *out,
				 struct error *error) MUST_USE;

#endif
