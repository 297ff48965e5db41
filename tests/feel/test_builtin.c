/* SPDX-License-Identifier: Apache-2.0 */
/* The table and the binding of arguments; what the functions give is in cases/. */
#include "feel/builtin.h"
#include "base/casing.h"
#include "feel/number.h"
#include "feel/value_print.h"
#include "stub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct run *run;

static int start(void **state)
{
	(void)state;
	run = stub_run();
	return 0;
}

static int stop(void **state)
{
	(void)state;
	stub_run_free(run);
	return 0;
}

static void test_names(void **state)
{
	(void)state;
	assert_int_equal(builtin_count(), 86);
	for (size_t i = 0; i < builtin_count(); i++) {
		struct text name = builtin_name(i);
		assert_true(name.length != 0);
		assert_true(text_equal(builtin_name_of(builtin_find(name)), name));
		for (size_t j = 0; j < i; j++)
			assert_false(text_equal(builtin_name(j), name));
	}
	assert_int_equal(builtin_name(builtin_count()).length, 0);
	assert_null(builtin_find(TEXT("Date")));
	assert_null(builtin_find(TEXT("")));
}

static dmn_value call(const char *name, const dmn_value *arguments, size_t count)
{
	const struct builtin *builtin = builtin_find(text_from(name));
	assert_non_null(builtin);
	return builtin_call(run, builtin, arguments, count);
}

static dmn_value string(const char *text)
{
	return value_string(text_from(text));
}

static void test_binds_by_exact_fit_before_conversion(void **state)
{
	(void)state;
	dmn_value one = value_integer(1), list = value_list(&one, 1);
	dmn_value pair[2] = { list, value_list(&list, 1) };
	/* [1] stays a list where a list is due, and becomes 1 where a number is */
	assert_string_equal(stub_text(run, call("count", &list, 1)), "1");
	assert_string_equal(stub_text(run, call("floor", &list, 1)), "1");
	/* [[1]] to [1] is no conversion to a number: one step only */
	assert_string_equal(stub_text(run, call("floor", &pair[1], 1)), "!FEEL-ARGUMENT");
	/* list contains takes [[1]] as it is, element too */
	dmn_value swapped[2] = { pair[1], pair[0] };
	assert_string_equal(stub_text(run, call("list contains", swapped, 2)), "true");
}

static void test_messages_name_function_parameter_and_value(void **state)
{
	(void)state;
	dmn_value arguments[2] = { string("abc"), string("x") };
	dmn_value result = call("substring", arguments, 2);
	assert_string_equal(
		result.as.problem->message,
		"substring: the parameter 'start position' takes a number, not string \"x\"");
	dmn_value none = value_null();
	result = call("string length", &none, 1);
	assert_string_equal(result.as.problem->message,
			    "string length: the parameter 'string' takes a string, not null");
	result = call("modulo", arguments, 0);
	assert_string_equal(result.as.problem->message, "modulo cannot be called with 0 arguments");
}

static void test_the_first_cause_is_kept(void **state)
{
	(void)state;
	dmn_value first = run_fail(run, PROBLEM_DOMAIN, "the first");
	assert_ptr_equal(call("floor", &first, 1).as.problem, first.as.problem);
	dmn_value items[2] = { value_integer(1), first };
	assert_ptr_equal(call("sum", items, 2).as.problem, first.as.problem);
}

static void test_named(void **state)
{
	(void)state;
	const struct builtin *substring = builtin_find(TEXT("substring"));
	struct text names[3] = { TEXT("start position"), TEXT("string"), TEXT("string") };
	dmn_value arguments[3] = { value_integer(2), string("abc"), string("abc") };
	assert_string_equal(stub_text(run, builtin_call_named(run, substring, names, arguments, 2)),
			    "\"bc\"");
	assert_string_equal(stub_text(run, builtin_call_named(run, substring, names, arguments, 3)),
			    "!FEEL-CALL");
	assert_string_equal(stub_text(run, builtin_call_named(run, substring, names, arguments, 1)),
			    "!FEEL-ARGUMENT");
}

