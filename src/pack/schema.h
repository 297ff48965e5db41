/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of a pack's files as a JSON Schema (draft 2020-12), so that an editor completes and
 * explains them. What hangs together across keys only `remit pack check` tells. */
#ifndef REMIT_PACK_SCHEMA_H
#define REMIT_PACK_SCHEMA_H

#include "pack/keys.h"

struct text pack_schema(struct arena *arena, enum keys_file file);

#endif
