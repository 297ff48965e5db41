/* SPDX-License-Identifier: Apache-2.0 */
/* What every database must do for the store: one suite, run on SQLite and on PostgreSQL. */
#include "store/driver.h"
#include "store/typed.h"

#include "support/postgres.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	char url[160];
	struct store *store;
	struct arena *arena;
};

static struct text word(const char *text)
{
	return text_from(text);
}

static dmn_value value(const char *text)
{
	return store_text(text_from(text));
}

static void good(enum status status, const struct error *error)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_code(status), error->message);
}

static int set_up(void **state, struct text url)
{
	struct error error = { 0 };
	struct fixture *it = calloc(1, sizeof *it);
	it->arena = arena_new(0);
	snprintf(it->url, sizeof it->url, "%.*s", TEXT_ARG(url));
	good(store_open(url, true, &it->store, &error), &error);
	*state = it;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *it = *state;
	store_close(it->store);
	if (it->url[0] == '/') { /* SQLite's file, in a folder of its own */
		unlink(it->url);
		*strrchr(it->url, '/') = '\0';
		rmdir(it->url);
	}
	arena_free(it->arena);
	free(it);
	return 0;
}

static void put_setting(struct store *store, const char *name, const char *content)
{
	struct error error = { 0 };
	good(store_do(store, SQL_setting_put, BIND(value(name), value(content)), &error), &error);
}

static bool has_setting(struct store *store, const char *name, const char *content)
{
	struct rows rows;
	struct error error = { 0 };
	bool found;
	good(store_query(store, SQL_setting_get, BIND(value(name)), &rows, &error), &error);
	good(rows_next(&rows, &found, &error), &error);
	bool same = found && text_is(rows_text(&rows, 0), content);
	rows_end(&rows);
	return same;
}

static void test_values_come_back(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	int64_t id;
	bool found;
	static const char bytes[] = { 0, 1, 'a', '\'', (char)255 };
	const dmn_value hash = dmn_string_view(bytes, sizeof bytes);
	good(store_number(it->store, SQL_content_put,
			  BIND(hash, value("o'Brien; drop table é 🙂")), &id, &found, &error),
	     &error);
	assert_true(found);
	struct rows rows;
	good(store_query(it->store, SQL_content_get, BIND(dmn_number(id)), &rows, &error), &error);
	good(rows_next(&rows, &found, &error), &error);
	assert_true(text_is(rows_text(&rows, 0), "o'Brien; drop table é 🙂"));
	assert_int_equal(rows_text(&rows, 1).length, sizeof bytes);
	assert_memory_equal(rows_text(&rows, 1).at, bytes, sizeof bytes);
	good(rows_next(&rows, &found, &error), &error);
	assert_false(found);
	rows_end(&rows);
	good(store_number(it->store, SQL_content_put, BIND(hash, value("again")), &id, &found,
			  &error),
	     &error);
	assert_false(found); /* the same hash is kept once */
}

static void test_rollback_undoes_and_commit_keeps(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	good(store_begin(it->store, &error), &error);
	put_setting(it->store, "a", "1");
	store_rollback(it->store);
	assert_false(has_setting(it->store, "a", "1"));
	good(store_begin(it->store, &error), &error);
	put_setting(it->store, "a", "2");
	good(store_commit(it->store, &error), &error);
	assert_true(has_setting(it->store, "a", "2"));
	struct store *other;
	good(store_open(word(it->url), false, &other, &error), &error);
	assert_true(has_setting(other, "a", "2"));
	store_close(other);
}

static void test_a_broken_constraint_is_a_conflict(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	assert_int_equal(store_do(it->store, SQL_pack_file_put,
				  BIND(dmn_number(77777), value("x"), dmn_number(1)), &error),
			 STATUS_CONFLICT);
	assert_true(error.message[0] != '\0');
	good(store_begin(it->store, &error), &error);
	assert_int_equal(store_do(it->store, SQL_pack_file_put,
				  BIND(dmn_number(77777), value("x"), dmn_number(1)), &error),
			 STATUS_CONFLICT);
	store_rollback(it->store);
	put_setting(it->store, "after", "1"); /* the connection is good for more */
	assert_true(has_setting(it->store, "after", "1"));
}

