/* SPDX-License-Identifier: Apache-2.0 */
/* The tree against the vectors that Certificate Transparency's reference publishes for RFC 6962:
 * eight leaves, the roots of each beginning, inclusion paths and consistency proofs. */
#include "audit/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum {
	LEAF_COUNT = 8
};

static const struct text leaves[LEAF_COUNT] = {
	{ "", 0 },
	{ "\x00", 1 },
	{ "\x10", 1 },
	{ "\x20\x21", 2 },
	{ "\x30\x31", 2 },
	{ "\x40\x41\x42\x43", 4 },
	{ "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
	{ "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
};

static const char *const roots[LEAF_COUNT + 1] = {
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

struct kept {
	struct digest nodes[4][LEAF_COUNT];
	bool there[4][LEAF_COUNT];
};

static void keep(void *user, unsigned level, uint64_t index, const struct digest *node)
{
	struct kept *kept = user;
	kept->nodes[level][index] = *node;
	kept->there[level][index] = true;
}

static bool find(void *user, unsigned level, uint64_t index, struct digest *out)
{
	const struct kept *kept = user;
	if (level >= 4 || index >= LEAF_COUNT || !kept->there[level][index])
		return false;
	*out = kept->nodes[level][index];
	return true;
}

static void grow(struct tree *tree, struct kept *kept, size_t count)
{
	*tree = (struct tree){ 0 };
	*kept = (struct kept){ 0 };
	for (size_t i = 0; i < count; i++) {
		struct digest leaf = tree_leaf_hash(leaves[i]);
		tree_add(tree, &leaf, keep, kept);
	}
}

static struct digest parsed(const char *hexadecimal)
{
	struct digest digest;
	assert_true(digest_parse(text_from(hexadecimal), &digest));
	return digest;
}

static void test_roots(void **state)
{
	(void)state;
	for (size_t count = 0; count <= LEAF_COUNT; count++) {
		struct tree tree;
		struct kept kept;
		grow(&tree, &kept, count);
		struct digest root = tree_root(&tree);
		char text[DIGEST_TEXT_SIZE];
		digest_print(&root, text);
		assert_string_equal(text, roots[count]);
		struct digest again;
		const struct tree_nodes nodes = { find, &kept };
		if (count != 0) {
			assert_true(tree_range_hash(&nodes, 0, count, &again));
			assert_true(digest_equal(&root, &again));
		}
	}
}

static void check_path(const struct tree_proof *proof, const char *const *expected, size_t count)
{
	assert_int_equal(proof->count, count);
	for (size_t i = 0; i < count; i++) {
		char text[DIGEST_TEXT_SIZE];
		digest_print(&proof->path[i], text);
		assert_string_equal(text, expected[i]);
	}
}

static void test_published_inclusion_paths(void **state)
{
	(void)state;
	static const char *const first_of_eight[] = {
		"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
		"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
	};
	static const char *const sixth_of_eight[] = {
		"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
		"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	};
	static const char *const third_of_three[] = {
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	};
	struct tree tree;
	struct kept kept;
	grow(&tree, &kept, LEAF_COUNT);
	const struct tree_nodes nodes = { find, &kept };
	struct tree_proof proof;
	assert_true(tree_prove_inclusion(&nodes, 0, 8, &proof));
	check_path(&proof, first_of_eight, 3);
	assert_true(tree_prove_inclusion(&nodes, 5, 8, &proof));
	check_path(&proof, sixth_of_eight, 3);
	assert_true(tree_prove_inclusion(&nodes, 2, 3, &proof));
	check_path(&proof, third_of_three, 1);
}

static void test_published_consistency_proofs(void **state)
{
	(void)state;
	static const char *const one_to_eight[] = {
		"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
		"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
	};
	static const char *const six_to_eight[] = {
		"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
		"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	};
	static const char *const two_to_five[] = {
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
		"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	};
	struct tree tree;
	struct kept kept;
	grow(&tree, &kept, LEAF_COUNT);
	const struct tree_nodes nodes = { find, &kept };
	struct tree_proof proof;
	assert_true(tree_prove_consistency(&nodes, 1, 8, &proof));
	check_path(&proof, one_to_eight, 3);
	assert_true(tree_prove_consistency(&nodes, 6, 8, &proof));
	check_path(&proof, six_to_eight, 3);
	assert_true(tree_prove_consistency(&nodes, 2, 5, &proof));
	check_path(&proof, two_to_five, 2);
}

static void test_every_inclusion_verifies_and_no_other_leaf_does(void **state)
{
	(void)state;
	struct tree tree;
	struct kept kept;
	grow(&tree, &kept, LEAF_COUNT);
	const struct tree_nodes nodes = { find, &kept };
	for (uint64_t size = 1; size <= LEAF_COUNT; size++) {
		struct digest root = parsed(roots[size]);
		for (uint64_t i = 0; i < size; i++) {
			struct tree_proof proof;
			assert_true(tree_prove_inclusion(&nodes, i, size, &proof));
			struct digest leaf = tree_leaf_hash(leaves[i]);
			struct digest other = tree_leaf_hash(TEXT("forged"));
			assert_true(tree_verify_inclusion(&leaf, i, size, &proof, &root));
			assert_false(tree_verify_inclusion(&other, i, size, &proof, &root));
			assert_false(tree_verify_inclusion(&leaf, size, size, &proof, &root));
			if (size > 1)
				assert_false(
					tree_verify_inclusion(&leaf, i ^ 1, size, &proof, &root));
		}
	}
}

static void test_every_consistency_verifies_and_no_other_root_does(void **state)
{
	(void)state;
	struct tree tree;
	struct kept kept;
	grow(&tree, &kept, LEAF_COUNT);
	const struct tree_nodes nodes = { find, &kept };
	struct digest wrong = digest_of(TEXT("wrong"));
	for (uint64_t after = 1; after <= LEAF_COUNT; after++) {
		for (uint64_t before = 1; before <= after; before++) {
			struct tree_proof proof;
			struct digest a = parsed(roots[before]);
			struct digest b = parsed(roots[after]);
			assert_true(tree_prove_consistency(&nodes, before, after, &proof));
			assert_true(tree_verify_consistency(before, after, &proof, &a, &b));
			assert_false(tree_verify_consistency(before, after, &proof, &wrong, &b));
			assert_false(tree_verify_consistency(before, after, &proof, &a, &wrong));
		}
	}
}

static struct audit_entry sample(void)
{
	return (struct audit_entry){ .number = 7,
				     .at = 1648684800000000,
				     .actor = TEXT("ann"),
				     .kind = AUDIT_DECISION,
				     .action = TEXT("decide"),
				     .face = TEXT("cli"),
				     .subject = TEXT("work_item"),
				     .subject_id = 12 };
}

static void test_canonical_form_is_stable(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct audit_entry entry = sample();
	struct text form = audit_canonical(arena, &entry);
	assert_true(text_starts(
		form, TEXT("remit-audit-entry/1\n1:7\n16:1648684800000000\n3:ann\n"
			   "8:decision\n6:decide\n0:\n3:cli\n9:work_item\n2:12\n0:\n1:0\n32:")));
	arena_free(arena);
}

static void test_each_member_changes_the_leaf(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	const struct audit_entry base = sample();
	struct audit_entry others[10];
	for (size_t i = 0; i < 10; i++)
		others[i] = base;
	others[0].number++;
	others[1].at++;
	others[2].actor = TEXT("bob");
	others[3].kind = AUDIT_CONSULTATION;
	others[4].purpose = TEXT("audit");
	others[5].subject_id++;
	others[6].details = digest_of(TEXT("x"));
	others[7].batch_count = 1;
	others[8].person_type = TEXT("person");
	others[9].person_id = 5;
	struct digest leaf = audit_leaf(arena, &base);
	for (size_t i = 0; i < 10; i++) {
		struct digest other = audit_leaf(arena, &others[i]);
		assert_false(digest_equal(&leaf, &other));
	}
	arena_free(arena);
}

static void test_commitment_needs_the_secret(void **state)
{
	(void)state;
	/* The data of RFC 4231, test case 2; keys of the size that is used here. */
	struct text one = TEXT("0123456789abcdef0123456789abcdef");
	struct text two = TEXT("0123456789abcdef0123456789abcdeF");
	struct digest a = digest_commit(one, TEXT("what do ya want for nothing?"));
	struct digest b = digest_commit(two, TEXT("what do ya want for nothing?"));
	struct digest c = digest_commit(one, TEXT("what do ya want for nothing?"));
	assert_false(digest_equal(&a, &b));
	assert_true(digest_equal(&a, &c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_roots),
		cmocka_unit_test(test_published_inclusion_paths),
		cmocka_unit_test(test_published_consistency_proofs),
		cmocka_unit_test(test_every_inclusion_verifies_and_no_other_leaf_does),
		cmocka_unit_test(test_every_consistency_verifies_and_no_other_root_does),
		cmocka_unit_test(test_canonical_form_is_stable),
		cmocka_unit_test(test_each_member_changes_the_leaf),
		cmocka_unit_test(test_commitment_needs_the_secret),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
