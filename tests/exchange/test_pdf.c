/* SPDX-License-Identifier: Apache-2.0 */
/* PDF: the same document gives the same bytes, and no document brings the program down. What the
 * files hold is checked by check_pdf.py. */
#include "exchange/documents.h"
#include "exchange/pdf.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct text written(const struct document *document)
{
	struct text bytes;
	struct error error = { 0 };
	enum status status = pdf_write(document->arena, document, &bytes, &error);
	assert_string_equal(error.message, "");
	assert_int_equal(status, STATUS_OK);
	assert_true(text_starts(bytes, TEXT("%PDF-1.7")));
	return bytes;
}

static void test_the_same_document_gives_the_same_bytes(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document first = documents_every_kind(arena);
	struct document second = documents_every_kind(arena);
	struct text bytes = written(&first);
	assert_true(text_equal(bytes, written(&first)));
	assert_true(text_equal(bytes, written(&second)));
	second.day++;
	assert_false(text_equal(bytes, written(&second)));
	arena_free(arena);
}

struct other_thread {
	pthread_t thread;
	struct arena *arena;
	struct text bytes;
};

static void *write_in_thread(void *user)
{
	struct other_thread *it = user;
	struct document document = documents_every_kind(it->arena);
	for (int i = 0; i < 3; i++)
		if (pdf_write(it->arena, &document, &it->bytes, NULL) != STATUS_OK)
			it->bytes = TEXT("failed");
	return NULL;
}

static void test_threads_write_the_same_bytes(void **state)
{
	(void)state;
	struct other_thread others[4] = { 0 };
	struct arena *arena = arena_new(0);
	struct document document = documents_every_kind(arena);
	struct text bytes = written(&document);
	for (int i = 0; i < 4; i++) {
		others[i].arena = arena_new(0);
		assert_int_equal(
			pthread_create(&others[i].thread, NULL, write_in_thread, &others[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(others[i].thread, NULL);
		assert_true(text_equal(bytes, others[i].bytes));
		arena_free(others[i].arena);
	}
	arena_free(arena);
}

static void test_hostile_texts_are_taken(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document hostile = documents_hostile(arena);
	struct document empty = document_new(arena, TEXT(""), TEXT(""));
	written(&hostile);
	written(&empty);
	arena_free(arena);
}

/* In each place that takes text: 20,000 letters here, 1,000,000 in a paragraph. */
static void test_a_word_without_end_is_broken(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	char *letters = arena_alloc(arena, 1000000);
	memset(letters, 'm', 1000000);
	struct text word = { letters, 20000 };
	const struct text cells[] = { TEXT("short"), word };
	struct document document = document_new(arena, TEXT("en"), word);
	document.header = word;
	document.footer = word;
	document.author = word;
	document_row(&document, TEXT("key"), word, TEXT("note"));
	document_item(&document, word);
	document_table(&document, TEXT("caption"), cells, 2);
	document_table_row(&document, cells);
	document_paragraph(&document, (struct text){ letters, 1000000 });
	written(&document);
	arena_free(arena);
}

static void test_a_table_of_ten_thousand_rows(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document document = documents_table(arena, 10000);
	written(&document);
	arena_free(arena);
}

static void test_many_columns_are_narrow(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document document = document_new(arena, TEXT("en"), TEXT("Columns"));
	struct text cells[120];
	for (size_t i = 0; i < 120; i++)
		cells[i] = TEXT("words of a cell");
	document_table(&document, TEXT(""), cells, 120);
	document_table_row(&document, cells);
	written(&document);
	arena_free(arena);
}

static void test_too_many_pages_are_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document document = document_new(arena, TEXT("en"), TEXT("Long"));
	struct text bytes;
	struct error error = { 0 };
	for (size_t i = 0; i < PDF_PAGES_MOST + 1; i++)
		document_blank(&document, 30);
	assert_int_equal(pdf_write(arena, &document, &bytes, &error), STATUS_LIMIT);
	assert_non_null(strstr(error.message, "5000 pages"));
	arena_free(arena);
}

static void test_a_small_arena_is_a_limit(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct arena *small = arena_new(4096);
	struct document document = documents_every_kind(arena);
	struct text bytes;
	struct error error = { 0 };
	assert_int_equal(pdf_write(small, &document, &bytes, &error), STATUS_LIMIT);
	arena_free(small);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_document_gives_the_same_bytes),
		cmocka_unit_test(test_threads_write_the_same_bytes),
		cmocka_unit_test(test_hostile_texts_are_taken),
		cmocka_unit_test(test_a_word_without_end_is_broken),
		cmocka_unit_test(test_a_table_of_ten_thousand_rows),
		cmocka_unit_test(test_many_columns_are_narrow),
		cmocka_unit_test(test_too_many_pages_are_refused),
		cmocka_unit_test(test_a_small_arena_is_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