static void test_counters_never_give_a_number_twice(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	int64_t first;
	int64_t second;
	good(store_number(it->store, SQL_counter_take, BIND(value("record"), dmn_number(1000)),
			  &first, NULL, &error),
	     &error);
	good(store_number(it->store, SQL_counter_take, BIND(value("record"), dmn_number(10)),
			  &second, NULL, &error),
	     &error);
	assert_int_equal(second, first + 10);
}

static void test_a_statement_may_be_used_within_itself(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct rows outer;
	bool found;
	put_setting(it->store, "outer", "o");
	good(store_query(it->store, SQL_setting_get, BIND(value("outer")), &outer, &error), &error);
	good(rows_next(&outer, &found, &error), &error);
	put_setting(it->store, "inner", "i");
	assert_true(has_setting(it->store, "inner", "i"));
	assert_true(text_is(rows_text(&outer, 0), "o"));
	rows_end(&outer);
}

static const struct record_column person_columns[] = {
	{ TEXT("reference"), DMN_STRING, false }, { TEXT("born"), DMN_DATE, false },
	{ TEXT("minor"), DMN_BOOLEAN, false },	  { TEXT("visits"), DMN_NUMBER, true },
	{ TEXT("amount"), DMN_NUMBER, false },
};
static const struct record_shape person = {
	.name = TEXT("person"), .columns = person_columns, .count = 5, .several = true
};
static const struct record_column order_columns[] = {
	{ TEXT("order"), DMN_STRING, false },
	{ TEXT("select"), DMN_STRING, false },
};
static const struct record_shape order = {
	.name = TEXT("order"),
	.parent = &person,
	.columns = order_columns,
	.count = 2,
	.key_loads = true,
};

struct tables {
	struct typed *person;
	struct typed *order;
};

static struct tables open_tables(struct fixture *it)
{
	struct tables tables;
	struct error error = { 0 };
	good(typed_make(it->store, &person, &error), &error);
	good(typed_make(it->store, &order, &error), &error);
	good(typed_index(it->store, &person, 1, &error), &error);
	good(typed_open(it->store, &person, &tables.person, &error), &error);
	good(typed_open(it->store, &order, &tables.order, &error), &error);
	return tables;
}

static struct typed_row person_row(struct arena *arena, int64_t id, const char *key)
{
	dmn_value *values = arena_new_array(arena, dmn_value, 5);
	values[0] = value(key);
	values[1] = dmn_date(19082);
	values[2] = dmn_boolean(true);
	values[3] = dmn_number(INT64_C(9007199254740993));
	values[4] = dmn_number_text(arena, "0.10000000000000000001", 22);
	return (struct typed_row){ .id = id,
				   .root = id,
				   .origin = 1,
				   .origin_row = 2,
				   .version = 1,
				   .source = 1,
				   .key = word(key),
				   .values = values,
				   .secret = TEXT("0123456789abcdef0123456789abcde\0") };
}

static void test_typed_rows_come_back(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	struct typed_row row = person_row(it->arena, 5, "P5");
	bool added;
	good(typed_add(tables.person, &row, &added, &error), &error);
	assert_true(added);
	good(typed_source_add(tables.person, &row, &added, &error), &error);
	assert_true(added);
	good(typed_source_add(tables.person, &row, &added, &error), &error);
	assert_false(added);
	struct typed_row back;
	bool found;
	good(typed_find(tables.person, it->arena, 1, word("P5"), &back, &found, &error), &error);
	assert_true(found);
	assert_int_equal(back.id, 5);
	good(typed_get(tables.person, it->arena, 5, &back, &found, &error), &error);
	assert_true(found);
	assert_int_equal(back.secret.length, 32);
	for (size_t i = 0; i < 5; i++)
		assert_true(record_same(back.values[i], row.values[i]));
	good(typed_find(tables.person, it->arena, 2, word("P5"), &back, &found, &error), &error);
	assert_false(found);
}

