/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in a table that did not, and what no longer does: in sentences. */
#include "analysis/diff.h"

#include "base/builder.h"
#include "feel/value_print.h"

#include <string.h>

static struct text shown(const struct expression *expression)
{
	struct text words = text_trim(expression->place.source);
	return words.length == 0 ? TEXT("-") : value_excerpt(words);
}

static struct text rule_text(struct arena *arena, const struct table *table, size_t rule)
{
	struct builder out = builder_new(arena);
	const struct table_rule *own = &table->rules[rule];
	for (size_t i = 0; i < table->input_count; i++)
		builder_add_format(&out, "%s%.*s", i == 0 ? "" : " | ",
				   TEXT_ARG(shown(&own->tests[i])));
	for (size_t o = 0; o < table->output_count; o++)
		builder_add_format(&out, "%s%.*s", o == 0 ? " gives " : ", ",
				   TEXT_ARG(shown(&own->outputs[o])));
	return builder_text(&out);
}

static void place(struct dmn_change *change, size_t old, size_t new)
{
	change->rule_before = old == SIZE_MAX ? 0 : (unsigned)old + 1;
	change->rule_after = new == SIZE_MAX ? 0 : (unsigned)new + 1;
}

/* "rule 3", or "rule 3, which was rule 2," where it stands elsewhere now. */
static struct text rule_name(struct arena *arena, size_t old, size_t new)
{
	if (old == new)
		return text_format(arena, "rule %zu", new + 1);
	return text_format(arena, "rule %zu, which was rule %zu,", new + 1, old + 1);
}

static void diff_cells(struct differing *differing, const struct table_match *match, size_t old)
{
	struct arena *arena = differing->checking.arena;
	size_t new = match->rule_of[old];
	const struct table_rule *a = &match->old->rules[old], *b = &match->new->rules[new];
	struct text name = rule_name(arena, old, new);
	for (size_t i = 0; i < match->old->input_count; i++) {
		size_t j = match->column_of[i];
		if (j == SIZE_MAX || match_same_cell(&a->tests[i], &b->tests[j]))
			continue;
		struct dmn_change *change = differing_add(
			differing, DMN_CHANGE_WORDS, "%.*s has %.*s for '%.*s', where it had %.*s",
			TEXT_ARG(name), TEXT_ARG(shown(&b->tests[j])),
			TEXT_ARG(match->old->inputs[i].label), TEXT_ARG(shown(&a->tests[i])));
		place(change, old, new);
		change->column = (unsigned)i + 1;
		change->column_name = text_c(arena, match->old->inputs[i].label);
	}
	for (size_t o = 0; o < match->old->output_count; o++) {
		size_t p = match->output_of[o];
		if (p == SIZE_MAX || text_equal(text_trim(a->outputs[o].place.source),
						text_trim(b->outputs[p].place.source)))
			continue;
		struct dmn_change *change = differing_add(
			differing, DMN_CHANGE_WORDS, "%.*s gives %.*s, where it gave %.*s",
			TEXT_ARG(name), TEXT_ARG(shown(&b->outputs[p])),
			TEXT_ARG(shown(&a->outputs[o])));
		place(change, old, new);
	}
}

/* ---- order ------------------------------------------------------------------ */

/* Of the rules that are in both, the most that stand in one order in both: the others have moved.
 */
static bool *in_order(struct arena *arena, const struct table_match *match)
{
	size_t count = match->old->rule_count, length = 0;
	bool *stays = arena_new_array(arena, bool, count + 1);
	size_t *tails = arena_new_array(arena, size_t, count + 1); /* old rules, by length */
	size_t *before = arena_new_array(arena, size_t, count + 1);
	for (size_t r = 0; r < count; r++) {
		size_t low = 0, high = length;
		if (match->rule_of[r] == SIZE_MAX)
			continue;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (match->rule_of[tails[middle]] < match->rule_of[r])
				low = middle + 1;
			else
				high = middle;
		}
		before[r] = low == 0 ? SIZE_MAX : tails[low - 1];
		tails[low] = r;
		length = low == length ? length + 1 : length;
	}
	for (size_t r = length == 0 ? SIZE_MAX : tails[length - 1]; r != SIZE_MAX; r = before[r])
		stays[r] = true;
	return stays;
}

