/* SPDX-License-Identifier: Apache-2.0 */
/* From XPath's regular expressions to PCRE2's. The grammar is walked in full, so that what PCRE2
 * would read otherwise (look-around, possessive quantifiers, named classes) is refused, and what it
 * lacks (class subtraction, \i \c, blocks) is spelled out. */
#include "feel/regex.h"

#include <string.h>

enum {
	DEPTH_MOST = 200,
	CLASS_DEPTH_MOST = 20,
	CODE_POINT_MOST = 0x10FFFF
};

struct translator {
	struct arena *arena;
	struct text pattern;
	size_t at;
	bool dot_all;
	struct regex_error *error;
	unsigned group_count;
	bool closed[REGEX_GROUPS_MOST + 1]; /* groups that a back-reference may name */
	unsigned open[DEPTH_MOST];	    /* number of each open group; 0: captures nothing */
	unsigned depth;
};

struct span {
	uint32_t first;
	uint32_t last;
};

/* XML 1.0's NameStartChar, and what NameChar adds. */
static const struct span name_start[] = {
	{ ':', ':' },	    { 'A', 'Z' },	{ '_', '_' },	    { 'a', 'z' },
	{ 0xC0, 0xD6 },	    { 0xD8, 0xF6 },	{ 0xF8, 0x2FF },    { 0x370, 0x37D },
	{ 0x37F, 0x1FFF },  { 0x200C, 0x200D }, { 0x2070, 0x218F }, { 0x2C00, 0x2FEF },
	{ 0x3001, 0xD7FF }, { 0xF900, 0xFDCF }, { 0xFDF0, 0xFFFD }, { 0x10000, 0xEFFFF },
};
static const struct span name_part[] = {
	{ '-', '.' },	    { '0', ':' },	  { 'A', 'Z' },	      { '_', '_' },
	{ 'a', 'z' },	    { 0xB7, 0xB7 },	  { 0xC0, 0xD6 },     { 0xD8, 0xF6 },
	{ 0xF8, 0x37D },    { 0x37F, 0x1FFF },	  { 0x200C, 0x200D }, { 0x203F, 0x2040 },
	{ 0x2070, 0x218F }, { 0x2C00, 0x2FEF },	  { 0x3001, 0xD7FF }, { 0xF900, 0xFDCF },
	{ 0xFDF0, 0xFFFD }, { 0x10000, 0xEFFFF },
};
static const struct span white_space[] = { { 9, 10 }, { 13, 13 }, { ' ', ' ' } };

static const struct {
	const char *name;
	struct span span;
} blocks[] = {
#define BLOCK(name, first, last) { name, { first, last } },
#include "feel/block.def"
#undef BLOCK
};

static bool refuse(struct translator *translator, const char *why)
{
	struct text read = text_slice(translator->pattern, 0, translator->at);
	*translator->error = (struct regex_error){ .why = why, .position = text_count(read) };
	return false;
}

static bool at_end(const struct translator *translator)
{
	return translator->at >= translator->pattern.length;
}

/* The next byte, or 0: every special character is ASCII. */
static char peek(const struct translator *translator)
{
	return at_end(translator) ? '\0' : translator->pattern.at[translator->at];
}

static bool take(struct translator *translator, char byte)
{
	if (at_end(translator) || peek(translator) != byte)
		return false;
	translator->at++;
	return true;
}

static uint32_t next(struct translator *translator)
{
	return text_next(translator->pattern, &translator->at);
}

static void add_literal(struct builder *out, uint32_t code_point)
{
	builder_add_format(out, "\\x{%X}", code_point);
}

/* A span without the surrogates, which are no characters. */
static void add_span(struct builder *out, uint32_t first, uint32_t last)
{
	if (first >= 0xD800 && first <= 0xDFFF)
		first = 0xE000;
	if (last >= 0xD800 && last <= 0xDFFF)
		last = 0xD7FF;
	if (first > last)
		return;
	add_literal(out, first);
	builder_add_byte(out, '-');
	add_literal(out, last);
}