static void test_typed_changes_and_nulls(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	struct typed_row row = person_row(it->arena, 6, "P6");
	bool added;
	bool found;
	good(typed_add(tables.person, &row, &added, &error), &error);
	row.values[1] = dmn_null();
	row.values[4] = dmn_null();
	row.version = 2;
	good(typed_replace(tables.person, &row, &error), &error);
	row.origin = 9;
	good(typed_touch(tables.person, &row, &error), &error);
	struct typed_row back;
	good(typed_get(tables.person, it->arena, 6, &back, &found, &error), &error);
	assert_int_equal(back.version, 2);
	assert_int_equal(back.origin, 9);
	assert_int_equal(back.values[1].kind, DMN_NULL);
	assert_int_equal(back.values[4].kind, DMN_NULL);
	assert_true(record_same(back.values[3], row.values[3]));
}

static void test_names_that_are_words_of_sql_are_quoted(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	dmn_value values[] = { value("K'1"), value("x\"y") };
	struct typed_row row = { .id = 20,
				 .parent = 7,
				 .root = 7,
				 .origin = 1,
				 .version = 1,
				 .key = word("K'1"),
				 .values = values };
	bool added;
	good(typed_add(tables.order, &row, &added, &error), &error);
	assert_true(added);
	row.id = 21;
	good(typed_add(tables.order, &row, &added, &error), &error);
	assert_false(added); /* its key is taken */
	struct typed_row found_row;
	bool found;
	good(typed_locate(tables.order, 1, word("K'1"), &found_row, &found, &error), &error);
	assert_true(found);
	assert_int_equal(found_row.id, 20);
	assert_int_equal(found_row.root, 7);
}

static struct typed_row order_row(struct arena *arena, int64_t id, const char *key)
{
	dmn_value *values = arena_new_array(arena, dmn_value, 2);
	values[0] = value(key);
	values[1] = value("with\ttab, \\ and \"");
	return (struct typed_row){ .id = id,
				   .parent = 7,
				   .root = 7,
				   .origin = 1,
				   .version = 1,
				   .key = word(key),
				   .values = values };
}

/* The keys, as one call; the ids of what had them before. */
static void add_orders(struct fixture *it, struct typed *orders, int64_t first_id,
		       const char *const keys[3], const int64_t before_ids[3])
{
	struct error error = { 0 };
	struct typed_row added[3];
	struct typed_row before[3];
	for (size_t i = 0; i < 3; i++)
		added[i] = order_row(it->arena, first_id + (int64_t)i, keys[i]);
	good(typed_add_many(orders, it->arena, added, 3, before, &error), &error);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(before[i].id, before_ids[i]);
}

/* What is there is found whether or not the store believes itself alone with the table. */
static void test_many_rows_find_what_is_there(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	good(typed_alone(tables.order, &error), &error);
	add_orders(it, tables.order, 40, (const char *const[]){ "A", "B", "A" },
		   (const int64_t[]){ 0, 0, 40 });
	add_orders(it, tables.order, 50, (const char *const[]){ "B", "C", "{\"" },
		   (const int64_t[]){ 41, 0, 0 });
	typed_shared(tables.order);
	add_orders(it, tables.order, 60, (const char *const[]){ "{\"", "D", "C" },
		   (const int64_t[]){ 52, 0, 51 });
	good(typed_alone(tables.order, &error), &error); /* the table is not empty any more */
	add_orders(it, tables.order, 70, (const char *const[]){ "A", "D", "E" },
		   (const int64_t[]){ 40, 61, 0 });
	typed_shared(tables.order);
	const struct text keys[] = { word("D"), word("none"), word("A") };
	struct typed_row located[3];
	good(typed_locate_many(tables.order, it->arena, 1, keys, 3, located, &error), &error);
	assert_int_equal(located[0].id, 61);
	assert_int_equal(located[1].id, 0);
	assert_int_equal(located[2].id, 40);
	assert_int_equal(located[2].root, 7);
}

