/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers: reading, printing, arithmetic at the edges of both forms, rounding. */
#include "feel/number.h"
#include "stub.h"

#include <setjmp.h>
#include <stdarg.h>

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

static void assert_prints(const char *literal, const char *expected)
{
	assert_string_equal(stub_text(run, stub_number(run, literal)), expected);
}

static void test_prints_canonically(void **state)
{
	(void)state;
	assert_prints("0", "0");
	assert_prints("-0", "0");
	assert_prints("000.000", "0");
	assert_prints("1.10", "1.1");
	assert_prints("-.5", "-0.5");
	assert_prints("1e3", "1000");
	assert_prints("1.2E-3", "0.0012");
	assert_prints("9223372036854775807", "9223372036854775807");
	assert_prints("9223372036854775808", "9223372036854775808");
	assert_prints("-9223372036854775809.25", "-9223372036854775809.25");
	assert_prints("1234567890123456789012345678901234", "1234567890123456789012345678901234");
	assert_prints("12345678901234567890123456789012345", "12345678901234567890123456789012340");
	assert_prints("12345678901234567890123456789012355", "12345678901234567890123456789012360");
	assert_prints("123456789012345678901234567890123450000000000000001",
		      "123456789012345678901234567890123500000000000000000");
	assert_prints("1e6144", "1e6144");
	assert_prints("-1.5e-6000", "-1.5e-6000");
}

static void test_refuses_what_is_no_literal(void **state)
{
	(void)state;
	const char *const wrong[] = { "",
				      "-",
				      ".",
				      "1.",
				      "+1",
				      "1e",
				      "e5",
				      "1e+",
				      "1..2",
				      "1 ",
				      " 1",
				      "NaN",
				      "0x10",
				      "1,000",
				      "--1",
				      "Inf",
				      "1e7000",
				      "1e-7000",
				      "1e99999999999999999999" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		dmn_value value;
		if (number_parse(run->arena, text_from(wrong[i]), &value))
			fail_msg("\"%s\" was read as %s", wrong[i], stub_text(run, value));
	}
	assert_prints("0e99999999999999999999", "0");
}

typedef dmn_value binary(struct arena *arena, dmn_value a, dmn_value b);

static void check(binary *operator, const char * a, const char *b, const char *expected)
{
	dmn_value result = operator(run->arena, stub_number(run, a), stub_number(run, b));
	assert_string_equal(stub_text(run, result), expected);
}

static void test_adds_across_the_forms(void **state)
{
	(void)state;
	check(number_add, "0.1", "0.2", "0.3");
	check(number_add, "9223372036854775807", "1", "9223372036854775808");
	check(number_subtract, "9223372036854775808", "1", "9223372036854775807");
	check(number_add, "1e30", "1e-3", "1000000000000000000000000000000.001");
	check(number_add, "1e40", "1", "10000000000000000000000000000000000000000");
	check(number_subtract, "-9223372036854775807", "2", "-9223372036854775809");
	check(number_add, "9e6144", "9e6144", "null");
	check(number_subtract, "1e-6176", "1e-6176", "0");
}

static void test_multiplies_and_divides(void **state)
{
	(void)state;
	check(number_multiply, "4294967296", "4294967296", "18446744073709551616");
	check(number_multiply, "-1.5", "0.2", "-0.3");
	check(number_multiply, "1e6000", "1e6000", "null");
	check(number_multiply, "1e-6000", "1e-6000", "null");
	check(number_divide, "1", "3", "0.3333333333333333333333333333333333");
	check(number_divide, "2", "3", "0.6666666666666666666666666666666667");
	check(number_divide, "1", "8", "0.125");
	check(number_divide, "6", "3", "2");
	check(number_divide, "1", "0", "null");
	check(number_divide, "0", "-7", "0");
	check(number_divide, "-9223372036854775808", "-1", "9223372036854775808");
}

static void test_modulo_has_the_sign_of_the_divisor(void **state)
{
	(void)state;
	check(number_modulo, "12", "5", "2");
	check(number_modulo, "-12", "5", "3");
	check(number_modulo, "12", "-5", "-3");
	check(number_modulo, "-12", "-5", "-2");
	check(number_modulo, "-10", "5", "0");
	check(number_modulo, "10.1", "-4.5", "-3.4");
	check(number_modulo, "7", "0", "null");
	check(number_modulo, "1e33", "7", "6");
	check(number_modulo, "-9223372036854775808", "-1", "0");
}

static void test_powers(void **state)
{
	(void)state;
	check(number_power, "2", "10", "1024");
	check(number_power, "10", "-5", "0.00001");
	check(number_power, "1.1", "2", "1.21");
	check(number_power, "-2", "3", "-8");
	check(number_power, "0", "0", "1");
	check(number_power, "0", "2.5", "0");
	check(number_power, "0", "-1", "null");
	check(number_power, "10", "7000", "null");
	check(number_power, "4", "0.5", "2");
	check(number_power, "-4", "0.5", "null");
	check(number_power, "1", "999999999", "1");
}

