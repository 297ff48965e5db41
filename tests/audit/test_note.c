/* SPDX-License-Identifier: Apache-2.0 */
/* Keys, signed notes and checkpoints. The known answers are those of the documentation of Go's
 * sumdb/note. */
#include "audit/base64.h"
#include "audit/checkpoint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define LITERAL(words)                   \
	{                                \
		words, sizeof(words) - 1 \
	}
static const struct text public_line =
	LITERAL("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
static const struct text private_line =
	LITERAL("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
#define KNOWN_TEXT                                                                                 \
	"If you think cryptography is the answer to your problem,\nthen you don't know what your " \
	"problem is.\n"
static const struct text known_text = LITERAL(KNOWN_TEXT);
static const struct text known_note = LITERAL(
	KNOWN_TEXT
	"\n\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
	"SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");

static struct note_signer known_signer(struct arena *arena)
{
	struct note_signer signer;
	assert_true(note_signer_parse(arena, private_line, &signer));
	return signer;
}

static void test_known_note(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct note_signer signer = known_signer(arena);
	struct note_key key;
	struct note note;
	size_t by = 9;
	assert_true(note_key_parse(arena, public_line, &key));
	assert_true(text_equal(note_key_print(arena, &signer.key), public_line));
	assert_memory_equal(&key.public_key, &signer.key.public_key, sizeof key.public_key);
	assert_true(text_equal(note_sign(arena, known_text, &signer), known_note));
	struct text rest = known_note;
	assert_int_equal(note_cut(&rest, &note), NOTE_CUT);
	assert_int_equal(rest.length, 0);
	assert_int_equal(note_check(arena, &note, &key, 1, &by), NOTE_SIGNED);
	assert_int_equal(by, 0);
	arena_free(arena);
}

static void test_keys_that_are_none(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"",
		"PeterNeumann",
		"PeterNeumann+c74f20a3",
		"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
		"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA",
		"Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
	};
	struct arena *arena = arena_new(0);
	struct note_key key;
	struct note_signer signer;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_false(note_key_parse(arena, text_from(lines[i]), &key));
	assert_false(note_signer_parse(arena, public_line, &signer));
	arena_free(arena);
}

/* Whatever one byte becomes, it is no longer the note that was signed. */
static void test_no_byte_can_change(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct note_signer signer = known_signer(arena);
	char *bytes = arena_copy(arena, known_note.at, known_note.length);
	for (size_t i = 0; i < known_note.length; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			struct text rest = { bytes, known_note.length };
			struct note note;
			size_t by;
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			if (note_cut(&rest, &note) == NOTE_CUT)
				assert_int_not_equal(note_check(arena, &note, &signer.key, 1, &by),
						     NOTE_SIGNED);
			bytes[i] = known_note.at[i];
		}
	}
	arena_free(arena);
}

static void test_what_is_torn_is_told(void **state)
{
	(void)state;
	struct note note;
	for (size_t length = 1; length < known_note.length; length++) {
		/* Exactly as many bytes, so that a read past the end is seen. */
		struct arena *arena = arena_new(0);
		struct text rest = { arena_copy(arena, known_note.at, length), length };
		enum note_cut cut = note_cut(&rest, &note);
		assert_int_equal(cut, NOTE_TORN);
		arena_free(arena);
	}
}

static void test_what_is_no_note(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"\n\n\xe2\x80\x94 a AAAA\n",	  "a\n\nno signature\n",
		"a\n\n\xe2\x80\x94 a AAAA\x01\n", "a\x7f\xff\n\n\xe2\x80\x94 a AAAA\n",
		"a\tb\n\n\xe2\x80\x94 a AAAA\n",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct text rest = text_from(texts[i]);
		struct note note;
		assert_int_equal(note_cut(&rest, &note), NOTE_BAD);
	}
}

/* Signatures of others stand beside ours, in any order; a wrong one of ours beside a right one is a
 * forgery. */
