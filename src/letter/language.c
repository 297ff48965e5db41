/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/language.h"

#include "base/builder.h"
#include "letter/written.h"

#define MONTHS(...)         \
	{                   \
		__VA_ARGS__ \
	}
#define LANGUAGE(tag, months, page, of, yes, no, not_known, instead_of) \
	{ tag, months, page, of, yes, no, not_known, instead_of },
static const struct language languages[] = {
#include "letter/language.def"
};
#undef LANGUAGE

enum {
	LANGUAGE_COUNT = sizeof languages / sizeof languages[0]
};

const struct language *language_find(struct text tag)
{
	struct text rest;
	struct text primary = text_cut(tag, '-', &rest);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (text_is(primary, languages[i].tag))
			return &languages[i];
	return NULL;
}

struct text language_tags(struct arena *arena)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		builder_add_c(&out, i == 0 ? "" : ", ");
		builder_add_c(&out, languages[i].tag);
	}
	return builder_text(&out);
}

struct text language_date(struct arena *arena, const struct language *language, struct text iso)
{
	return written_date_by(arena, iso, language->months);
}
