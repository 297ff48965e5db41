/* SPDX-License-Identifier: Apache-2.0 */
/* What -Dfast=false builds in place of code.c: every tree is walked. */
#include "feel/code.h"

void code_tree(const struct node *root)
{
	(void)root;
}