static void test_many_signatures(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	const unsigned char seed[SIGNATURE_SEED_SIZE] = { 7 };
	struct note_signer other = note_signer_of(TEXT("witness.example"), seed);
	struct note_signer signer = known_signer(arena);
	struct note note;
	size_t by;
	struct text mine = text_slice(known_note, known_text.length + 1, known_note.length);
	struct text theirs = note_sign(arena, known_text, &other);
	struct text both = text_format(arena, "%.*s%.*s", TEXT_ARG(theirs), TEXT_ARG(mine));
	struct text rest = both;
	assert_int_equal(note_cut(&rest, &note), NOTE_CUT);
	assert_int_equal(note_check(arena, &note, &signer.key, 1, &by), NOTE_SIGNED);
	const struct note_key keys[] = { other.key, signer.key };
	assert_int_equal(note_check(arena, &note, keys, 2, &by), NOTE_SIGNED);
	struct text of_other = text_slice(note_sign(arena, TEXT("x\n"), &signer), 3, SIZE_MAX);
	rest = text_format(arena, "%.*s%.*s", TEXT_ARG(both), TEXT_ARG(of_other));
	assert_int_equal(note_cut(&rest, &note), NOTE_CUT);
	assert_int_equal(note_check(arena, &note, &signer.key, 1, &by), NOTE_FORGED);
	arena_free(arena);
}

static struct text signed_body(struct arena *arena, const char *body)
{
	struct note_signer signer = known_signer(arena);
	return note_sign(arena, text_from(body), &signer);
}

static void test_checkpoints(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct note_signer signer = known_signer(arena);
	struct digest root = digest_of(TEXT("x"));
	struct checkpoint_list list = { 0 };
	struct text one =
		note_sign(arena, checkpoint_body(arena, signer.key.name, 7, &root), &signer);
	struct text two =
		note_sign(arena, checkpoint_body(arena, signer.key.name, 900, &root), &signer);
	struct text file = text_format(arena, "%.*s%.*s", TEXT_ARG(one), TEXT_ARG(two));
	checkpoint_read(arena, file, &signer.key, 1, &list);
	assert_null(list.fault);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[0].size, 7);
	assert_int_equal(list.at[1].size, 900);
	assert_true(digest_equal(&list.at[1].root, &root));
	list = (struct checkpoint_list){ 0 };
	checkpoint_read(arena, text_slice(file, 0, file.length - 5), &signer.key, 1, &list);
	assert_true(list.torn && list.fault != NULL);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.read_size, one.length);
	arena_free(arena);
}

static void test_what_is_no_checkpoint(void **state)
{
	(void)state;
	static const char *const bodies[] = {
		"PeterNeumann\n",
		"PeterNeumann\n1\n",
		"PeterNeumann\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
		"PeterNeumann\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
		"PeterNeumann\n\xc2\xb9\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
		("PeterNeumann\n9999999999999999999\n"
		 "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"),
		"PeterNeumann\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
		"PeterNeumann\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
		"PeterNeumann\n1\nx47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
		"another.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	};
	struct arena *arena = arena_new(0);
	struct note_signer signer = known_signer(arena);
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct checkpoint_list list = { 0 };
		checkpoint_read(arena, signed_body(arena, bodies[i]), &signer.key, 1, &list);
		assert_non_null(list.fault);
		assert_int_equal(list.count, 0);
	}
	arena_free(arena);
}

static void test_base64_is_strict(void **state)
{
	(void)state;
	static const char *const wrong[] = { "A",    "AA",    "AA=",  "AB==", "AAB=",	 "AA==AAAA",
					     "AA A", "AA\nA", "A===", "-_-_", "A\271A=", "====" };
	struct arena *arena = arena_new(0);
	struct text out;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(base64_decode(arena, text_from(wrong[i]), &out));
	for (size_t length = 0; length < 70; length++) {
		struct text bytes = text_slice(known_note, 0, length);
		assert_true(base64_decode(arena, base64_encode(arena, bytes), &out));
		assert_true(text_equal(out, bytes));
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_note),
		cmocka_unit_test(test_keys_that_are_none),
		cmocka_unit_test(test_no_byte_can_change),
		cmocka_unit_test(test_what_is_torn_is_told),
		cmocka_unit_test(test_what_is_no_note),
		cmocka_unit_test(test_many_signatures),
		cmocka_unit_test(test_checkpoints),
		cmocka_unit_test(test_what_is_no_checkpoint),
		cmocka_unit_test(test_base64_is_strict),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
