/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/written.h"

#include "base/builder.h"

static const char *const months[] = { "January",   "February", "March",	   "April",
				      "May",	   "June",     "July",	   "August",
				      "September", "October",  "November", "December" };

static int part(struct text iso, size_t at)
{
	return (iso.at[at] - '0') * 10 + (iso.at[at + 1] - '0');
}

static bool is_date(struct text iso)
{
	static const char shape[] = "0000-00-00";
	if (iso.length < 10)
		return false;
	for (size_t i = 0; i < 10; i++)
		if (shape[i] == '0' ? iso.at[i] < '0' || iso.at[i] > '9' : iso.at[i] != '-')
			return false;
	return part(iso, 5) >= 1 && part(iso, 5) <= 12;
}

struct text written_date_by(struct arena *arena, struct text iso, const char *const *names)
{
	if (iso.length != 10 || !is_date(iso))
		return iso;
	return text_format(arena, "%d %s %.4s", part(iso, 8), names[part(iso, 5) - 1], iso.at);
}

struct text written_date(struct arena *arena, struct text iso)
{
	return written_date_by(arena, iso, months);
}

static bool is_word(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z') || byte == '-';
}

/* Does a date stand there that is no part of a longer word or number? */
static bool is_date_at(struct text text, size_t at)
{
	const char before = at == 0 ? ' ' : text.at[at - 1];
	const char after = at + 10 < text.length ? text.at[at + 10] : ' ';
	return !is_word(before) && !is_word(after) && is_date(text_slice(text, at, text.length));
}

struct text written_dates(struct arena *arena, struct text text)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < text.length;) {
		bool date = is_date_at(text, i);
		size_t end = i + (date ? 10 : 1);
		struct text piece = text_slice(text, i, end);
		builder_add(&out, date ? written_date(arena, piece) : piece);
		i = end;
	}
	return builder_text(&out);
}

/* "2025-01-14T09:05:00Z": by its own offset, which is said. */
static struct text date_time(struct arena *arena, struct text value)
{
	struct text words = written_instant(arena, value);
	char last = value.at[value.length - 1];
	size_t sign = value.length - 6;
	if (last == 'Z')
		return text_format(arena, "%.*s UTC", TEXT_ARG(words));
	if (value.at[sign] == '+' || value.at[sign] == '-')
		return text_format(arena, "%.*s (UTC%.6s)", TEXT_ARG(words), value.at + sign);
	return words;
}

struct text written_value(struct arena *arena, struct text value)
{
	if (text_is(value, "yes"))
		return TEXT("Yes");
	if (text_is(value, "no"))
		return TEXT("No");
	if (value.length >= 19 && value.length <= 40 && is_date(value) && value.at[10] == 'T' &&
	    value.at[13] == ':' && value.at[16] == ':')
		return date_time(arena, value);
	return written_date(arena, value);
}

struct text written_capital(struct arena *arena, struct text text)
{
	if (text.length == 0 || text.at[0] < 'a' || text.at[0] > 'z')
		return text;
	return text_format(arena, "%c%.*s", text.at[0] - 'a' + 'A', (int)text.length - 1,
			   text.at + 1);
}

struct text written_quality(struct arena *arena, struct text states)
{
	static const struct {
		const char *word;
		const char *words;
	} known[] = { { "stale", "out of date" }, { "unadjudicated", "not adjudicated" } };
	struct builder out = builder_new(arena);
	while (states.length != 0) {
		struct text rest;
		struct text word = text_trim(text_cut(states, ',', &rest));
		for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
			if (text_is(word, known[i].word))
				word = text_from(known[i].words);
		builder_add_c(&out, out.length == 0 ? "" : ", ");
		builder_add(&out, word);
		states = rest;
	}
	return written_capital(arena, builder_text(&out));
}

struct text written_instant(struct arena *arena, struct text iso)
{
	if (iso.length < 16 || !is_date(iso))
		return iso;
	int hour = part(iso, 11);
	return text_format(arena, "%.*s at %d:%.2s%s",
			   TEXT_ARG(written_date(arena, text_slice(iso, 0, 10))),
			   hour % 12 == 0 ? 12 : hour % 12, iso.at + 14, hour < 12 ? "am" : "pm");
}
