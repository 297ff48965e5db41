/* SPDX-License-Identifier: Apache-2.0 */
/* What a condition sees, and which names stand in it. */
#include "pack/condition.h"

#include "pack/pack.h"

static bool is_above(const struct pack_record *old, const struct pack_record *young)
{
	const struct pack_record *at = young;
	while (at != NULL && at != old)
		at = at->parent;
	return at != NULL;
}

const struct pack_record *pack_sight_of(const struct pack_record *about,
					const struct pack_record *record)
{
	const struct pack_record *at = about;
	while (at != NULL && !is_above(at, record))
		at = at->parent;
	return at;
}

enum pack_sight pack_sight(const struct pack_record *about, const struct pack_record *record)
{
	if (record->compartment.length != 0 || pack_sight_of(about, record) == NULL)
		return PACK_SIGHT_NONE;
	return is_above(record, about) ? PACK_SIGHT_ONE : PACK_SIGHT_LIST;
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 128;
}

static size_t skip_string(struct text text, size_t at)
{
	for (at++; at < text.length && text.at[at] != '"'; at++)
		at += text.at[at] == '\\';
	return at + 1;
}

static size_t skip_name(struct text text, size_t at)
{
	while (at < text.length && is_name_byte(text.at[at]))
		at++;
	return at;
}

/* The next name of the text that stands behind no dot, and the member behind its own. */
static bool next_name(struct text text, size_t *at, struct text *name, struct text *member)
{
	for (bool after_dot = false; *at < text.length;) {
		size_t begin = *at;
		if (text.at[begin] == '"') {
			*at = skip_string(text, begin);
			continue;
		}
		if (!is_name_byte(text.at[begin])) {
			after_dot = text.at[begin] == '.';
			*at = begin + 1;
			continue;
		}
		*at = skip_name(text, begin);
		*name = text_slice(text, begin, *at);
		bool dot = *at < text.length && text.at[*at] == '.';
		size_t end = dot ? skip_name(text, *at + 1) : *at;
		*member = dot ? text_slice(text, *at + 1, end) : TEXT("");
		if (!after_dot)
			return true;
		after_dot = false;
	}
	return false;
}

bool pack_condition_next(const struct pack *pack, struct text text, size_t *at,
			 const struct pack_record **record, struct text *member)
{
	struct text name;
	while (next_name(text, at, &name, member)) {
		*record = pack_find_record(pack, name);
		if (*record == NULL)
			continue;
		*at += member->length != 0 ? member->length + 1 : 0;
		return true;
	}
	return false;
}

/* Behind whatever name: a clock may be asked of the items of a list. */
static bool sees_clock(const struct pack *pack, struct text text)
{
	for (size_t i = 0; i < pack->clock_count; i++) {
		struct text name = pack->clocks[i].name;
		for (size_t at = 0; (at = text_find(text, name, at)) != SIZE_MAX; at++)
			if (at != 0 && text.at[at - 1] == '.')
				return true;
	}
	return false;
}

bool pack_conditions_see_clocks(const struct pack *pack)
{
	for (size_t i = 0; i < pack->condition_count; i++)
		if (sees_clock(pack, pack->conditions[i]->text))
			return true;
	return false;
}

bool pack_condition_asks_form(const struct pack_condition *condition)
{
	struct text name, member;
	size_t at = 0;
	while (next_name(condition->text, &at, &name, &member))
		if (text_is(name, "form"))
			return true;
	return false;
}
