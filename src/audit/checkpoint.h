/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints (C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint): a note of three lines, the
 * log's origin (here the name of the key that signs), its size, and the root of its tree in
 * base 64. Who keeps one can tell later whether the log is still the one that was signed, and only
 * grew. */
#ifndef REMIT_AUDIT_CHECKPOINT_H
#define REMIT_AUDIT_CHECKPOINT_H

#include "audit/note.h"
#include "audit/tree.h"
#include "base/list.h"

struct checkpoint {
	struct text origin;
	uint64_t size;
	struct digest root;
	struct note note;
	size_t place; /* which of its file, from 1 */
};

/* The body of its note. */
struct text checkpoint_body(struct arena *arena, struct text origin, uint64_t size,
			    const struct digest *root);
/* Lines behind the third are allowed and left alone. */
bool checkpoint_parse(struct arena *scratch, const struct note *note, struct checkpoint *out);

/* The checkpoints of a file, one behind the other. */
struct checkpoint_list {
	LIST_OF(struct checkpoint);
	size_t read_size;  /* bytes of whole notes */
	const char *fault; /* what is wrong with the next one; NULL: all of them were read */
	bool torn;	   /* ... which is that the file ends in it */
};
/* Add those of `bytes`, which the list keeps views of, until one is at fault: it is no checkpoint,
 * or not signed by the one of the keys whose name is its origin. */
void checkpoint_read(struct arena *arena, struct text bytes, const struct note_key *keys,
		     size_t count, struct checkpoint_list *out);

#endif