static void test_many_records_by_their_numbers(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	struct typed_row row = order_row(it->arena, 80, "N");
	struct typed_row got[3];
	size_t count;
	bool added;
	good(typed_add(tables.order, &row, &added, &error), &error);
	if (!store_is_far(it->store))
		return;
	const int64_t ids[] = { 80, 99, 80 };
	good(typed_get_many(tables.order, it->arena, ids, 3, got, &count, &error), &error);
	assert_int_equal(count, 1);
	assert_int_equal(got[0].id, 80);
	assert_true(record_same(got[0].values[1], row.values[1]));
}

static void test_match_finds_none_one_or_two(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	const size_t columns[] = { 3 };
	dmn_value wanted[] = { dmn_number(4242) };
	int64_t ids[2];
	size_t count;
	bool added;
	good(typed_match(tables.person, columns, wanted, 1, NULL, ids, &count, &error), &error);
	assert_int_equal(count, 0);
	for (int64_t id = 30; id < 33; id++) {
		struct typed_row row = person_row(it->arena, id, "M");
		row.values[3] = dmn_number(4242);
		good(typed_add(tables.person, &row, &added, &error), &error);
		good(typed_match(tables.person, columns, wanted, 1, NULL, ids, &count, &error),
		     &error);
		assert_int_equal(count, id == 30 ? 1 : 2);
		assert_int_equal(ids[0], 30);
	}
}

static void test_ranges_are_in_order(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	struct rows rows;
	bool found;
	int64_t last = 0;
	good(typed_page(tables.person, 0, 3, &rows, &error), &error);
	size_t count = 0;
	while (rows_next(&rows, &found, &error) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(tables.person, it->arena, &rows, false, &row);
		assert_true(row.id > last);
		last = row.id;
		count++;
	}
	rows_end(&rows);
	assert_int_equal(count, 3);
	good(typed_range(tables.order, 7, 7, &rows, &error), &error);
	good(rows_next(&rows, &found, &error), &error);
	assert_true(found);
	rows_end(&rows);
}

static void test_sources_are_compared(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct tables tables = open_tables(it);
	struct typed_row row = person_row(it->arena, 40, "C40");
	bool added;
	row.source = 7;
	good(typed_source_add(tables.person, &row, &added, &error), &error);
	row.source = 8;
	row.key = word("S40");
	row.values[3] = dmn_number(1);
	good(typed_source_add(tables.person, &row, &added, &error), &error);
	row.id = row.root = 41;
	row.key = word("S41");
	good(typed_source_add(tables.person, &row, &added, &error), &error);
	int64_t both;
	int64_t differ;
	good(typed_differences(tables.person, 7, 8, 3, &both, &differ, &error), &error);
	assert_int_equal(both, 1);
	assert_int_equal(differ, 1);
	good(typed_differences(tables.person, 7, 8, 1, &both, &differ, &error), &error);
	assert_int_equal(differ, 0);
	struct rows rows;
	bool found;
	good(typed_only_in(tables.person, 8, 7, 10, &rows, &error), &error);
	good(rows_next(&rows, &found, &error), &error);
	assert_true(found && text_is(rows_text(&rows, 0), "S41"));
	good(rows_next(&rows, &found, &error), &error);
	assert_false(found);
	rows_end(&rows);
	int64_t count;
	good(typed_count(tables.person, 8, &count, &error), &error);
	assert_int_equal(count, 2);
}