static void nested_to(void *user)
{
	dmn_value *result = user;
	dmn_value value = value_integer(1);
	for (int i = 0; i < 100000; i++)
		value = value_list(arena_copy(run->arena, &value, sizeof value), 1);
	result[0] = call("flatten", &value, 1);
	result[1] = call("string", &value, 1);
	dmn_value both[2] = { value, value_list(value.as.items, 1) };
	result[2] = call("is", both, 2);
	both[1] = value_list(arena_copy(run->arena, value.as.items, sizeof value), 1);
	result[3] = call("is", both, 2);
}

static void test_deep_values_end(void **state)
{
	(void)state;
	dmn_value result[4];
	struct error error;
	assert_int_equal(boundary_run(run->arena, nested_to, result, &error), STATUS_OK);
	assert_string_equal(stub_text(run, result[0]), "!DMN-LIMIT");
	assert_int_equal(result[1].kind, DMN_STRING);
	assert_string_equal(stub_text(run, result[2]), "true");
}

/* A value of 2^40 leaves that is 40 lists. */
static dmn_value wide(void)
{
	dmn_value value = value_integer(1);
	for (int i = 0; i < 40; i++) {
		dmn_value pair[2] = { value, value };
		value = value_list(arena_copy(run->arena, pair, sizeof pair), 2);
	}
	return value;
}

static void flatten_wide(void *user)
{
	dmn_value value = wide();
	*(dmn_value *)user = call("flatten", &value, 1);
}

static void test_shared_values_end(void **state)
{
	(void)state;
	struct error error;
	struct run *whole = run;
	dmn_value result, both[2] = { wide(), wide() };
	assert_string_equal(stub_text(run, call("is", both, 2)), "false");
	struct run small = *run;
	small.steps_left = 1000000;
	run = &small;
	assert_int_equal(boundary_run(run->arena, flatten_wide, &result, &error), STATUS_LIMIT);
	run = whole;
}

/* x precedes y, wrongly, always. */
static dmn_value always(struct run *inner, const dmn_value *arguments, size_t count)
{
	(void)inner;
	(void)arguments;
	(void)count;
	return value_boolean(true);
}

static void test_sort_survives_a_function_without_order(void **state)
{
	(void)state;
	dmn_value items[5];
	for (int i = 0; i < 5; i++)
		items[i] = value_integer(i);
	dmn_value arguments[2] = { value_list(items, 5),
				   { .kind = DMN_FUNCTION,
				     .as.pointer = (void *)(uintptr_t)always } };
	assert_string_equal(stub_text(run, call("sort", arguments, 2)), "[4, 3, 2, 1, 0]");
}

static void test_case_of_single_letters(void **state)
{
	(void)state;
	static const uint32_t rows[][2] = {
		{ 0x101, 0x100 },   { 0x17F, 'S' },	  { 0xFF, 0x178 },  { 0x3C2, 0x3A3 },
		{ 0x1E9E, 0x1E9E }, { 0x10428, 0x10400 }, { 0x1C9, 0x1C7 }, { 0x2D00, 0x10A0 },
		{ 0xAB70, 0x13A0 }, { 0x1D79, 0xA77D },	  { 0x131, 'I' },   { 0x4E00, 0x4E00 }
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char in[4], expected[4];
		struct builder out = builder_new(run->arena);
		casing_upper(&out, (struct text){ in, text_encode(rows[i][0], in) });
		struct text wanted = { expected, text_encode(rows[i][1], expected) };
		if (!text_equal(builder_text(&out), wanted))
			fail_msg("U+%04X does not become U+%04X", rows[i][0], rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_binds_by_exact_fit_before_conversion),
		cmocka_unit_test(test_messages_name_function_parameter_and_value),
		cmocka_unit_test(test_the_first_cause_is_kept),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_deep_values_end),
		cmocka_unit_test(test_shared_values_end),
		cmocka_unit_test(test_sort_survives_a_function_without_order),
		cmocka_unit_test(test_case_of_single_letters),
	};
	return cmocka_run_group_tests_name("builtin", tests, start, stop);
}
