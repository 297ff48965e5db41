/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule of one version of a table is which of the other: first those whose words are the same,
 * then, of those left, the likest. */
#include "analysis/diff.h"

#include "base/builder.h"

#include <string.h>

static struct text words_of(const struct expression *expression)
{
	return text_trim(expression->place.source);
}

bool match_same_cell(const struct expression *a, const struct expression *b)
{
	struct text left = words_of(a), right = words_of(b);
	bool left_any = left.length == 0 || text_is(left, "-");
	bool right_any = right.length == 0 || text_is(right, "-");
	return left_any ? right_any : text_equal(left, right);
}

static void match_columns(const struct table_match *match)
{
	bool used[DIMENSIONS_MOST * 4] = { false };
	for (size_t i = 0; i < match->old->input_count; i++) {
		match->column_of[i] = SIZE_MAX;
		for (size_t j = 0; j < match->new->input_count &&j < DIMENSIONS_MOST * 4; j++) {
			if (used[j] || match->column_of[i] != SIZE_MAX ||
			    !text_equal(words_of(&match->old->inputs[i].value),
					words_of(&match->new->inputs[j].value)))
				continue;
			match->column_of[i] = j;
			used[j] = true;
		}
	}
}

static bool is_matched(const struct table_match *match, size_t count, size_t output)
{
	for (size_t o = 0; o < count; o++)
		if (match->output_of[o] == output)
			return true;
	return false;
}

/* By name, each once: an author may have left several nameless. */
static void match_outputs(const struct table_match *match)
{
	for (size_t o = 0; o < match->old->output_count; o++) {
		match->output_of[o] = SIZE_MAX;
		for (size_t p = match->new->output_count; p-- > 0;)
			if (text_equal(match->old->outputs[o].name, match->new->outputs[p].name) &&
			    !is_matched(match, o, p))
				match->output_of[o] = p;
	}
	if (match->old->output_count == 1 && match->new->output_count == 1)
		match->output_of[0] = 0;
}

/* How many cells and outputs of the two rules are the same. */
static size_t likeness(const struct table_match *match, size_t old, size_t new)
{
	const struct table_rule *a = &match->old->rules[old], *b = &match->new->rules[new];
	size_t count = 0;
	for (size_t i = 0; i < match->old->input_count; i++)
		count += match->column_of[i] != SIZE_MAX &&
			 match_same_cell(&a->tests[i], &b->tests[match->column_of[i]]);
	for (size_t o = 0; o < match->old->output_count; o++)
		count += match->output_of[o] != SIZE_MAX &&
			 text_equal(words_of(&a->outputs[o]),
				    words_of(&b->outputs[match->output_of[o]]));
	return count;
}

static size_t cells_of(const struct table *table)
{
	return table->input_count + table->output_count;
}

/* The rule's words, by which the same ones are found. */
static struct text key_of(struct arena *arena, const struct table_match *match, size_t rule,
			  bool is_new)
{
	struct builder key = builder_new(arena);
	const struct table_rule *own = is_new ? &match->new->rules[rule] : &match->old->rules[rule];
	for (size_t i = 0; i < match->old->input_count; i++) {
		size_t column = is_new ? match->column_of[i] : i;
		if (match->column_of[i] == SIZE_MAX)
			continue;
		struct text cell = words_of(&own->tests[column]);
		builder_add(&key, cell.length == 0 ? TEXT("-") : cell);
		builder_add_c(&key, "\x1F");
	}
	for (size_t o = 0; o < match->old->output_count; o++) {
		if (match->output_of[o] == SIZE_MAX)
			continue;
		builder_add(&key, words_of(&own->outputs[is_new ? match->output_of[o] : o]));
		builder_add_c(&key, "\x1F");
	}
	return builder_text(&key);
}

/* New rules of the same words, in order. */
struct queue {
	size_t first, last; /* SIZE_MAX: none is left */
};

/* Each key's rules, chained by `next`. */
static struct map new_rules(struct differing *differing, const struct table_match *match,
			    size_t *next)
{
	struct arena *arena = differing->checking.arena;
	struct map by_words = map_new(arena);
	for (size_t r = 0; r < match->new->rule_count; r++) {
		struct text key = key_of(arena, match, r, true);
		struct queue *queue = map_get(&by_words, key);
		next[r] = SIZE_MAX;
		if (queue == NULL) {
			queue = arena_new_one(arena, struct queue);
			queue->first = r;
			map_put(&by_words, key, queue);
		} else {
			next[queue->last] = r;
		}
		queue->last = r;
	}
	return by_words;
}

/* Those whose words are the same, in order. */
static void match_same(struct differing *differing, const struct table_match *match)
{
	struct arena *arena = differing->checking.arena;
	size_t *next = arena_new_array(arena, size_t, match->new->rule_count + 1);
	const struct map by_words = new_rules(differing, match, next);
	for (size_t r = 0; r < match->old->rule_count; r++) {
		struct queue *queue = map_get(&by_words, key_of(arena, match, r, false));
		match->rule_of[r] = queue != NULL ? queue->first : SIZE_MAX;
		if (match->rule_of[r] == SIZE_MAX)
			continue;
		queue->first = next[queue->first];
		match->is_taken[match->rule_of[r]] = true;
	}
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* Of the new rules left, the one most like it, at least by half; of those as like the nearest. */
static size_t find_like(struct differing *differing, const struct table_match *match, size_t old)
{
	size_t best = SIZE_MAX, most = cells_of(match->old) / 2;
	if (!budget_take(&differing->checking.budget, match->new->rule_count *cells_of(match->old)))
		return SIZE_MAX;
	for (size_t r = 0; r < match->new->rule_count; r++) {
		if (match->is_taken[r])
			continue;
		size_t like = likeness(match, old, r);
		bool is_nearer =
			best != SIZE_MAX && like == most && distance(r, old) < distance(best, old);
		if (like > most || is_nearer || (best == SIZE_MAX && like == most && like > 0)) {
			best = r;
			most = like;
		}
	}
	return best;
}

struct table_match match_tables(struct differing *differing, const struct table *old,
				const struct table *new)
{
	struct arena *arena = differing->checking.arena;
	struct table_match match = { .old = old, .new = new };
	match.column_of = arena_new_array(arena, size_t, old->input_count + 1);
	match.output_of = arena_new_array(arena, size_t, old->output_count + 1);
	match.rule_of = arena_new_array(arena, size_t, old->rule_count + 1);
	match.is_taken = arena_new_array(arena, bool, new->rule_count + 1);
	match.is_changed = arena_new_array(arena, bool, old->rule_count + 1);
	match_columns(&match);
	match_outputs(&match);
	match_same(differing, &match);
	for (size_t r = 0; r < old->rule_count; r++) {
		if (match.rule_of[r] != SIZE_MAX)
			continue;
		match.rule_of[r] = find_like(differing, &match, r);
		match.is_changed[r] = true;
		if (match.rule_of[r] != SIZE_MAX)
			match.is_taken[match.rule_of[r]] = true;
	}
	return match;
}
