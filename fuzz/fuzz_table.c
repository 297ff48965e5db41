/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as choices of a decision table and its inputs: with the index, without it, and by columns,
 * the same. */
#include "../tests/dmn/table_maker.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct maker maker = { .bytes = at, .byte_count = size };
	if (size == 0)
		return 0;
	maker.arena = dmn_arena_new(0);
	struct text xml = maker_model(&maker);
	struct dmn_model *indexed = maker_compile(xml), *plain = maker_compile(xml);
	maker_take_index(plain);
	if (!maker_agrees(&maker, xml, indexed, plain))
		abort();
	dmn_model_free(indexed);
	dmn_model_free(plain);
	dmn_arena_free(maker.arena);
	return 0;
}
