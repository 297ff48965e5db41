/* SPDX-License-Identifier: Apache-2.0 */
#include "work/written_day.h"

/* The month whose name begins with the word's first three letters, or 0. */
static int64_t month_of(const char *word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (size_t i = 0; i < sizeof names - 1; i += 3)
		if ((word[0] | ' ') == names[i] && (word[1] | ' ') == names[i + 1] &&
		    (word[2] | ' ') == names[i + 2])
			return (int64_t)(i / 3 + 1);
	return 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct text work_written_day(struct arena *arena, struct text given)
{
	int64_t parts[3] = { 0 };
	size_t count = 0;
	char before = ' ';
	for (size_t i = 0; i < given.length; i++) {
		char c = given.at[i];
		bool digit = c >= '0' && c <= '9';
		bool word = is_letter(c) && before == ' ' && given.length - i > 3 &&
			    month_of(given.at + i) != 0;
		if (((digit && (before < '0' || before > '9')) || word) && ++count > 3)
			return given;
		if (digit && parts[count - 1] < 100000)
			parts[count - 1] = parts[count - 1] * 10 + (c - '0');
		else if (word)
			parts[count - 1] = month_of(given.at + i);
		before = c;
	}
	if (count != 3 || parts[0] > 31)
		return given;
	return text_format(arena, "%04lld-%02lld-%02lld", (long long)parts[2], (long long)parts[1],
			   (long long)parts[0]);
}
