/* SPDX-License-Identifier: Apache-2.0 */
/* Mutants of a DMN file: rules dropped, bounds moved by one unit. */
#include "pack/model_text.h"

#include "base/civil.h"

struct making {
	struct arena *arena;
	const struct model_text *model;
	const struct model_entry *entry;
	struct model_mutants *out;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void add(struct making *making, size_t begin, size_t end, struct text instead)
{
	const struct model_entry *entry = making->entry;
	struct text old = text_slice(making->model->xml, begin, end);
	struct text what = entry->rule == 0
				   ? text_format(making->arena, "text: %.*s -> %.*s", TEXT_ARG(old),
						 TEXT_ARG(instead))
				   : text_format(making->arena, "cell %u: %.*s -> %.*s",
						 entry->cell, TEXT_ARG(old), TEXT_ARG(instead));
	list_push(making->arena, making->out,
		  (struct model_mutant){ entry->owner, entry->rule, entry->line, what, begin, end,
					 instead });
}

static int64_t read_integer(struct text text)
{
	int64_t value = 0;
	for (size_t i = 0; i < text.length && value < 1000000000; i++)
		value = value * 10 + (text.at[i] - '0');
	return value;
}

static void move_date(struct making *making, size_t begin, struct text date)
{
	struct civil civil = { read_integer(text_slice(date, 0, 4)),
			       (int)read_integer(text_slice(date, 5, 7)),
			       (int)read_integer(text_slice(date, 8, 10)) };
	for (int step = -1; step <= 1; step += 2) {
		struct civil moved = civil_from_days(civil_to_days(civil) + step);
		add(making, begin, begin + date.length,
		    text_format(making->arena, "%04lld-%02d-%02d", (long long)moved.year,
				moved.month, moved.day));
	}
}

/* The first number of a duration: P3M, PT72H, P0D. */
static void move_duration(struct making *making, size_t begin, struct text text)
{
	size_t from = 0;
	while (from < text.length && !is_digit(text.at[from]))
		from++;
	size_t to = from;
	while (to < text.length && is_digit(text.at[to]))
		to++;
	int64_t value = read_integer(text_slice(text, from, to));
	for (int step = -1; step <= 1; step += 2) {
		int64_t moved = value + step;
		struct text head = text_slice(text, 0, from),
			    tail = text_slice(text, to, text.length);
		add(making, begin, begin + text.length,
		    text_format(making->arena, "%s%.*s%lld%.*s", moved < 0 ? "-" : "",
				TEXT_ARG(head), (long long)(moved < 0 ? -moved : moved),
				TEXT_ARG(tail)));
	}
}

static bool is_date(struct text text)
{
	static const char shape[] = "0000-00-00";
	if (text.length != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (shape[i] == '0' ? !is_digit(text.at[i]) : text.at[i] != shape[i])
			return false;
	return true;
}

static bool is_duration(struct text text)
{
	if (text.length < 3 || text.at[0] != 'P')
		return false;
	bool digit = false;
	for (size_t i = 1; i < text.length; i++) {
		char c = text.at[i];
		if (!is_digit(c) && c != 'T' && c != 'Y' && c != 'M' && c != 'D' && c != 'H' &&
		    c != 'S')
			return false;
		digit = digit || is_digit(c);
	}
	return digit;
}

static size_t on_string(struct making *making, size_t at, size_t end)
{
	size_t close = at + 1;
	while (close < end && making->model->xml.at[close] != '"')
		close++;
	struct text text = text_slice(making->model->xml, at + 1, close);
	if (is_date(text))
		move_date(making, at + 1, text);
	else if (is_duration(text))
		move_duration(making, at + 1, text);
	return close + 1;
}

static size_t on_number(struct making *making, size_t at, size_t end)
{
	size_t to = at;
	while (to < end && is_digit(making->model->xml.at[to]))
		to++;
	int64_t value = read_integer(text_slice(making->model->xml, at, to));
	for (int step = -1; step <= 1; step += 2)
		add(making, at, to, text_format(making->arena, "%lld", (long long)value + step));
	return to;
}

static void scan_entry(struct making *making)
{
	const char *xml = making->model->xml.at;
	size_t end = making->entry->end;
	for (size_t at = making->entry->begin; at < end;) {
		if (xml[at] == '"') {
			at = on_string(making, at, end);
		} else if (is_digit(xml[at])) {
			at = on_number(making, at, end);
		} else if (is_word(xml[at])) {
			while (at < end && is_word(xml[at]))
				at++;
		} else {
			at++;
		}
	}
}

struct model_mutants model_text_mutants(struct arena *arena, const struct model_text *model)
{
	struct model_mutants out = { 0 };
	for (size_t i = 0; i < model->rules.count; i++) {
		const struct model_rule *rule = &model->rules.at[i];
		list_push(arena, &out,
			  (struct model_mutant){ model->tables.at[rule->table].name, rule->number,
						 rule->line, TEXT("drop"), rule->begin, rule->end,
						 TEXT("") });
	}
	for (size_t i = 0; i < model->entries.count; i++) {
		struct making making = { arena, model, &model->entries.at[i], &out };
		scan_entry(&making);
	}
	return out;
}

struct text model_text_apply(struct arena *arena, const struct model_text *model,
			     const struct model_mutant *mutant)
{
	struct text xml = model->xml;
	struct text head = text_slice(xml, 0, mutant->begin);
	struct text tail = text_slice(xml, mutant->end, xml.length);
	return text_format(arena, "%.*s%.*s%.*s", TEXT_ARG(head), TEXT_ARG(mutant->instead),
			   TEXT_ARG(tail));
}
