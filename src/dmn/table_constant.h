/* SPDX-License-Identifier: Apache-2.0 */
/* Output entries that are literals: checked against their column once, when the model is compiled,
 * so that a rule that matches has its answer ready. With -Dfast=false no rule has. */
#ifndef REMIT_DMN_TABLE_CONSTANT_H
#define REMIT_DMN_TABLE_CONSTANT_H

#include "dmn/model.h"

/* Set `constants` and `answer` of each rule that has nothing to compute. */
void table_find_constants(struct arena *arena, struct table *table);

#endif
