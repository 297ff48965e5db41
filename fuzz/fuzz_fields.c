/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a form's body and as a Cookie header; what is read is written and read again, and
 * must be the same. */
#include "format/fields.h"
#include "host.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void read_again(struct arena *arena, const struct fields *fields)
{
	struct fields again;
	if (!fields_read(arena, fields_write(arena, fields), &again) ||
	    again.count != fields->count)
		abort();
	for (size_t i = 0; i < again.count; i++)
		if (!text_equal(again.at[i].name, fields->at[i].name) ||
		    !text_equal(again.at[i].value, fields->at[i].value))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct text bytes = { (const char *)at, size };
	struct arena *arena = dmn_arena_new(0);
	struct fields fields;
	if (arena == NULL)
		return 0;
	if (fields_read(arena, bytes, &fields))
		read_again(arena, &fields);
	fields_read_cookies(arena, bytes, &fields);
	for (size_t i = 0; i < fields.count; i++)
		if (fields.at[i].name.length == 0)
			abort();
	dmn_arena_free(arena);
	return 0;
}
