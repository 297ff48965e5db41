/* SPDX-License-Identifier: Apache-2.0 */
/* The canonical form of an entry. */
#include "audit/entry.h"

#include "base/builder.h"
#include "base/ensure.h"

const char *audit_kind_code(enum audit_kind kind)
{
	static const char *const codes[] = {
#define AUDIT_KIND(name, code, meaning) code,
#include "audit/kind.def"
#undef AUDIT_KIND
	};
	ensure(kind < AUDIT_KIND_COUNT);
	return codes[kind];
}

static void add(struct builder *out, struct text member)
{
	builder_add_format(out, "%zu:", member.length);
	builder_add(out, member);
	builder_add_byte(out, '\n');
}

static void add_number(struct builder *out, int64_t number)
{
	add(out, text_format(out->arena, "%lld", (long long)number));
}

struct text audit_canonical(struct arena *arena, const struct audit_entry *entry)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "remit-audit-entry/1\n");
	add_number(&out, (int64_t)entry->number);
	add_number(&out, entry->at);
	add(&out, entry->actor);
	add(&out, text_from(audit_kind_code(entry->kind)));
	add(&out, entry->action);
	add(&out, entry->purpose);
	add(&out, entry->face);
	add(&out, entry->subject);
	add_number(&out, (int64_t)entry->subject_id);
	add(&out, entry->person_type);
	add_number(&out, entry->person_id);
	add(&out, digest_bytes(&entry->details));
	add_number(&out, (int64_t)entry->batch_count);
	add(&out, digest_bytes(&entry->batch_root));
	return builder_text(&out);
}

struct digest audit_leaf(struct arena *scratch, const struct audit_entry *entry)
{
	struct arena_mark mark = arena_mark(scratch);
	struct digest leaf = tree_leaf_hash(audit_canonical(scratch, entry));
	arena_rewind(scratch, mark);
	return leaf;
}