static void diff_rules(struct differing *differing, const struct table_match *match)
{
	struct arena *arena = differing->checking.arena;
	const bool *stays = in_order(arena, match);
	for (size_t r = 0; r < match->old->rule_count; r++) {
		size_t new = match->rule_of[r];
		if (new == SIZE_MAX) {
			place(differing_add(differing, DMN_CHANGE_WORDS, "rule %zu is gone: %.*s",
					    r + 1, TEXT_ARG(rule_text(arena, match->old, r))),
			      r, SIZE_MAX);
			continue;
		}
		if (!stays[r])
			place(differing_add(differing, DMN_CHANGE_WORDS,
					    "rule %zu has moved: it is rule %zu", r + 1, new + 1),
			      r, new);
		if (match->is_changed[r])
			diff_cells(differing, match, r);
		if (strcmp(match->old->rules[r].note, match->new->rules[new].note) != 0)
			place(differing_add(differing, DMN_CHANGE_WORDS,
					    "the note of %.*s is \"%s\", where it was \"%s\"",
					    TEXT_ARG(rule_name(arena, r, new)),
					    match->new->rules[new].note, match->old->rules[r].note),
			      r, new);
	}
	for (size_t r = 0; r < match->new->rule_count; r++)
		if (!match->is_taken[r])
			place(differing_add(differing, DMN_CHANGE_WORDS, "rule %zu is new: %.*s",
					    r + 1, TEXT_ARG(rule_text(arena, match->new, r))),
			      SIZE_MAX, r);
}

/* ---- columns ---------------------------------------------------------------- */

static bool is_matched(const size_t *map, size_t count, size_t wanted)
{
	for (size_t i = 0; i < count; i++)
		if (map[i] == wanted)
			return true;
	return false;
}

static struct text or_none(struct text words)
{
	return words.length == 0 ? TEXT("none") : words;
}

static void diff_inputs(struct differing *differing, const struct table_match *match)
{
	for (size_t i = 0; i < match->old->input_count; i++) {
		const struct table_input *old = &match->old->inputs[i];
		if (match->column_of[i] == SIZE_MAX) {
			differing_add(differing, DMN_CHANGE_WORDS, "the column '%.*s' is gone",
				      TEXT_ARG(old->label));
			continue;
		}
		const struct table_input *new = &match->new->inputs[match->column_of[i]];
		if (!text_equal(text_trim(old->allowed_text), text_trim(new->allowed_text)))
			differing_add(differing, DMN_CHANGE_WORDS,
				      "the allowed values of '%.*s' are %.*s, where they were %.*s",
				      TEXT_ARG(old->label), TEXT_ARG(or_none(new->allowed_text)),
				      TEXT_ARG(or_none(old->allowed_text)));
	}
	for (size_t j = 0; j < match->new->input_count; j++)
		if (!is_matched(match->column_of, match->old->input_count, j))
			differing_add(differing, DMN_CHANGE_WORDS, "the column '%.*s' is new",
				      TEXT_ARG(match->new->inputs[j].label));
}

static void diff_output(struct differing *differing, const struct table_output *old,
			const struct table_output *new)
{
	if (!text_equal(text_trim(old->allowed_text), text_trim(new->allowed_text)))
		differing_add(differing, DMN_CHANGE_WORDS,
			      "the output values are %.*s, where they were %.*s",
			      TEXT_ARG(or_none(new->allowed_text)),
			      TEXT_ARG(or_none(old->allowed_text)));
	if (!text_equal(text_trim(old->fallback.place.source),
			text_trim(new->fallback.place.source)))
		differing_add(differing, DMN_CHANGE_WORDS,
			      "the default output is %.*s, where it was %.*s",
			      TEXT_ARG(or_none(text_trim(new->fallback.place.source))),
			      TEXT_ARG(or_none(text_trim(old->fallback.place.source))));
}

static void diff_outputs(struct differing *differing, const struct table_match *match)
{
	for (size_t o = 0; o < match->old->output_count; o++) {
		if (match->output_of[o] == SIZE_MAX)
			differing_add(differing, DMN_CHANGE_WORDS, "the output '%.*s' is gone",
				      TEXT_ARG(match->old->outputs[o].name));
		else
			diff_output(differing, &match->old->outputs[o],
				    &match->new->outputs[match->output_of[o]]);
	}
	for (size_t p = 0; p < match->new->output_count; p++)
		if (!is_matched(match->output_of, match->old->output_count, p))
			differing_add(differing, DMN_CHANGE_WORDS, "the output '%.*s' is new",
				      TEXT_ARG(match->new->outputs[p].name));
}

bool diff_table_words(struct differing *differing, const struct table_match *match)
{
	static const char *const policies[] = { "UNIQUE",     "ANY",	      "PRIORITY", "FIRST",
						"RULE ORDER", "OUTPUT ORDER", "COLLECT" };
	static const char *const aggregations[] = { "", " SUM", " MIN", " MAX", " COUNT" };
	const struct table *old = match->old, *new = match->new;
	size_t before = differing->changes.count;
	if (old->policy != new->policy || old->aggregation != new->aggregation)
		differing_add(differing, DMN_CHANGE_WORDS,
			      "the hit policy is %s%s, where it was %s%s", policies[new->policy],
			      aggregations[new->aggregation], policies[old->policy],
			      aggregations[old->aggregation]);
	diff_inputs(differing, match);
	diff_outputs(differing, match);
	diff_rules(differing, match);
	return differing->changes.count != before;
}
