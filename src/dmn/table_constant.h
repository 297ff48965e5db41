/* SPDX-License-Identifier: Apache-2.0 */
/* What of a table needs no evaluation. Output entries that are literals are checked against their
 * column once, when the model is compiled, so that a rule that matches has its answer ready; an
 * input expression that is a name is its slot. With -Dfast=false no rule and no input has. */
#ifndef REMIT_DMN_TABLE_CONSTANT_H
#define REMIT_DMN_TABLE_CONSTANT_H

#include "dmn/model.h"

/* Set `constants` and `answer` of each rule that has nothing to compute, and `slot` of inputs. */
void table_find_constants(struct arena *arena, struct table *table);

#endif
