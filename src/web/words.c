/* SPDX-License-Identifier: Apache-2.0 */
#include "web/words.h"

#include "app/explain.h"
#include "base/builder.h"

#include <ctype.h>

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

struct text words_date(struct visit *visit, struct text iso)
{
	if (iso.length != 10 || !is_date(iso))
		return iso;
	return visit_format(visit, "%d %s %.4s", part(iso, 8), months[part(iso, 5) - 1], iso.at);
}

/* Does a date stand there that is no part of a longer word or number? */
static bool is_date_at(struct text text, size_t at)
{
	const char before = at == 0 ? ' ' : text.at[at - 1];
	const char after = at + 10 < text.length ? text.at[at + 10] : ' ';
	bool apart = !isalnum((unsigned char)before) && before != '-' &&
		     !isalnum((unsigned char)after) && after != '-';
	return apart && is_date(text_slice(text, at, text.length));
}

struct text words_dates(struct visit *visit, struct text text)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; i < text.length;) {
		bool date = is_date_at(text, i);
		size_t end = i + (date ? 10 : 1);
		struct text piece = text_slice(text, i, end);
		builder_add(&out, date ? words_date(visit, piece) : piece);
		i = end;
	}
	return builder_text(&out);
}

struct text words_value(struct visit *visit, struct text value)
{
	if (text_is(value, "yes"))
		return TEXT("Yes");
	if (text_is(value, "no"))
		return TEXT("No");
	return words_date(visit, value);
}

struct text words_capital(struct visit *visit, struct text text)
{
	if (text.length == 0)
		return text;
	return visit_format(visit, "%c%.*s", toupper((unsigned char)text.at[0]),
			    (int)text.length - 1, text.at + 1);
}

struct text words_quality(struct visit *visit, struct text states)
{
	static const struct {
		const char *word;
		const char *words;
	} known[] = { { "stale", "out of date" }, { "unadjudicated", "not adjudicated" } };
	struct builder out = builder_new(visit->arena);
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
	return words_capital(visit, builder_text(&out));
}

struct text words_instant(struct visit *visit, struct text iso)
{
	if (iso.length < 16 || !is_date(iso))
		return iso;
	int hour = part(iso, 11);
	return visit_format(visit, "%.*s at %d:%.2s%s",
			    TEXT_ARG(words_date(visit, text_slice(iso, 0, 10))),
			    hour % 12 == 0 ? 12 : hour % 12, iso.at + 14, hour < 12 ? "am" : "pm");
}

struct text words_micros(struct visit *visit, int64_t micros)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(micros, text);
	return words_instant(visit, text_from(text));
}

struct text words_age(struct visit *visit, int64_t days)
{
	if (days < 0)
		return TEXT("");
	if (days == 0)
		return TEXT("from today");
	return visit_format(visit, "%lld day%s old", (long long)days, days == 1 ? "" : "s");
}

static const struct {
	const char *text;
	const char *classes;
} states[WORK_STATE_COUNT] = {
	[WORK_OUT_OF_SCOPE] = { "Not in scope", "govuk-tag--grey" },
	[WORK_SEALED] = { "Own view needed", "" },
	[WORK_VIEWED] = { "Own view recorded", "govuk-tag--teal" },
	[WORK_REVEALED] = { "To be decided", "govuk-tag--purple" },
	[WORK_DECIDED] = { "Awaiting second person", "govuk-tag--orange" },
	[WORK_SIGNED] = { "Final", "govuk-tag--green" },
};

struct text words_state_text(enum work_state state)
{
	return text_from(states[state].text);
}

void words_state(struct html *html, enum work_state state)
{
	govuk_tag(html, &(struct govuk_content){ .text = text_from(states[state].text),
						 .classes = text_from(states[state].classes) });
}

struct text words_source(struct visit *visit, const struct explain_fact *fact)
{
	if (fact->source.length == 0)
		return fact->value.length == 0 ? TEXT("No source has it") : TEXT("");
	struct text age = words_age(visit, fact->age_days);
	return visit_format(visit, "%.*s%s%.*s%s%.*s%s%s%.*s", TEXT_ARG(fact->source),
			    fact->told.length != 0 ? ", " : "",
			    TEXT_ARG(words_date(visit, fact->told)), age.length != 0 ? " (" : "",
			    TEXT_ARG(age), age.length != 0 ? ")" : "", fact->typed ? ": " : "",
			    TEXT_ARG(fact->typed ? fact->origin : TEXT("")));
}
