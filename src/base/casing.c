/* SPDX-License-Identifier: Apache-2.0 */
/* Case mapping over the tables of casing.def; the runs are sorted, and searched by bisection.
 * Not here: comparison without case, which FEEL has only in regular expressions. */
#include "base/casing.h"

enum {
	SIGMA = 0x3A3,
	SIGMA_SMALL = 0x3C3,
	SIGMA_FINAL = 0x3C2
};

struct run_of_letters {
	uint32_t first;
	uint32_t last;
	uint32_t step;
	int32_t by;
};

struct expansion {
	uint32_t letter;
	uint32_t letters[3];
};

#define UPPER(first, last, step, by)
#define LOWER(first, last, step, by)
#define UPPER_FULL(letter, a, b, c)
#define LOWER_FULL(letter, a, b, c)
static const struct run_of_letters upper_runs[] = {
#undef UPPER
#define UPPER(first, last, step, by) { first, last, step, by },
#include "base/casing.def"
#undef UPPER
#define UPPER(first, last, step, by)
};
static const struct run_of_letters lower_runs[] = {
#undef LOWER
#define LOWER(first, last, step, by) { first, last, step, by },
#include "base/casing.def"
#undef LOWER
#define LOWER(first, last, step, by)
};
static const struct expansion upper_expansions[] = {
#undef UPPER_FULL
#define UPPER_FULL(letter, a, b, c) { letter, { a, b, c } },
#include "base/casing.def"
#undef UPPER_FULL
#define UPPER_FULL(letter, a, b, c)
};
static const struct expansion lower_expansions[] = {
#undef LOWER_FULL
#define LOWER_FULL(letter, a, b, c) { letter, { a, b, c } },
#include "base/casing.def"
#undef LOWER_FULL
};

/* Runs of step 2 may interleave, so look at the few that begin at or before the letter. */
static uint32_t mapped(const struct run_of_letters *runs, size_t count, uint32_t letter)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (runs[middle].first <= letter)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t back = 0; back < 4 && low > back; back++) {
		const struct run_of_letters *found = &runs[low - 1 - back];
		if (letter <= found->last && (letter - found->first) % found->step == 0)
			return (uint32_t)((int32_t)letter + found->by);
	}
	return letter;
}

static bool expand(struct builder *out, const struct expansion *rows, size_t count, uint32_t letter)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].letter != letter)
			continue;
		for (size_t j = 0; j < 3 && rows[i].letters[j] != 0; j++)
			builder_add_code_point(out, rows[i].letters[j]);
		return true;
	}
	return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

void casing_upper(struct builder *out, struct text text)
{
	for (size_t at = 0; at < text.length;) {
		uint32_t letter = text_next(text, &at);
		if (letter < 0x80)
			builder_add_byte(
				out, (char)(letter >= 'a' && letter <= 'z' ? letter - 32 : letter));
		else if (!expand(out, upper_expansions, COUNT(upper_expansions), letter))
			builder_add_code_point(out, mapped(upper_runs, COUNT(upper_runs), letter));
	}
}

static bool is_cased(uint32_t letter)
{
	if (letter < 0x80)
		return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
	return mapped(upper_runs, COUNT(upper_runs), letter) != letter ||
	       mapped(lower_runs, COUNT(lower_runs), letter) != letter;
}

void casing_lower(struct builder *out, struct text text)
{
	bool in_word = false;
	for (size_t at = 0; at < text.length;) {
		uint32_t letter = text_next(text, &at);
		size_t ahead = at;
		if (letter == SIGMA) {
			bool word_goes_on = at < text.length && is_cased(text_next(text, &ahead));
			bool final = in_word && !word_goes_on;
			builder_add_code_point(out, final ? SIGMA_FINAL : SIGMA_SMALL);
		} else if (letter < 0x80) {
			builder_add_byte(
				out, (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter));
		} else if (!expand(out, lower_expansions, COUNT(lower_expansions), letter)) {
			builder_add_code_point(out, mapped(lower_runs, COUNT(lower_runs), letter));
		}
		in_word = is_cased(letter);
	}
}
