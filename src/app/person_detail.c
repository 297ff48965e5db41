/* SPDX-License-Identifier: Apache-2.0 */
/* What the log has of a person's file: to whom and why it was given. */
#include "app/person_internal.h"

#include "base/builder.h"
#include "format/json.h"

static void add_call(struct builder *out, const struct person_file_call *call)
{
	builder_add_c(out, "{\"to\":");
	json_write_string(out, call->to);
	builder_add_c(out, ",\"why\":");
	json_write_string(out, call->why);
}

struct text person_detail(const struct person_file *file, const struct person_file_call *call)
{
	struct builder out = builder_new(file->caseload.arena);
	struct digest digest = digest_of(file->json);
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&digest, hash);
	add_call(&out, call);
	builder_add_format(&out, ",\"names\":%s,\"sha256\":\"%s\"}", call->names ? "true" : "false",
			   hash);
	return builder_text(&out);
}

struct text person_detail_within(struct arena *arena, const struct person_file_call *call)
{
	struct builder out = builder_new(arena);
	add_call(&out, call);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}
