/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/lexer.h"

#include "base/builder.h"
#include "base/list.h"

struct lexer {
	struct text source;
	size_t position;
};

static bool is_white(uint32_t c)
{
	return c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       c == 0x180E || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Production 28, name start char, less '?', which is a token of its own. */
static bool is_name_start(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 'A', 'Z' },	    { '_', '_' },	  { 'a', 'z' },	      { 0xC0, 0xD6 },
		{ 0xD8, 0xF6 },	    { 0xF8, 0x2FF },	  { 0x370, 0x37D },   { 0x37F, 0x167F },
		{ 0x1681, 0x180D }, { 0x180F, 0x1FFF },	  { 0x200C, 0x200D }, { 0x2070, 0x218F },
		{ 0x2C00, 0x2FEF }, { 0x3001, 0xD7FF },	  { 0xF900, 0xFDCF }, { 0xFDF0, 0xFEFE },
		{ 0xFF00, 0xFFFC }, { 0x10000, 0xEFFFF },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

static bool is_name_part(uint32_t c)
{
	return is_name_start(c) || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
	       c == 0x203F || c == 0x2040;
}

static uint32_t peek(const struct lexer *lexer, size_t ahead)
{
	size_t position = lexer->position + ahead;
	if (position >= lexer->source.length)
		return 0;
	return text_next(lexer->source, &position);
}

static bool at_end(const struct lexer *lexer)
{
	return lexer->position >= lexer->source.length;
}

/* False when a block comment does not end. */
static bool skip_comment(struct lexer *lexer)
{
	if (peek(lexer, 1) == '/') {
		while (!at_end(lexer) && lexer->source.at[lexer->position] != '\n')
			lexer->position++;
		return true;
	}
	size_t close = text_find(lexer->source, TEXT("*/"), lexer->position + 2);
	if (close == SIZE_MAX)
		return false;
	lexer->position = close + 2;
	return true;
}

static bool skip_white(struct lexer *lexer)
{
	while (!at_end(lexer)) {
		size_t next = lexer->position;
		uint32_t c = text_next(lexer->source, &next);
		if (is_white(c)) {
			lexer->position = next;
		} else if (c == '/' && (peek(lexer, 1) == '/' || peek(lexer, 1) == '*')) {
			if (!skip_comment(lexer))
				return false;
		} else {
			break;
		}
	}
	return true;
}

static void skip_digits(struct lexer *lexer)
{
	while (is_digit(peek(lexer, 0)))
		lexer->position++;
}

static void scan_exponent(struct lexer *lexer)
{
	uint32_t mark = peek(lexer, 0);
	if (mark != 'e' && mark != 'E')
		return;
	size_t sign = peek(lexer, 1) == '+' || peek(lexer, 1) == '-' ? 1 : 0;
	if (!is_digit(peek(lexer, 1 + sign)))
		return;
	lexer->position += 1 + sign;
	skip_digits(lexer);
}

static enum token_kind scan_number(struct lexer *lexer)
{
	skip_digits(lexer);
	if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
		lexer->position++;
		skip_digits(lexer);
	}
	scan_exponent(lexer);
	return TOKEN_NUMBER;
}

static enum token_kind scan_word(struct lexer *lexer)
{
	while (!at_end(lexer)) {
		size_t next = lexer->position;
		if (!is_name_part(text_next(lexer->source, &next)))
			break;
		lexer->position = next;
	}
	return TOKEN_WORD;
}

static enum token_kind scan_string(struct lexer *lexer, enum token_kind kind)
{
	lexer->position++;
	while (!at_end(lexer)) {
		char c = lexer->source.at[lexer->position++];
		if (c == '"')
			return kind;
		if (c == '\\' && !at_end(lexer))
			lexer->position++;
	}
	return TOKEN_BAD;
}

static enum token_kind symbol(struct lexer *lexer, size_t size, enum token_kind kind)
{
	lexer->position += size;
	return kind;
}

