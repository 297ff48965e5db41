/* SPDX-License-Identifier: Apache-2.0 */
/* Random small tables: the index must find the rules that testing cell by cell finds. */
#include "table_maker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum {
	TABLES = 1500
};

static void test_index_agrees(void **state)
{
	(void)state;
	struct maker maker = { .state = 0x5eed20261122U };
	unsigned indexed_count = 0;
	for (unsigned i = 0; i < TABLES; i++) {
		maker.arena = dmn_arena_new(0);
		struct text xml = maker_model(&maker);
		struct dmn_model *indexed = maker_compile(xml), *plain = maker_compile(xml);
		indexed_count += maker_table(indexed)->index != NULL;
		maker_take_index(plain);
		assert_true(maker_agrees(&maker, xml, indexed, plain));
		dmn_model_free(indexed);
		dmn_model_free(plain);
		dmn_arena_free(maker.arena);
	}
	assert_true(indexed_count > TABLES / 2);
}

/* What the index cannot see it cannot use: dates and durations in cells are literals. */
static void test_constants_are_literals(void **state)
{
	static const char *const cells[] = { "date(&quot;2024-03-18&quot;)",
					     "date(2024, 3, 18)",
					     "&gt;= duration(&quot;P3M&quot;)",
					     "@&quot;2024-03-18&quot;",
					     "-5",
					     "&lt; -@&quot;PT5S&quot;" };
	(void)state;
	struct maker maker = { .arena = dmn_arena_new(0) };
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		maker.xml = builder_new(maker.arena);
		builder_add_format(
			&maker.xml,
			"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
			"name='t' namespace='urn:t'><decision name='d'><decisionTable><input>"
			"<inputExpression><text>1</text></inputExpression></input><output/><rule>"
			"<inputEntry><text>%s</text></inputEntry><outputEntry><text>1</text>"
			"</outputEntry></rule></decisionTable></decision></definitions>",
			cells[i]);
		struct dmn_model *model = maker_compile(builder_text(&maker.xml));
		const struct node *tests = maker_table(model)->rules[0].tests[0].root;
		assert_int_equal(tests->items[0]->items[0]->kind, NODE_LITERAL);
		dmn_model_free(model);
	}
	dmn_arena_free(maker.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_index_agrees),
					    cmocka_unit_test(test_constants_are_literals) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
