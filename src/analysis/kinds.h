/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of value that a text can give, by what is declared; and operations that no kinds of
 * their operands ever suit. Cautious: where nothing is declared, everything is possible. */
#ifndef REMIT_ANALYSIS_KINDS_H
#define REMIT_ANALYSIS_KINDS_H

#include "analysis/site.h"

struct kind_clash {
	const char *operation;	  /* "'+'" */
	const char *left, *right; /* "number or string" */
	size_t offset;		  /* of the operation in the text */
};

/* The first operation in the text that can only fail. `is_cell`: it stands in a frame more. */
bool kinds_clash(struct arena *arena, const struct site *site, const struct node *root,
		 bool is_cell, struct kind_clash *out);

#endif
