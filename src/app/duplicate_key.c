/* SPDX-License-Identifier: Apache-2.0 */
/* What makes two records alike. */
#include "app/merge_internal.h"
#include "app/reach.h"

#include "base/builder.h"
#include "base/casing.h"

/* Letters and digits of any script: of ASCII nothing else. */
static void add_plain(struct builder *out, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool digit = c >= '0' && c <= '9';
		if (c >= 0x80 || (c >= 'a' && c <= 'z') || digit)
			builder_add_byte(out, (char)c);
	}
}

struct text duplicate_key(struct arena *arena, const struct pack_duplicate *key,
			  const dmn_value *values)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < key->field_count; i++) {
		dmn_value value = values[key->fields[i]->index];
		struct builder lower = builder_new(arena);
		size_t size;
		if (value.kind == DMN_NULL)
			return TEXT("");
		const char *text = dmn_text(arena, value, &size);
		casing_lower(&lower, (struct text){ text, size });
		size_t before = out.length;
		add_plain(&out, builder_text(&lower));
		if (out.length == before)
			return TEXT("");
		builder_add_byte(&out, '/');
	}
	return builder_text(&out);
}

bool duplicate_is_told(const struct caseload *caseload, const struct pack_duplicate *key)
{
	const struct pack *pack = caseload->pack;
	const struct pack_record *root = caseload_root(pack->decision.about);
	for (size_t i = 0; i < key->field_count; i++)
		if (!reach_sees(caseload->app, pack, root, key->fields[i]))
			return false;
	return true;
}

struct text duplicate_alike(struct caseload *caseload, const struct typed_row *one,
			    const struct typed_row *other)
{
	const struct pack *pack = caseload->pack;
	struct arena *arena = caseload->arena;
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < pack->duplicate_count; i++) {
		const struct pack_duplicate *key = &pack->duplicates[i];
		struct text mine = duplicate_key(arena, key, one->values);
		if (mine.length == 0 || !duplicate_is_told(caseload, key) ||
		    !text_equal(mine, duplicate_key(arena, key, other->values)))
			continue;
		builder_add_c(&out, out.length == 0 ? "" : "; ");
		builder_add(&out, key->sentence);
	}
	return builder_text(&out);
}
