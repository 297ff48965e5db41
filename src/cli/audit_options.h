/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of the log share: files of checkpoints, and the keys that signed them. */
#ifndef REMIT_CLI_AUDIT_OPTIONS_H
#define REMIT_CLI_AUDIT_OPTIONS_H

#include "audit/checkpoint.h"
#include "cli/session.h"

struct audit_options {
	struct option_words files;
	struct option_words keys;
};

#define AUDIT_OPTIONS(options)                               \
	{ .name = "checkpoint", .words = &(options).files }, \
	{                                                    \
		.name = "key", .words = &(options).keys      \
	}

/* The checkpoints of all files, each of which one of the keys has signed. */
enum status audit_options_read(struct arena *arena, const struct audit_options *options,
			       struct checkpoint_list *out, struct error *error) MUST_USE;

#endif
