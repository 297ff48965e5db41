/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, times, durations: reading and refusing, canonical text, operators, zones, order. */
#include "feel/temporal.h"
#include "feel/zone.h"
#include "stub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

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

static const char *printed(dmn_value value)
{
	if (value.kind == DMN_NULL)
		return stub_text(run, value);
	struct builder out = builder_new(run->arena);
	temporal_print(&out, value);
	return text_c(run->arena, builder_text(&out));
}

static void test_reads_and_prints(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{ "2022-03-31", "2022-03-31" },
		{ "-0044-03-15", "-0044-03-15" },
		{ "999999999-12-31", "999999999-12-31" },
		{ "-999999999-01-01", "-999999999-01-01" },
		{ "10:20:30.500", "10:20:30.5" },
		{ "24:00:00", "00:00:00" },
		{ "10:20:30+00:00", "10:20:30Z" },
		{ "10:20:30-00:00", "10:20:30Z" },
		{ "10:20:30z", "10:20:30Z" },
		{ "10:20:30+02:45:55", "10:20:30+02:45:55" },
		{ "10:20:30@Etc/UTC", "10:20:30@Etc/UTC" },
		{ "2021-01-01T24:00:00", "2021-01-02T00:00:00" },
		{ "2021-01-01T10:11:12.000000001-14:00", "2021-01-01T10:11:12.000000001-14:00" },
		{ "P0D", "PT0S" },
		{ "P0Y", "P0M" },
		{ "P25M", "P2Y1M" },
		{ "-P14M", "-P1Y2M" },
		{ "PT49H", "P2DT1H" },
		{ "PT61M61S", "PT1H2M1S" },
		{ "-PT0.5S", "-PT0.5S" },
		{ "-PT1.25S", "-PT1.25S" },
		{ "P1DT0.001S", "P1DT0.001S" },
		{ "PT36.5S", "PT36.5S" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_string_equal(printed(stub_temporal(run, pairs[i][0])), pairs[i][1]);
}

static void test_refuses(void **state)
{
	(void)state;
	static const char *const wrong[] = {
		"",
		"foo",
		"2022-02-29",
		"2022-13-01",
		"2022-00-01",
		"2022-1-01",
		"998-12-31",
		"01211-12-31",
		"+2022-01-01",
		"1000000000-01-01",
		"2022-01-01Z",
		"2022/01/01",
		"--12-31",
		"2022-01-01T",
		"7:00:00",
		"07:00",
		"24:00:01",
		"23:60:00",
		"23:59:60",
		"10:20:30+14:01",
		"10:20:30+2:00",
		"10:20:30+02:60",
		"10:20:30T",
		"10:20:30.",
		"10:20:30@",
		"10:20:30@No/Such",
		"10:20:30+01:00@Etc/UTC",
		"P",
		"PT",
		"P1",
		"P1DT",
		"P1YT1H",
		"P1Y1D",
		"P1M1Y",
		"PT1.5H",
		"PT.5S",
		"P-1D",
		"1D",
		"P99999999999999999999D",
		"10:20:30@../../etc/passwd",
		"999999999-12-31T24:00:00",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		dmn_value value;
		if (temporal_parse_any(run, text_from(wrong[i]), &value))
			fail_msg("\"%s\" was read as %s", wrong[i], printed(value));
	}
}

typedef dmn_value binary(struct run *run, dmn_value a, dmn_value b);

static void check(binary *operator, const char * a, const char *b, const char *expected)
{
	assert_string_equal(printed(operator(run, stub_temporal(run, a), stub_temporal(run, b))),
			    expected);
}

static void test_adds(void **state)
{
	(void)state;
	check(temporal_add, "2021-01-31", "P1M", "2021-02-28");
	check(temporal_add, "P1Y", "2020-02-29", "2021-02-28");
	check(temporal_add, "2021-01-01", "PT36H", "2021-01-02");
	check(temporal_subtract, "2021-01-01", "PT1S", "2020-12-31");
	check(temporal_add, "23:30:00Z", "PT1H", "00:30:00Z");
	check(temporal_subtract, "00:30:00.25", "PT0.5S", "00:29:59.75");
	check(temporal_add, "10:00:00", "P1M", "!FEEL-TYPE");
	check(temporal_add, "999999999-12-31", "P1D", "!FEEL-OVERFLOW");
	check(temporal_add, "2021-01-01T23:59:59.9", "PT0.2S", "2021-01-02T00:00:00.1");
	check(temporal_subtract, "-999999999-01-01", "P1M", "!FEEL-OVERFLOW");
	check(temporal_add, "2021-01-01", "P9223372036854775807M", "!FEEL-OVERFLOW");
	check(temporal_add, "P1Y", "-P2M", "P10M");
	check(temporal_add, "PT1H", "-PT1.5S", "PT59M58.5S");
	check(temporal_add, "P1Y", "P1D", "!FEEL-TYPE");
	check(temporal_add, "2021-01-01", "2021-01-01", "!FEEL-TYPE");
}

static void test_subtracts(void **state)
{
	(void)state;
	check(temporal_subtract, "2021-03-01", "2021-02-01", "P28D");
	check(temporal_subtract, "2021-01-02T00:00:00Z", "2021-01-02", "PT0S");
	check(temporal_subtract, "2021-01-02", "2021-01-01T23:00:00-01:00", "PT0S");
	check(temporal_subtract, "2021-01-02", "2021-01-01T10:00:00", "!FEEL-TYPE");
	check(temporal_subtract, "10:00:00+02:00", "08:00:00Z", "PT0S");
	check(temporal_subtract, "10:00:00", "10:00:00.5", "-PT0.5S");
	check(temporal_subtract, "10:00:00", "10:00:00Z", "!FEEL-TYPE");
	check(temporal_subtract, "P1D", "2021-01-01", "!FEEL-TYPE");
}

static void test_scales(void **state)
{
	(void)state;
	dmn_value number = stub_number(run, "-2.5");
	dmn_value months = stub_temporal(run, "P1Y11M"), days = stub_temporal(run, "P1D");
	assert_string_equal(printed(temporal_multiply(run, number, months)), "-P4Y9M");
	assert_string_equal(printed(temporal_multiply(run, days, number)), "-P2DT12H");
	assert_string_equal(printed(temporal_divide(run, days, value_integer(7))),
			    "PT3H25M42.857142857S");
	assert_string_equal(printed(temporal_divide(run, days, value_integer(0))), "!FEEL-DOMAIN");
	assert_string_equal(printed(temporal_multiply(run, days, stub_number(run, "1e20"))),
			    "!FEEL-OVERFLOW");
	dmn_value ratio =
		temporal_divide(run, stub_temporal(run, "PT1H"), stub_temporal(run, "PT8H"));
	assert_string_equal(stub_text(run, ratio), "0.125");
	assert_string_equal(printed(temporal_divide(run, days, months)), "!FEEL-TYPE");
}

static void assert_order(const char *a, const char *b, int expected)
{
	dmn_value left = stub_temporal(run, a), right = stub_temporal(run, b);
	if (temporal_compare(left, right) != expected)
		fail_msg("%s against %s is %d", a, b, temporal_compare(left, right));
}

static void test_orders(void **state)
{
	(void)state;
	assert_order("2021-01-01", "2021-01-02", -1);
	assert_order("12:00:00-01:00", "17:00:00+04:00", 0);
	assert_order("10:00:00.1", "10:00:00.2", -1);
	assert_order("10:00:00", "10:00:00+05:00", 0);
	assert_order("2021-06-01T12:00:00Z", "2021-06-01T12:00:00+01:00", 1);
	assert_order("P1D", "P1M", 2);
	assert_order("PT24H", "P1D", 0);
	assert_int_equal(
		temporal_equal(stub_temporal(run, "10:00:00.1"), stub_temporal(run, "10:00:00.2")),
		TERNARY_TRUE);
	assert_int_equal(temporal_equal(stub_temporal(run, "P1D"), stub_temporal(run, "P1Y")),
			 TERNARY_UNKNOWN);
	assert_false(temporal_is_same(stub_temporal(run, "10:00:00Z"),
				      stub_temporal(run, "10:00:00@Etc/UTC")));
	assert_true(temporal_is_same(stub_temporal(run, "10:00:00Z"),
				     stub_temporal(run, "10:00:00+00:00")));
}

static void test_properties(void **state)
{
	(void)state;
	static const char *const rows[][3] = {
		{ "2022-03-31", "weekday", "4" },
		{ "-2022-03-31", "year", "-2022" },
		{ "2022-03-31", "hour", "!FEEL-PATH" },
		{ "2022-03-31T10:20:30.25+01:30", "second", "30.25" },
		{ "2022-03-31T10:20:30.25+01:30", "time offset", "@\"PT1H30M\"" },
		{ "10:20:30", "time offset", "null" },
		{ "10:20:30Z", "timezone", "null" },
		{ "10:20:30@Etc/UTC", "timezone", "\"Etc/UTC\"" },
		{ "-P1DT2H3M4.5S", "days", "-1" },
		{ "-P1DT2H3M4.5S", "hours", "-2" },
		{ "-P1DT2H3M4.5S", "seconds", "-4.5" },
		{ "-P14M", "years", "-1" },
		{ "-P14M", "months", "-2" },
		{ "P14M", "days", "!FEEL-PATH" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(
			stub_text(run, temporal_property(run, stub_temporal(run, rows[i][0]),
							 text_from(rows[i][1]))),
			rows[i][2]);
}

static void test_zones(void **state)
{
	(void)state;
	if (access("/usr/share/zoneinfo/Europe/London", R_OK) != 0)
		skip();
	check(temporal_subtract, "2022-03-27T03:00:00@Europe/London",
	      "2022-03-27T00:00:00@Europe/London", "PT2H");
	check(temporal_add, "2022-03-26T12:00:00@Europe/London", "P1D",
	      "2022-03-27T13:00:00@Europe/London");
	check(temporal_add, "2022-02-27T12:00:00@Europe/London", "P1M",
	      "2022-03-27T12:00:00@Europe/London");
	assert_order("2022-07-01T12:00:00@Europe/London", "2022-07-01T11:00:00Z", 0);
	assert_order("2022-01-01T12:00:00@Europe/London", "2022-01-01T12:00:00Z", 0);
	/* by the footer's rule */
	assert_order("2500-07-01T12:00:00@Europe/London", "2500-07-01T11:00:00Z", 0);
	assert_order("2500-07-01T12:00:00@Australia/Melbourne", "2500-07-01T02:00:00Z", 0);
	assert_order("2500-01-01T12:00:00@Australia/Melbourne", "2500-01-01T01:00:00Z", 0);
	/* the repeated hour: the first of the two */
	assert_order("2022-10-30T01:30:00@Europe/London", "2022-10-30T00:30:00Z", 0);
	assert_order("12:00:00@Europe/London", "12:00:00Z", 0);
	assert_order("999999999-12-31T23:59:59@Europe/Paris", "999999999-12-31T22:59:59Z", 0);
}

static bool damaged(void *user, const char *name, const void **at, size_t *size)
{
	/* 2^32-1 transitions in a file of a header */
	static const char bytes[] = "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				    "\377\377\377\377\0\0\0\1\0\0\0\0";
	(void)user;
	(void)name;
	*at = bytes;
	*size = sizeof bytes - 1;
	return true;
}

static void test_a_damaged_zone_file_is_no_zone(void **state)
{
	(void)state;
	struct dmn_host host = { .size = sizeof host, .zone = damaged };
	struct run other = *run;
	other.host = &host;
	other.zones = NULL;
	assert_null(zone_find(&other, TEXT("Europe/Nowhere")));
	assert_non_null(zone_find(&other, TEXT("UTC")));
}

static void test_months_between(void **state)
{
	(void)state;
	dmn_value a = stub_temporal(run, "2016-01-31"), b = stub_temporal(run, "2016-02-29");
	assert_int_equal(temporal_months_between(a, b), 0);
	assert_int_equal(temporal_months_between(b, a), 0);
	assert_int_equal(temporal_months_between(stub_temporal(run, "-2016-01-30T09:05:00"),
						 stub_temporal(run, "-2017-02-28T02:02:02")),
			 -11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_and_prints),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_adds),
		cmocka_unit_test(test_subtracts),
		cmocka_unit_test(test_scales),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_a_damaged_zone_file_is_no_zone),
		cmocka_unit_test(test_months_between),
	};
	return cmocka_run_group_tests_name("temporal", tests, start, stop);
}
