/* SPDX-License-Identifier: Apache-2.0 */
/* Many values as one, in PostgreSQL's form of an array: {"a","b\"c"}. For statements that a server
 * runs once over many rows (see store_is_far), which cast it: cast(:ids as bigint[]). */
#ifndef REMIT_STORE_ARRAY_H
#define REMIT_STORE_ARRAY_H

#include "store/store.h"

/* In `arena`. */
dmn_value store_texts(struct arena *arena, const struct text *texts, size_t count);
dmn_value store_numbers(struct arena *arena, const int64_t *numbers, size_t count);
/* For bytea[]. */
dmn_value store_bytes(struct arena *arena, const struct text *bytes, size_t count);

/* Bytes as PostgreSQL reads them, without the backslash that begins it: x0aff. */
struct builder;
void store_add_hex(struct builder *out, struct text bytes);

#endif
