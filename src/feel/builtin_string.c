/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins over strings (DMN 1.5 table 74), and string(). Positions count code points. */
#include "feel/builtin_internal.h"
#include "base/casing.h"
#include "feel/regex.h"
#include "feel/value_print.h"

static void step_over(struct run *run, dmn_value text)
{
	run_step(run, text.count / 64);
}

dmn_value string_from(struct run *run, const dmn_value *arguments)
{
	struct builder out = builder_new(run->arena);
	if (arguments[0].kind == DMN_STRING || arguments[0].kind == DMN_NULL)
		return arguments[0];
	value_print(&out, arguments[0]);
	run_step(run, out.length / 64);
	run_check_text(run, out.length);
	return value_string(builder_text(&out));
}

/* The byte at which character `index` (from 0) begins. */
static size_t byte_of(struct text text, size_t index)
{
	size_t at = 0;
	for (; index != 0 && at < text.length; index--)
		text_next(text, &at);
	return at;
}

dmn_value substring_function(struct run *run, const dmn_value *arguments)
{
	struct text text = value_text(arguments[0]);
	size_t length = text_count(text), start;
	dmn_value failure;
	step_over(run, arguments[0]);
	if (!builtin_position(run, arguments[1], length, &start, &failure))
		return failure;
	size_t count = length - start;
	if (arguments[2].kind == DMN_NUMBER) {
		int64_t wanted;
		if (!builtin_whole(run, "length", arguments[2], &wanted, &failure))
			return failure;
		if (wanted < 1 || wanted > (int64_t)count)
			return run_fail(run, PROBLEM_INDEX,
					"substring: the length %lld is not in 1 to %zu",
					(long long)wanted, count);
		count = (size_t)wanted;
	}
	struct text rest = text_slice(text, byte_of(text, start), text.length);
	return value_string(text_slice(rest, 0, byte_of(rest, count)));
}

dmn_value string_length(struct run *run, const dmn_value *arguments)
{
	step_over(run, arguments[0]);
	return value_integer((int64_t)text_count(value_text(arguments[0])));
}

dmn_value upper_case(struct run *run, const dmn_value *arguments)
{
	struct builder out = builder_new(run->arena);
	step_over(run, arguments[0]);
	casing_upper(&out, value_text(arguments[0]));
	run_check_text(run, out.length);
	return value_string(builder_text(&out));
}

dmn_value lower_case(struct run *run, const dmn_value *arguments)
{
	struct builder out = builder_new(run->arena);
	step_over(run, arguments[0]);
	casing_lower(&out, value_text(arguments[0]));
	run_check_text(run, out.length);
	return value_string(builder_text(&out));
}

static size_t find(struct run *run, const dmn_value *arguments)
{
	step_over(run, arguments[0]);
	return text_find(value_text(arguments[0]), value_text(arguments[1]), 0);
}

dmn_value substring_before(struct run *run, const dmn_value *arguments)
{
	size_t at = find(run, arguments);
	return value_string(text_slice(value_text(arguments[0]), 0, at == SIZE_MAX ? 0 : at));
}

dmn_value substring_after(struct run *run, const dmn_value *arguments)
{
	struct text text = value_text(arguments[0]);
	size_t at = find(run, arguments);
	if (at == SIZE_MAX)
		return value_string(TEXT(""));
	return value_string(text_slice(text, at + arguments[1].count, text.length));
}

dmn_value contains_function(struct run *run, const dmn_value *arguments)
{
	return value_boolean(find(run, arguments) != SIZE_MAX);
}

dmn_value starts_with(struct run *run, const dmn_value *arguments)
{
	(void)run;
	return value_boolean(text_starts(value_text(arguments[0]), value_text(arguments[1])));
}

dmn_value ends_with(struct run *run, const dmn_value *arguments)
{
	(void)run;
	return value_boolean(text_ends(value_text(arguments[0]), value_text(arguments[1])));
}

static struct text text_or_empty(dmn_value value)
{
	return value.kind == DMN_STRING ? value_text(value) : TEXT("");
}

dmn_value matches_function(struct run *run, const dmn_value *arguments)
{
	return regex_matches(run, value_text(arguments[0]), value_text(arguments[1]),
			     text_or_empty(arguments[2]));
}

dmn_value replace_function(struct run *run, const dmn_value *arguments)
{
	return regex_replace(run, value_text(arguments[0]), value_text(arguments[1]),
			     value_text(arguments[2]), text_or_empty(arguments[3]));
}

dmn_value split_function(struct run *run, const dmn_value *arguments)
{
	return regex_split(run, value_text(arguments[0]), value_text(arguments[1]));
}

dmn_value string_join(struct run *run, const dmn_value *arguments)
{
	struct builder out = builder_new(run->arena);
	bool first = true;
	for (uint32_t i = 0; i < arguments[0].count; i++) {
		dmn_value item = arguments[0].as.items[i];
		run_step(run, 1);
		if (item.kind == DMN_NULL)
			continue;
		if (item.kind != DMN_STRING)
			return run_fail(run, PROBLEM_ARGUMENT,
					"string join: item %u is a %s, not a string", i + 1,
					value_kind_name(item));
		if (!first)
			builder_add(&out, text_or_empty(arguments[1]));
		builder_add(&out, value_text(item));
		run_check_text(run, out.length);
		first = false;
	}
	return value_string(builder_text(&out));
}
