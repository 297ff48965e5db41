/* SPDX-License-Identifier: Apache-2.0 */
#include "app/transparency.h"

#include "base/builder.h"
#include "format/json.h"

struct text transparency_json(struct arena *arena, const struct transparency *record)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '[');
	for (size_t i = 0; i < record->count; i++) {
		const struct transparency_row *row = &record->at[i];
		const struct text members[][2] = {
			{ TEXT("section"), text_from(row->section) },
			{ TEXT("reference"), text_from(row->reference) },
			{ TEXT("name"), text_from(row->name) },
			{ TEXT("label"), text_from(row->label) },
			{ TEXT("value"), row->value },
		};
		builder_add_c(&out, i == 0 ? "" : ",");
		builder_add(&out, app_detail(arena, members, 5));
	}
	builder_add_byte(&out, ']');
	return builder_text(&out);
}
