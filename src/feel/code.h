/* SPDX-License-Identifier: Apache-2.0 */
/* The fast path of FEEL: each node of a tree gets the function that evaluates it, so that a tree
 * runs as calls from node to node, without a switch. What an operator means stands in evaluate_*.c
 * alone, which the walk (evaluate.c) calls too; the code knows no builtin. With -Dfast=false no
 * node has code. Value, problems and budgets are the same both ways: fuzz/fuzz_code.c compares
 * them. */
#ifndef REMIT_FEEL_CODE_H
#define REMIT_FEEL_CODE_H

#include "feel/ast.h"

/* Give code to each node of the tree, which is B-FEEL's nowhere. */
void code_tree(const struct node *root);

#endif