static enum token_kind scan_two(struct lexer *lexer, uint32_t c, uint32_t next)
{
	if (c == '*' && next == '*')
		return symbol(lexer, 2, TOKEN_POWER);
	if (c == '!' && next == '=')
		return symbol(lexer, 2, TOKEN_NOT_EQUAL);
	if (c == '<' && next == '=')
		return symbol(lexer, 2, TOKEN_LESS_EQUAL);
	if (c == '>' && next == '=')
		return symbol(lexer, 2, TOKEN_MORE_EQUAL);
	if (c == '.' && next == '.')
		return symbol(lexer, 2, TOKEN_DOT_DOT);
	if (c == '-' && next == '>')
		return symbol(lexer, 2, TOKEN_ARROW);
	return TOKEN_BAD;
}

static enum token_kind scan_symbol(struct lexer *lexer, uint32_t c)
{
	static const char symbols[] = "+-*/=<>()[]{},:.?'";
	static const enum token_kind kinds[] = {
		TOKEN_PLUS,	   TOKEN_MINUS,	       TOKEN_STAR,	    TOKEN_SLASH,
		TOKEN_EQUAL,	   TOKEN_LESS,	       TOKEN_MORE,	    TOKEN_LEFT_PAREN,
		TOKEN_RIGHT_PAREN, TOKEN_LEFT_BRACKET, TOKEN_RIGHT_BRACKET, TOKEN_LEFT_BRACE,
		TOKEN_RIGHT_BRACE, TOKEN_COMMA,	       TOKEN_COLON,	    TOKEN_DOT,
		TOKEN_QUESTION,	   TOKEN_QUOTE,
	};
	enum token_kind two = scan_two(lexer, c, peek(lexer, 1));
	if (two != TOKEN_BAD)
		return two;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (c == (unsigned char)symbols[i])
			return symbol(lexer, 1, kinds[i]);
	size_t next = lexer->position;
	if (!at_end(lexer))
		text_next(lexer->source, &next);
	lexer->position = next;
	return TOKEN_BAD;
}

static enum token_kind scan(struct lexer *lexer)
{
	uint32_t c = peek(lexer, 0);
	if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1))))
		return scan_number(lexer);
	if (is_name_start(c))
		return scan_word(lexer);
	if (c == '"')
		return scan_string(lexer, TOKEN_STRING);
	if (c == 0x2019) /* the apostrophe as production 30 prints it */
		return symbol(lexer, 3, TOKEN_QUOTE);
	if (c == '@') {
		lexer->position++;
		skip_white(lexer);
		return peek(lexer, 0) == '"' ? scan_string(lexer, TOKEN_AT_STRING) : TOKEN_BAD;
	}
	return scan_symbol(lexer, c);
}

struct token_list lexer_run(struct arena *arena, struct text source)
{
	struct {
		LIST_OF(struct token);
	} tokens = { 0 };
	struct lexer lexer = { .source = source };
	for (;;) {
		bool closed = skip_white(&lexer);
		struct token token = { .kind = TOKEN_END, .start = (uint32_t)lexer.position };
		if (!closed) {
			token.kind = TOKEN_BAD;
			lexer.position = source.length;
		} else if (!at_end(&lexer)) {
			token.kind = scan(&lexer);
		}
		token.end = (uint32_t)lexer.position;
		list_push(arena, &tokens, token);
		if (token.kind == TOKEN_END)
			return (struct token_list){ .at = tokens.at, .count = tokens.count };
	}
}

const char *token_spelling(enum token_kind kind)
{
	static const char *const spellings[] = {
#define TOKEN(name, spelling) spelling,
#include "feel/token.def"
#undef TOKEN
	};
	return spellings[kind];
}

static bool hex(struct text text, size_t from, size_t digits, uint32_t *out)
{
	if (text.length < from + digits)
		return false;
	uint32_t found = 0;
	for (size_t i = from; i < from + digits; i++) {
		char c = text.at[i];
		uint32_t digit;
		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			digit = (uint32_t)((c | 0x20) - 'a' + 10);
		else
			return false;
		found = found << 4U | digit;
	}
	*out = found;
	return true;
}

/* A \uXXXX at `at`, joined with the low surrogate that may follow it. Gives the bytes read, 0 when
 * it is no character: half a pair, or past U+10FFFF. */