/* The inside of a class: these spans, or all but these (they ascend). */
static void add_spans(struct builder *out, const struct span *spans, size_t count, bool negated)
{
	uint32_t from = 0;
	for (size_t i = 0; i < count; i++) {
		if (!negated)
			add_span(out, spans[i].first, spans[i].last);
		else if (spans[i].first > from)
			add_span(out, from, spans[i].first - 1);
		from = spans[i].last + 1;
	}
	if (negated && from <= CODE_POINT_MOST)
		add_span(out, from, CODE_POINT_MOST);
}

static bool is_category(struct text name)
{
	static const char *const names[] = { "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc",
					     "Me", "N",	 "Nd", "Nl", "No", "P",	 "Pc", "Pd", "Ps",
					     "Pe", "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",
					     "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

/* \p{Lu} or \p{IsGreek}, after the p. */
static bool add_property(struct translator *translator, struct builder *out, bool negated)
{
	if (!take(translator, '{'))
		return refuse(translator, "\\p needs a category in braces");
	size_t start = translator->at;
	while (!at_end(translator) && peek(translator) != '}')
		translator->at++;
	struct text name = text_slice(translator->pattern, start, translator->at);
	if (!take(translator, '}'))
		return refuse(translator, "a brace is not closed");
	if (is_category(name)) {
		builder_add_format(out, "\\%c{%.*s}", negated ? 'P' : 'p', TEXT_ARG(name));
		return true;
	}
	for (size_t i = 0; text_starts(name, TEXT("Is")) && i < sizeof blocks / sizeof blocks[0];
	     i++) {
		if (!text_is(text_slice(name, 2, name.length), blocks[i].name))
			continue;
		bool surrogates = blocks[i].span.first >= 0xD800 && blocks[i].span.last <= 0xDFFF;
		if (surrogates)
			return refuse(translator, "surrogates are no characters");
		add_spans(out, &blocks[i].span, 1, negated);
		return true;
	}
	return refuse(translator, "there is no such category or block");
}

/* The inside of a class for a multi-character escape; *known is false for other letters. */
static bool add_class_escape(struct translator *translator, struct builder *out, uint32_t letter,
			     bool *known)
{
	*known = true;
	bool negated = letter >= 'A' && letter <= 'Z';
	switch (letter) {
	case 's':
	case 'S': add_spans(out, white_space, 3, negated); return true;
	case 'i':
	case 'I':
		add_spans(out, name_start, sizeof name_start / sizeof *name_start, negated);
		return true;
	case 'c':
	case 'C':
		add_spans(out, name_part, sizeof name_part / sizeof *name_part, negated);
		return true;
	case 'd': builder_add_c(out, "\\p{Nd}"); return true;
	case 'D': builder_add_c(out, "\\P{Nd}"); return true;
	case 'w': builder_add_c(out, "\\p{L}\\p{M}\\p{N}\\p{S}"); return true;
	case 'W': builder_add_c(out, "\\p{P}\\p{Z}\\p{C}"); return true;
	case 'p':
	case 'P': return add_property(translator, out, negated);
	default: *known = false; return true;
	}
}

/* The character that a single-character escape stands for. */
static bool single_escape(struct translator *translator, uint32_t letter, uint32_t *code_point)
{
	switch (letter) {
	case 'n': *code_point = '\n'; return true;
	case 'r': *code_point = '\r'; return true;
	case 't': *code_point = '\t'; return true;
	default: break;
	}
	*code_point = letter;
	if (letter < 0x80 && letter != 0 && strchr("\\|.?*+(){}-[]^$", (int)letter) != NULL)
		return true;
	return refuse(translator, "there is no such escape");
}

/* One character of a class, with its escape taken away; *is_set when it was a set, already added.
 */
static bool class_atom(struct translator *translator, struct builder *content, uint32_t *code_point,
		       bool *is_set)
{
	*is_set = false;
	*code_point = next(translator);
	if (*code_point == '[')
		return refuse(translator, "a bracket inside brackets needs a backslash");
	if (*code_point != '\\')
		return true;
	if (at_end(translator))
		return refuse(translator, "the pattern ends in a backslash");
	uint32_t letter = next(translator);
	if (!add_class_escape(translator, content, letter, is_set))
		return false;
	return *is_set || single_escape(translator, letter, code_point);
}

/* One item: a character, a range a-z, or a set. */
static bool class_item(struct translator *translator, struct builder *content)
{
	uint32_t first, last;
	bool is_set;
	if (!class_atom(translator, content, &first, &is_set))
		return false;
	if (is_set)
		return true;
	struct text rest =
		text_slice(translator->pattern, translator->at, translator->pattern.length);
	bool is_range =
		rest.length > 1 && rest.at[0] == '-' && rest.at[1] != ']' && rest.at[1] != '[';
	if (!is_range) {
		add_literal(content, first);
		return true;
	}
	translator->at++;
	if (!class_atom(translator, content, &last, &is_set))
		return false;
	if (is_set || last < first)
		return refuse(translator, "a range of characters must ascend");
	add_span(content, first, last);
	return true;
}

/* A class after its "[", through its "]"; [a-z-[aeiou]] becomes a look-ahead and a class. */
static bool add_class(struct translator *translator, struct builder *out, unsigned depth)
{
	if (depth > CLASS_DEPTH_MOST)
		return refuse(translator, "brackets are nested too deep");
	bool negated = take(translator, '^');
	struct builder content = builder_new(translator->arena);
	struct builder subtracted = builder_new(translator->arena);
	while (peek(translator) != ']') {
		if (at_end(translator))
			return refuse(translator, "a bracket is not closed");
		struct text rest =
			text_slice(translator->pattern, translator->at, translator->pattern.length);
		if (content.length != 0 && text_starts(rest, TEXT("-["))) {
			translator->at += 2;
			if (!add_class(translator, &subtracted, depth + 1))
				return false;
			if (peek(translator) != ']')
				return refuse(translator, "a subtraction must end its brackets");
			break;
		}
		if (!class_item(translator, &content))
			return false;
	}
	translator->at++;
	if (content.length == 0)
		return refuse(translator, "brackets must not be empty");
	if (subtracted.length != 0) {
		builder_add_c(out, "(?:(?!");
		builder_add(out, builder_text(&subtracted));
		builder_add_byte(out, ')');
	}
	builder_add_c(out, negated ? "[^" : "[");
	builder_add(out, builder_text(&content));
	builder_add_c(out, subtracted.length != 0 ? "])" : "]");
	return true;
}

/* \12 after its first digit: the longest number that names a group opened before. */
static bool add_back_reference(struct translator *translator, struct builder *out, uint32_t digit)
{
	unsigned group = digit - '0';
	while (peek(translator) >= '0' && peek(translator) <= '9') {
		unsigned longer = group * 10 + (unsigned)(peek(translator) - '0');
		if (longer > translator->group_count)
			break;
		group = longer;
		translator->at++;
	}
	if (group > translator->group_count || !translator->closed[group])
		return refuse(translator, "a back-reference must follow its group");
	builder_add_format(out, "\\g{%u}", group);
	return true;
}

static bool add_escape(struct translator *translator, struct builder *out)
{
	if (at_end(translator))
		return refuse(translator, "the pattern ends in a backslash");
	uint32_t letter = next(translator), code_point;
	if (letter >= '1' && letter <= '9')
		return add_back_reference(translator, out, letter);
	struct builder content = builder_new(translator->arena);
	bool known;
	if (!add_class_escape(translator, &content, letter, &known))
		return false;
	if (known) {
		builder_add_byte(out, '[');
		builder_add(out, builder_text(&content));
		builder_add_byte(out, ']');
		return true;
	}
	if (!single_escape(translator, letter, &code_point))
		return false;
	add_literal(out, code_point);
	return true;
}

static bool scan_count(struct translator *translator, unsigned *out)
{
	if (peek(translator) < '0' || peek(translator) > '9')
		return false;
	*out = 0;
	while (peek(translator) >= '0' && peek(translator) <= '9' && *out < 100000)
		*out = *out * 10 + (unsigned)(translator->pattern.at[translator->at++] - '0');
	return true;
}

/* {n}, {n,} or {n,m} after its brace. */
static bool add_count(struct translator *translator, struct builder *out)
{
	unsigned least, most;
	if (!scan_count(translator, &least))
		return refuse(translator, "braces hold a count, as in {2} or {2,5}");
	builder_add_format(out, "{%u", least);
	if (take(translator, ',')) {
		builder_add_byte(out, ',');
		if (scan_count(translator, &most)) {
			if (most < least)
				return refuse(translator, "the counts in braces must ascend");
			builder_add_format(out, "%u", most);
		}
	}
	builder_add_byte(out, '}');
	return take(translator, '}') || refuse(translator, "a brace is not closed");
}

static bool open_group(struct translator *translator, struct builder *out)
{
	bool captures = !take(translator, '?');
	if (!captures && !take(translator, ':'))
		return refuse(translator, "only (?: may follow an opening parenthesis");
	if (translator->depth == DEPTH_MOST || translator->group_count == REGEX_GROUPS_MOST)
		return refuse(translator, "there are too many groups");
	if (captures)
		translator->group_count++;
	translator->open[translator->depth++] = captures ? translator->group_count : 0;
	builder_add_c(out, captures ? "(" : "(?:");
	return true;
}

static bool close_group(struct translator *translator, struct builder *out)
{
	if (translator->depth == 0)
		return refuse(translator, "a parenthesis is closed that was not opened");
	translator->closed[translator->open[--translator->depth]] = true;
	translator->closed[0] = false;
	builder_add_byte(out, ')');
	return true;
}

static bool add_quantifier(struct translator *translator, struct builder *out, char sign)
{
	if (sign != '{')
		builder_add_byte(out, sign);
	else if (!add_count(translator, out))
		return false;
	if (take(translator, '?'))
		builder_add_byte(out, '?');
	return true;
}

/* One atom or sign. *repeatable says whether a quantifier may follow. */
static bool add_next(struct translator *translator, struct builder *out, bool *repeatable)
{
	bool after_atom = *repeatable;
	uint32_t code_point = next(translator);
	*repeatable = true;
	switch (code_point) {
	case '(': *repeatable = false; return open_group(translator, out);
	case ')': return close_group(translator, out);
	case '[': return add_class(translator, out, 0);
	case '\\': return add_escape(translator, out);
	case '.': builder_add_c(out, translator->dot_all ? "." : "[^\\n\\r]"); return true;
	case '|':
	case '^':
	case '$':
		*repeatable = false;
		builder_add_byte(out, (char)code_point);
		return true;
	case '*':
	case '+':
	case '?':
	case '{':
		*repeatable = false;
		if (!after_atom)
			return refuse(translator, "there is nothing to repeat");
		return add_quantifier(translator, out, (char)code_point);
	case ']':
	case '}': return refuse(translator, "a bracket or brace is closed that was not opened");
	default: add_literal(out, code_point); return true;
	}
}

bool regex_translate(struct arena *arena, struct text pattern, bool dot_all, struct text *out,
		     unsigned *group_count, struct regex_error *error)
{
	struct translator state = {
		.arena = arena, .pattern = pattern, .dot_all = dot_all, .error = error
	};
	struct translator *translator = &state;
	struct builder built = builder_new(arena);
	bool repeatable = false;
	while (!at_end(translator))
		if (!add_next(translator, &built, &repeatable))
			return false;
	if (translator->depth != 0)
		return refuse(translator, "a parenthesis is not closed");
	*out = builder_text(&built);
	*group_count = translator->group_count;
	return true;
}
