/* SPDX-License-Identifier: Apache-2.0 */
/* Values as a person reads them: a table of what is kept and what is read. */
#include "letter/written.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	struct text (*write)(struct arena *arena, struct text text);
	const char *kept, *read;
} cases[] = {
	{ written_date, "2025-01-04", "4 January 2025" },
	{ written_date, "2025-13-04", "2025-13-04" },
	{ written_date, "2025-01-04T10:00", "2025-01-04T10:00" },
	{ written_date, "", "" },
	{ written_dates, "due 2022-03-31, not 2022-04-01", "due 31 March 2022, not 1 April 2022" },
	{ written_dates, "A-2022-03-31 and 2022-03-310", "A-2022-03-31 and 2022-03-310" },
	{ written_value, "yes", "Yes" },
	{ written_value, "no", "No" },
	{ written_value, "nobody", "nobody" },
	{ written_value, "2022-12-09", "9 December 2022" },
	{ written_value, "2022-12-09T14:05:00Z", "9 December 2022 at 2:05pm UTC" },
	{ written_value, "2022-07-09T00:30:15+01:00", "9 July 2022 at 12:30am (UTC+01:00)" },
	{ written_value, "2022-07-09T00:30:15", "9 July 2022 at 12:30am" },
	{ written_value, "2022-07-09Tuesday at noon", "2022-07-09Tuesday at noon" },
	{ written_instant, "2022-03-31T00:05", "31 March 2022 at 12:05am" },
	{ written_instant, "2022-03-31T12:00", "31 March 2022 at 12:00pm" },
	{ written_instant, "2022-03-31T23:59:59", "31 March 2022 at 11:59pm" },
	{ written_instant, "yesterday", "yesterday" },
	{ written_quality, "stale, unadjudicated,disputed",
	  "Out of date, not adjudicated, disputed" },
	{ written_quality, "", "" },
	{ written_capital, "one", "One" },
};

static void test_each(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text read = cases[i].write(arena, text_from(cases[i].kept));
		if (!text_is(read, cases[i].read))
			fail_msg("'%s' reads '%.*s', not '%s'", cases[i].kept, TEXT_ARG(read),
				 cases[i].read);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_each) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