static void test_a_new_column_is_added(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	open_tables(it);
	struct record_column more[6];
	memcpy(more, person_columns, sizeof person_columns);
	more[5] = (struct record_column){ TEXT("later"), DMN_STRING, false };
	struct record_shape wider = person;
	wider.columns = more;
	wider.count = 6;
	struct typed *typed;
	good(typed_make(it->store, &wider, &error), &error);
	good(typed_make(it->store, &wider, &error), &error);
	good(typed_open(it->store, &wider, &typed, &error), &error);
	struct typed_row row;
	bool found;
	good(typed_get(typed, it->arena, 5, &row, &found, &error), &error);
	assert_true(found);
	assert_int_equal(row.values[5].kind, DMN_NULL);
}

static void refuse_to_open(struct fixture *it, const char *change, const char *because)
{
	struct error error = { 0 };
	struct store *other;
	good(it->store->driver->script(it->store, change, &error), &error);
	assert_int_equal(store_open(word(it->url), true, &other, &error), STATUS_DATABASE);
	assert_non_null(strstr(error.message, because));
	assert_true(error.remedy[0] != '\0');
}

static void test_a_newer_or_altered_database_is_refused(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct store *other;
	refuse_to_open(it, "insert into schema_migration values (99, 'later', 'x', 'y')", "newer");
	refuse_to_open(it,
		       "delete from schema_migration where number = 99;"
		       "update schema_migration set checksum = upper(checksum)",
		       "0001_base.sql");
	good(it->store->driver->script(
		     it->store, "update schema_migration set checksum = lower(checksum)", &error),
	     &error);
	good(store_open(word(it->url), true, &other, &error), &error);
	store_close(other);
}

static void test_size_is_told(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	uint64_t size;
	good(store_size(it->store, &size, &error), &error);
	assert_true(size > 4096);
}

/* The name of a record type is a part of a longer text: a message tells it and nothing behind it.
 */
static void test_a_failure_names_the_table_alone(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct typed *typed;
	int64_t count;
	struct record_shape slip = person;
	slip.name = text_slice(TEXT("slipped and read on"), 0, 4);
	good(typed_make(it->store, &slip, &error), &error);
	good(typed_open(it->store, &slip, &typed, &error), &error);
	good(it->store->driver->script(it->store, "drop table rec_slip", &error), &error);
	assert_int_equal(typed_count(typed, 0, &count, &error), STATUS_DATABASE);
	assert_non_null(strstr(error.message, "(slip)"));
}

/* Past the program: what would reach another's file. */
static void refuse_to_attach(struct fixture *it, const char *path)
{
	struct error error = { 0 };
	char sql[300];
	snprintf(sql, sizeof sql, "attach '%s' as other", path);
	assert_int_equal(it->store->driver->script(it->store, sql, &error), STATUS_DATABASE);
	assert_non_null(strstr(error.message, "not authorized"));
	unlink(path);
}

static void test_a_compartment_is_out_of_reach(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	const struct store_place place = { .url = word(it->url), .compartment = TEXT("closed") };
	struct store *closed;
	char path[200];
	assert_int_equal(store_open_at(&place, false, &closed, &error), STATUS_NOT_FOUND);
	good(store_open_at(&place, true, &closed, &error), &error);
	put_setting(closed, "whose", "its own");
	put_setting(it->store, "whose", "casework's");
	store_close(closed);
	good(store_open_at(&place, false, &closed, &error), &error);
	assert_true(has_setting(closed, "whose", "its own"));
	assert_true(has_setting(it->store, "whose", "casework's"));
	/* Both turns at once, as a use case has them. */
	good(store_begin(it->store, &error), &error);
	good(store_do(it->store, SQL_audit_turn, BIND_NONE, &error), &error);
	good(store_begin(closed, &error), &error);
	good(store_do(closed, SQL_audit_turn, BIND_NONE, &error), &error);
	store_rollback(it->store);
	store_close(closed);
	snprintf(path, sizeof path, "%.*s.closed.db", (int)strlen(it->url) - 3, it->url);
	if (it->url[0] == '/')
		refuse_to_attach(it, path);
}

