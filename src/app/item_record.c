/* SPDX-License-Identifier: Apache-2.0 */
/* What people wrote, as the bytes that are hashed: for the second person, and for the log. */
#include "app/item.h"

#include "base/builder.h"
#include "format/json.h"

static void member(struct builder *out, const char *name, struct text value)
{
	builder_add_c(out, out->length == 1 ? "" : ",");
	json_write_string(out, text_from(name));
	builder_add_byte(out, ':');
	json_write_string(out, value);
}

struct digest item_payload(struct arena *arena, const struct item *item,
			   const struct item_decision *decision)
{
	struct builder out = builder_new(arena);
	char result[DIGEST_TEXT_SIZE];
	digest_print(&item->result_hash, result);
	builder_add_byte(&out, '{');
	member(&out, "item",
	       text_format(arena, "%lld/%lld", (long long)item->id, (long long)item->cycle));
	member(&out, "recommendation",
	       text_format(arena, "%lld", (long long)item->recommendation_id));
	member(&out, "result", text_from(result));
	member(&out, "by", decision->actor);
	member(&out, "at", decision->made_at);
	member(&out, "outcome", decision->outcome);
	member(&out, "reasons", decision->reasons);
	member(&out, "evidence", decision->evidence);
	member(&out, "judgements", decision->judgements);
	member(&out, "switch_reason", decision->switch_reason);
	builder_add_byte(&out, '}');
	return digest_of(builder_text(&out));
}

static struct text number(struct arena *arena, int64_t value)
{
	return text_format(arena, "%lld", (long long)value);
}

static struct text detail(struct arena *arena, struct builder *out)
{
	char hash[DIGEST_TEXT_SIZE];
	builder_add_byte(out, '}');
	struct digest digest = digest_of(builder_text(out));
	digest_print(&digest, hash);
	return text_format(arena, "{\"hash\":\"%s\"}", hash);
}

struct text item_view_detail(struct arena *arena, int64_t recommendation_id, struct text actor,
			     const struct item_view *view)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '{');
	member(&out, "view", number(arena, view->id));
	member(&out, "recommendation", number(arena, recommendation_id));
	member(&out, "by", actor);
	member(&out, "at", view->made_at);
	member(&out, "outcome", view->outcome);
	member(&out, "reasons", view->reasons);
	member(&out, "evidence", view->evidence);
	return detail(arena, &out);
}

struct text item_sign_detail(struct arena *arena, int64_t decision_id, const struct item_sign *sign)
{
	struct builder out = builder_new(arena);
	char payload[DIGEST_TEXT_SIZE];
	digest_print(&sign->payload, payload);
	builder_add_byte(&out, '{');
	member(&out, "decision", number(arena, decision_id));
	member(&out, "payload", text_from(payload));
	member(&out, "by", sign->actor);
	member(&out, "at", sign->made_at);
	member(&out, "verdict", sign->verdict);
	member(&out, "reason", sign->reason);
	return detail(arena, &out);
}

struct text item_decide_detail(struct arena *arena, const struct digest *payload, struct text state)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_print(payload, hash);
	return text_format(arena, "{\"payload\":\"%s\",\"state\":\"%.*s\"}", hash, TEXT_ARG(state));
}