static void test_functions(void **state)
{
	(void)state;
	assert_string_equal(stub_text(run, number_sqrt(run->arena, value_integer(2))),
			    "1.414213562373095048801688724209698");
	assert_int_equal(number_sqrt(run->arena, value_integer(-2)).kind, DMN_NULL);
	assert_int_equal(number_log(run->arena, value_integer(0)).kind, DMN_NULL);
	assert_int_equal(number_exp(run->arena, value_integer(100000)).kind, DMN_NULL);
	assert_string_equal(stub_text(run, number_exp(run->arena, value_integer(0))), "1");
	assert_string_equal(stub_text(run, number_log(run->arena, value_integer(10))),
			    "2.302585092994045684017991454684364");
	assert_string_equal(stub_text(run, number_absolute(run->arena, stub_number(run, "-1e20"))),
			    "100000000000000000000");
}

static void check_round(const char *a, int scale, enum rounding rounding, const char *expected)
{
	dmn_value result = number_round(run->arena, stub_number(run, a), scale, rounding);
	assert_string_equal(stub_text(run, result), expected);
}

static void test_rounds_every_way(void **state)
{
	(void)state;
	check_round("2.5", 0, ROUND_HALF_EVEN, "2");
	check_round("3.5", 0, ROUND_HALF_EVEN, "4");
	check_round("-2.5", 0, ROUND_HALF_UP, "-3");
	check_round("-2.5", 0, ROUND_HALF_DOWN, "-2");
	check_round("2.51", 0, ROUND_HALF_DOWN, "3");
	check_round("-1.56", 1, ROUND_FLOOR, "-1.6");
	check_round("-1.56", 1, ROUND_CEILING, "-1.5");
	check_round("1.001", 2, ROUND_UP, "1.01");
	check_round("-1.009", 2, ROUND_DOWN, "-1");
	check_round("12345", -2, ROUND_HALF_EVEN, "12300");
	check_round("55", -2, ROUND_HALF_EVEN, "100");
	check_round("5", -6111, ROUND_HALF_EVEN, "0");
	check_round("5", -6111, ROUND_UP, "1e6111");
	check_round("5.5", 6176, ROUND_UP, "5.5");
	check_round("0.5e-40", 0, ROUND_CEILING, "1");
	check_round("9.999999999999999999999999999999999", 5, ROUND_HALF_UP, "10");
	check_round("1234567890123456789012345678901.234", 2, ROUND_HALF_UP,
		    "1234567890123456789012345678901.23");
}

static void test_compares_by_value(void **state)
{
	(void)state;
	const char *const ascending[] = {
		"-1e6000", "-9223372036854775809", "-1.5",  "-1e-6000", "0", "1e-6000", "0.1",
		"1",	   "9223372036854775808",  "1e6000"
	};
	size_t count = sizeof ascending / sizeof ascending[0];
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			assert_int_equal(number_compare(stub_number(run, ascending[i]),
							stub_number(run, ascending[j])),
					 (i > j) - (i < j));
	assert_int_equal(number_compare(stub_number(run, "1.00"), value_integer(1)), 0);
	assert_true(number_hash(stub_number(run, "100.0")) == number_hash(stub_number(run, "1e2")));
	dmn_value big = number_multiply(run->arena, stub_number(run, "1e20"), value_integer(10));
	assert_true(number_hash(big) == number_hash(stub_number(run, "1e21")));
}

static void test_whole_numbers(void **state)
{
	(void)state;
	int64_t whole;
	assert_true(number_to_int64(stub_number(run, "3.00"), &whole) && whole == 3);
	assert_false(number_to_int64(stub_number(run, "3.5"), &whole));
	assert_true(number_truncate(stub_number(run, "-3.9"), &whole) && whole == -3);
	assert_true(number_to_int64(stub_number(run, "5e10"), &whole) && whole == 50000000000);
	assert_false(number_to_int64(stub_number(run, "1e19"), &whole));
	assert_true(number_truncate(stub_number(run, "1e-6000"), &whole) && whole == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prints_canonically),
		cmocka_unit_test(test_refuses_what_is_no_literal),
		cmocka_unit_test(test_adds_across_the_forms),
		cmocka_unit_test(test_multiplies_and_divides),
		cmocka_unit_test(test_modulo_has_the_sign_of_the_divisor),
		cmocka_unit_test(test_powers),
		cmocka_unit_test(test_functions),
		cmocka_unit_test(test_rounds_every_way),
		cmocka_unit_test(test_compares_by_value),
		cmocka_unit_test(test_whole_numbers),
	};
	return cmocka_run_group_tests_name("number", tests, start, stop);
}