/* The thread that renews a lease may come by after its worker has ended it. */
static void test_an_ended_lease_is_not_renewed(void **state)
{
	struct fixture *it = *state;
	struct error error = { 0 };
	struct rows rows;
	bool found;
	int64_t id;
	uint64_t changed;
	good(it->store->driver->script(
		     it->store,
		     "insert into account (name, role, grade, active, created_at) "
		     "values ('ann', 'operator', '', 1, '')",
		     &error),
	     &error);
	good(store_number(it->store, SQL_job_ask,
			  BIND(value("run"), value("repairs"), dmn_number(0), dmn_number(5),
			       value("ann"), value("2026-01-01T00:00:00.000000Z")),
			  &id, NULL, &error),
	     &error);
	good(store_query(it->store, SQL_job_take,
			 BIND(value("w:1"), dmn_number(100), dmn_number(10), dmn_number(1000)),
			 &rows, &error),
	     &error);
	good(rows_next(&rows, &found, &error), &error);
	rows_end(&rows);
	assert_true(found);
	const dmn_value renew[] = { dmn_number(200), dmn_number(id), dmn_number(1), value("w:1") };
	good(store_change(it->store, SQL_job_renew, renew, 4, &changed, &error), &error);
	assert_int_equal(changed, 1);
	good(store_do(it->store, SQL_job_failed,
		      BIND(dmn_number(50), value("no disk"), dmn_number(id), dmn_number(1),
			   value("w:1")),
		      &error),
	     &error);
	good(store_change(it->store, SQL_job_renew, renew, 4, &changed, &error), &error);
	assert_int_equal(changed, 0);
}

static int run_on(const char *name, int (*start)(void **state))
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_come_back),
		cmocka_unit_test(test_an_ended_lease_is_not_renewed),
		cmocka_unit_test(test_rollback_undoes_and_commit_keeps),
		cmocka_unit_test(test_a_broken_constraint_is_a_conflict),
		cmocka_unit_test(test_counters_never_give_a_number_twice),
		cmocka_unit_test(test_a_statement_may_be_used_within_itself),
		cmocka_unit_test(test_typed_rows_come_back),
		cmocka_unit_test(test_typed_changes_and_nulls),
		cmocka_unit_test(test_names_that_are_words_of_sql_are_quoted),
		cmocka_unit_test(test_match_finds_none_one_or_two),
		cmocka_unit_test(test_ranges_are_in_order),
		cmocka_unit_test(test_many_rows_find_what_is_there),
		cmocka_unit_test(test_many_records_by_their_numbers),
		cmocka_unit_test(test_sources_are_compared),
		cmocka_unit_test(test_a_new_column_is_added),
		cmocka_unit_test(test_a_newer_or_altered_database_is_refused),
		cmocka_unit_test(test_size_is_told),
		cmocka_unit_test(test_a_failure_names_the_table_alone),
		cmocka_unit_test(test_a_compartment_is_out_of_reach),
	};
	return cmocka_run_group_tests_name(name, tests, start, tear_down);
}

static int start_sqlite(void **state)
{
	char folder[] = "/tmp/remit-contract-XXXXXX";
	char path[64];
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof path, "%s/test.db", folder);
	return set_up(state, text_from(path));
}

/* cmocka's group set-up has no other way to be told of the server. */
static struct test_postgres *server_of(struct test_postgres *given)
{
	static struct test_postgres *kept;
	if (given != NULL)
		kept = given;
	return kept;
}

static int start_postgres(void **state)
{
	char url[160];
	return test_postgres_database(server_of(NULL), "contract", url)
		       ? set_up(state, text_from(url))
		       : -1;
}

int main(void)
{
	struct test_postgres postgres;
	int failed = run_on("store on SQLite", start_sqlite);
	if (test_postgres_start(&postgres)) {
		server_of(&postgres);
		failed += run_on("store on PostgreSQL", start_postgres);
		test_postgres_stop(&postgres);
	}
	return failed;
}
