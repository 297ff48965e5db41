/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept of an evaluation beside its result: the rules that matched, and the place on the
 * worklist. */
#include "app/evaluate.h"

#include "base/builder.h"
#include "base/list.h"
#include "format/json.h"

/* The rules of one table that matched, however often it was asked. */
struct matched {
	struct text table;
	uint64_t rules[4]; /* bits, from rule 1 */
};

struct matched_list {
	LIST_OF(struct matched);
};

static void add_step(struct arena *arena, struct matched_list *list, const struct dmn_step *step)
{
	struct text table = text_from(step->table);
	size_t at = 0;
	while (at < list->count && !text_equal(list->at[at].table, table))
		at++;
	if (at == list->count)
		list_push(arena, list, (struct matched){ .table = table });
	for (size_t i = 0; i < step->rule_count; i++) {
		unsigned bit = step->rules[i] - 1;
		if (bit < 256) /* no more than are kept; the trace has them all */
			list->at[at].rules[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

static void write_matched(struct builder *out, const struct matched *matched)
{
	bool comma = false;
	builder_add_c(out, out->length == 1 ? "" : ",");
	json_write_string(out, matched->table);
	builder_add_c(out, ":[");
	for (unsigned word = 0; word < 4; word++) {
		for (uint64_t left = matched->rules[word]; left != 0; left &= left - 1) {
			unsigned rule = word * 64 + (unsigned)__builtin_ctzll(left) + 1;
			builder_add_format(out, comma ? ",%u" : "%u", rule);
			comma = true;
		}
	}
	builder_add_byte(out, ']');
}

struct text verdict_matched(struct evaluator *evaluator, struct arena *arena)
{
	struct builder out = builder_new(arena);
	struct matched_list list = { 0 };
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(evaluator->evaluation, i, &step); i++)
		if (step.table[0] != '\0' && step.rule_count != 0)
			add_step(arena, &list, &step);
	builder_add_byte(&out, '{');
	for (size_t i = 0; i < list.count; i++)
		write_matched(&out, &list.at[i]);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

struct text verdict_state(const struct verdict *verdict)
{
	if (!verdict->in_scope)
		return TEXT("out-of-scope");
	return verdict->abstains ? TEXT("abstained") : TEXT("recommended");
}

/* One key so that texts sort as the values do: null last, false before true, lower first. */
static void sort_part(struct builder *out, struct arena *arena, dmn_value value)
{
	int64_t number;
	size_t size;
	if (value.kind == DMN_NUMBER && dmn_get_int(value, &number) &&
	    number > -INT64_C(1000000000000)) {
		builder_add_format(out, "5%020lld", (long long)number + 1000000000000LL);
	} else if (value.kind == DMN_BOOLEAN) {
		builder_add_c(out, dmn_is_true(value) ? "51" : "50");
	} else if (value.kind == DMN_NULL) {
		builder_add_byte(out, '9');
	} else {
		const char *text = dmn_text(arena, value, &size);
		builder_add_byte(out, '5');
		builder_add(out, (struct text){ text, size });
	}
	builder_add_byte(out, '|');
}

struct text verdict_sort_key(struct arena *arena, dmn_value priority)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; priority.kind == DMN_LIST && i < priority.count; i++)
		sort_part(&out, arena, evaluate_member(dmn_list_at(priority, i), "value"));
	return text_copy(arena, builder_text(&out));
}

dmn_value evaluate_member(dmn_value context, const char *name)
{
	return context.kind == DMN_CONTEXT ? dmn_context_get(context, name) : dmn_null();
}

struct text evaluate_text(dmn_value value)
{
	return value.kind == DMN_STRING ? (struct text){ value.as.string, value.count } : TEXT("");
}
