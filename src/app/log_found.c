/* SPDX-License-Identifier: Apache-2.0 */
/* Entries that a search has found, to be taken away. */
#include "app/log_search.h"

#include "base/builder.h"
#include "format/csv.h"
#include "format/json.h"

enum {
	MEMBERS = 9
};

static const char *const names[MEMBERS] = { "number",  "at",   "actor",	  "kind",      "action",
					    "purpose", "face", "subject", "subject_id" };

static void members_of(struct arena *arena, const struct trail_entry *it, struct text out[MEMBERS])
{
	char at[CLOCK_TEXT_SIZE];
	clock_print(it->at, at);
	const struct text members[MEMBERS] = { text_format(arena, "%lld", (long long)it->number),
					       text_copy(arena, text_from(at)),
					       it->actor,
					       it->kind,
					       it->action,
					       it->purpose,
					       it->face,
					       it->subject,
					       text_format(arena, "%lld",
							   (long long)it->subject_id) };
	memcpy(out, members, sizeof members);
}

struct text log_found_csv(struct arena *arena, const struct log_found *found)
{
	struct builder out = builder_new(arena);
	struct text cells[MEMBERS];
	for (size_t i = 0; i < MEMBERS; i++)
		cells[i] = text_from(names[i]);
	csv_write_row(&out, cells, MEMBERS);
	for (size_t i = 0; i < found->entries.count; i++) {
		members_of(arena, &found->entries.at[i], cells);
		csv_write_row(&out, cells, MEMBERS);
	}
	return builder_text(&out);
}

struct text log_found_lines(struct arena *arena, const struct log_found *found)
{
	struct builder out = builder_new(arena);
	struct text cells[MEMBERS];
	for (size_t i = 0; i < found->entries.count; i++) {
		members_of(arena, &found->entries.at[i], cells);
		for (size_t m = 0; m < MEMBERS; m++) {
			bool number = m == 0 || m == MEMBERS - 1;
			builder_add_format(&out, "%s\"%s\":", m == 0 ? "{" : ",", names[m]);
			if (number)
				builder_add(&out, cells[m]);
			else
				json_write_string(&out, cells[m]);
		}
		builder_add_c(&out, "}\n");
	}
	return builder_text(&out);
}