static size_t unicode_escape(struct text body, size_t at, uint32_t *out)
{
	size_t digits = body.at[at + 1] == 'U' ? 6 : 4;
	if (!hex(body, at + 2, digits, out))
		return 0;
	uint32_t low;
	size_t size = 2 + digits;
	bool is_high = *out >= 0xD800 && *out <= 0xDBFF;
	if (is_high && body.length > at + 7 && body.at[at + 6] == '\\' && body.at[at + 7] == 'u' &&
	    hex(body, at + 8, 4, &low) && low >= 0xDC00 && low <= 0xDFFF) {
		*out = 0x10000 + ((*out - 0xD800) << 10U) + (low - 0xDC00);
		size = 12;
	}
	bool is_half = *out >= 0xD800 && *out <= 0xDFFF;
	return is_half || *out > 0x10FFFF ? 0 : size;
}

/* The bytes that an escape takes, 0 when it is none. */
static size_t escape(struct builder *out, struct text body, size_t at)
{
	static const char letters[] = "nrtbf\"\\'/";
	static const char means[] = "\n\r\t\b\f\"\\'/";
	if (at + 1 >= body.length)
		return 0;
	char c = body.at[at + 1];
	if (c == 'u' || c == 'U') {
		uint32_t code_point;
		size_t size = unicode_escape(body, at, &code_point);
		if (size != 0)
			builder_add_code_point(out, code_point);
		return size;
	}
	for (size_t i = 0; letters[i] != '\0'; i++)
		if (c == letters[i]) {
			builder_add_byte(out, means[i]);
			return 2;
		}
	/* Not an escape: the backslash stands for itself, as in "\d+" for matches(). */
	builder_add_byte(out, '\\');
	return 1;
}

bool lexer_unescape(struct arena *arena, struct text literal, struct text *out)
{
	struct text body = text_slice(literal, 1, literal.length - 1);
	if (text_find(body, TEXT("\\"), 0) == SIZE_MAX) {
		*out = text_copy(arena, body);
		return true;
	}
	struct builder builder = builder_new(arena);
	for (size_t i = 0; i < body.length;) {
		if (body.at[i] != '\\') {
			builder_add_byte(&builder, body.at[i++]);
			continue;
		}
		size_t size = escape(&builder, body, i);
		if (size == 0)
			return false;
		i += size;
	}
	*out = builder_text(&builder);
	return true;
}

/* The code points of a name in its one spelling: white space stands only between two words. */
struct spelling {
	struct text name;
	size_t at;
	bool after_word;
};

static uint32_t next_of(struct spelling *spelling)
{
	size_t next = spelling->at;
	bool skipped = false;
	while (next < spelling->name.length) {
		size_t start = next;
		uint32_t c = text_next(spelling->name, &next);
		bool is_word = is_name_part(c);
		if (is_white(c)) {
			skipped = true;
			continue;
		}
		bool is_gap = skipped && is_word && spelling->after_word;
		spelling->at = is_gap ? start : next;
		spelling->after_word = is_word && !is_gap;
		return is_gap ? ' ' : c;
	}
	spelling->at = next;
	return 0;
}

/* The byte of the name there is one that no spelling leaves out, or there is none. */
static bool is_plain_at(struct text name, size_t at)
{
	return at >= name.length || (name.at[at] > ' ' && name.at[at] < 0x7F);
}

/* Where the names first differ decides, unless white space may stand there. */
static bool same_plainly(struct text a, struct text b, bool *is_decided)
{
	size_t i = 0;
	while (i < a.length && i < b.length && a.at[i] == b.at[i])
		i++;
	bool is_same = i == a.length && i == b.length;
	*is_decided = is_same || (is_plain_at(a, i) && is_plain_at(b, i));
	return is_same;
}

bool lexer_same_name(struct text a, struct text b)
{
	bool is_decided;
	if (text_equal(a, b))
		return true;
	bool is_same = same_plainly(a, b, &is_decided);
	if (is_decided)
		return is_same;
	struct spelling left = { .name = a }, right = { .name = b };
	uint32_t c;
	do {
		c = next_of(&left);
		if (next_of(&right) != c)
			return false;
	} while (c != 0);
	return true;
}

struct text lexer_normal_name(struct arena *arena, struct text raw)
{
	struct builder builder = builder_new(arena);
	bool space = false;
	for (size_t i = 0; i < raw.length;) {
		size_t start = i;
		if (is_white(text_next(raw, &i))) {
			space = builder.length != 0;
			continue;
		}
		if (space)
			builder_add_byte(&builder, ' ');
		space = false;
		builder_add(&builder, text_slice(raw, start, i));
	}
	return builder_text(&builder);
}
