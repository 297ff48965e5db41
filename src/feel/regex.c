/* SPDX-License-Identifier: Apache-2.0 */
/* Compiling and running regular expressions. PCRE2 allocates in the run's arena, so that leaving
 * through a boundary loses nothing, and works under limits of its own. A run compiles a pattern
 * once, literal ones are compiled with the model and shared, and it matches in one working memory:
 * a loop over a million texts must not fill the arena. Not here: XPath's syntax
 * (regex_translate.c). */
#include "feel/regex.h"

#include "base/map.h"
#include "feel/value.h"
#include "feel/value_print.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
	MATCH_LIMIT = 1000000,
	HEAP_LIMIT_KIB = 20000,
	MATCH_STEPS = 20
};

struct regex {
	struct run *run;
	pcre2_code *code;
	pcre2_match_data *data; /* shared with the others of the run */
	pcre2_match_context *context;
	unsigned group_count;
	bool literal;	  /* flag q */
	bool has_checked; /* the subject is known to be UTF-8 */
};

struct regex_cache {
	pcre2_general_context *general;
	pcre2_compile_context *compile;
	pcre2_match_context *match;
	pcre2_match_data *data;
	struct map by_text; /* of struct regex, by flags, a line end, and the pattern */
};

static void *take_memory(size_t size, void *arena)
{
	return arena_alloc(arena, size);
}

static void leave_memory(void *at, void *arena)
{
	(void)at;
	(void)arena;
}

/* Flags as PCRE2 options; false for an unknown one. */
static bool read_flags(struct text flags, uint32_t *options, bool *spaced, bool *literal)
{
	for (size_t i = 0; i < flags.length; i++) {
		switch (flags.at[i]) {
		case 's': *options |= PCRE2_DOTALL; break;
		case 'm': *options |= PCRE2_MULTILINE; break;
		case 'i': *options |= PCRE2_CASELESS; break;
		case 'x': *spaced = true; break;
		case 'q': *literal = true; break;
		default: return false;
		}
	}
	return true;
}

/* The pattern without white space outside brackets (flag x). */
static struct text without_space(struct arena *arena, struct text pattern)
{
	struct builder out = builder_new(arena);
	unsigned brackets = 0;
	bool escaped = false;
	for (size_t i = 0; i < pattern.length; i++) {
		char byte = pattern.at[i];
		if (brackets == 0 && memchr(" \t\n\r", byte, 4) != NULL)
			continue;
		builder_add_byte(&out, byte);
		if (!escaped && byte == '[')
			brackets++;
		else if (!escaped && byte == ']' && brackets != 0)
			brackets--;
		escaped = !escaped && byte == '\\';
	}
	return builder_text(&out);
}

static struct regex_cache *cache_of(struct run *run)
{
	struct regex_cache *cache = run->regexes;
	if (cache != NULL)
		return cache;
	cache = arena_new_one(run->arena, struct regex_cache);
	cache->general = pcre2_general_context_create(take_memory, leave_memory, run->arena);
	cache->compile = pcre2_compile_context_create(cache->general);
	cache->match = pcre2_match_context_create(cache->general);
	cache->data = pcre2_match_data_create(REGEX_GROUPS_MOST + 1, cache->general);
	cache->by_text = map_new(run->arena);
	pcre2_set_newline(cache->compile, PCRE2_NEWLINE_LF);
	pcre2_set_match_limit(cache->match, MATCH_LIMIT);
	pcre2_set_heap_limit(cache->match, HEAP_LIMIT_KIB);
	run->regexes = cache;
	return cache;
}

static struct regex *compile_text(struct run *run, struct text text, uint32_t options,
				  dmn_value *failure)
{
	struct regex_cache *cache = cache_of(run);
	struct regex *regex = arena_new_one(run->arena, struct regex);
	int error;
	size_t offset;
	*regex = (struct regex){ .run = run, .data = cache->data, .context = cache->match };
	regex->code = pcre2_compile((PCRE2_SPTR)text.at, text.length, options, &error, &offset,
				    cache->compile);
	if (regex->code == NULL) {
		char message[120];
		pcre2_get_error_message(error, (PCRE2_UCHAR *)message, sizeof message);
		*failure = run_fail(run, PROBLEM_PATTERN, "the pattern is invalid: %s", message);
		return NULL;
	}
	return regex;
}

static struct regex *compile_new(struct run *run, struct text pattern, struct text flags,
				 dmn_value *failure)
{
	uint32_t options = PCRE2_UTF;
	bool spaced = false, literal = false;
	unsigned group_count = 0;
	run_step(run, 50 + pattern.length);
	if (!read_flags(flags, &options, &spaced, &literal)) {
		*failure = run_fail(run, PROBLEM_PATTERN,
				    "\"%.*s\" are no flags: they are s, m, i, x and q",
				    TEXT_ARG(value_excerpt(flags)));
		return NULL;
	}
	struct text text = pattern;
	if (literal) {
		options = (options & PCRE2_CASELESS) | PCRE2_UTF | PCRE2_LITERAL;
	} else {
		struct regex_error error;
		options |= PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF;
		if (spaced)
			text = without_space(run->arena, text);
		if (!regex_translate(run->arena, text, options & PCRE2_DOTALL, &text, &group_count,
				     &error)) {
			*failure = run_fail(
				run, PROBLEM_PATTERN, "the pattern \"%.*s\" is invalid at %zu: %s",
				TEXT_ARG(value_excerpt(pattern)), error.position, error.why);
			return NULL;
		}
	}
	struct regex *regex = compile_text(run, text, options, failure);
	if (regex != NULL) {
		regex->group_count = group_count;
		regex->literal = literal;
	}
	return regex;
}

/* A pattern that was compiled with the model, with this run's working memory; NULL: there is none.
 */
static struct regex *adopt(struct run *run, struct text key)
{
	const struct regex *shared =
		run->prepared != NULL ? map_get(&run->prepared->by_text, key) : NULL;
	if (shared == NULL)
		return NULL;
	struct regex *regex = arena_copy(run->arena, shared, sizeof *shared);
	regex->run = run;
	regex->data = cache_of(run)->data;
	regex->context = cache_of(run)->match;
	return regex;
}

/* The compiled pattern, made or remembered. */
static struct regex *compile(struct run *run, struct text pattern, struct text flags,
			     dmn_value *failure)
{
	struct map *by_text = &cache_of(run)->by_text;
	struct arena_mark mark = arena_mark(run->arena);
	struct builder key = builder_new(run->arena);
	builder_add(&key, flags);
	builder_add_byte(&key, '\n');
	builder_add(&key, pattern);
	struct regex *regex = map_get(by_text, builder_text(&key));
	if (regex == NULL) {
		regex = adopt(run, builder_text(&key));
		if (regex == NULL)
			regex = compile_new(run, pattern, flags, failure);
		if (regex != NULL)
			map_put(by_text, builder_text(&key), regex);
	} else {
		arena_rewind(run->arena, mark);
	}
	if (regex != NULL)
		regex->has_checked = false;
	return regex;
}

enum found {
	FOUND_NONE,
	FOUND_ONE,
	FOUND_FAILURE
};

static enum found find(struct regex *regex, struct text subject, size_t from, dmn_value *failure)
{
	run_step(regex->run, MATCH_STEPS + subject.length / 64);
	uint32_t options = regex->has_checked ? PCRE2_NO_UTF_CHECK : 0;
	int result = pcre2_match(regex->code, (PCRE2_SPTR)subject.at, subject.length, from, options,
				 regex->data, regex->context);
	if (result >= 0 || result == PCRE2_ERROR_NOMATCH) {
		regex->has_checked = true;
		return result >= 0 ? FOUND_ONE : FOUND_NONE;
	}
	if (result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT ||
	    result == PCRE2_ERROR_DEPTHLIMIT) {
		run_step(regex->run, MATCH_LIMIT / 10);
		*failure = run_fail(regex->run, PROBLEM_PATTERN,
				    "the match needs too much work; make the pattern simpler");
	} else {
		*failure = run_fail(regex->run, PROBLEM_PATTERN, "the input is no valid text");
	}
	return FOUND_FAILURE;
}

static const size_t *spans(const struct regex *regex)
{
	return pcre2_get_ovector_pointer(regex->data);
}

void regex_prepare(struct run *run, struct text pattern, struct text flags)
{
	dmn_value failure;
	size_t problems = run->problems.count;
	(void)compile(run, pattern, flags, &failure);
	run->problems.count = problems;
}

dmn_value regex_matches(struct run *run, struct text input, struct text pattern, struct text flags)
{
	dmn_value failure;
	struct regex *regex = compile(run, pattern, flags, &failure);
	if (regex == NULL)
		return failure;
	enum found found = find(regex, input, 0, &failure);
	return found == FOUND_FAILURE ? failure : value_boolean(found == FOUND_ONE);
}

/* Compile for replace and split, where a match must take at least one character. */
static struct regex *compile_consuming(struct run *run, struct text pattern, struct text flags,
				       dmn_value *failure)
{
	struct regex *regex = compile(run, pattern, flags, failure);
	if (regex == NULL)
		return NULL;
	enum found found = find(regex, TEXT(""), 0, failure);
	if (found == FOUND_ONE)
		*failure = run_fail(run, PROBLEM_PATTERN, "the pattern matches the empty string");
	regex->has_checked = false;
	return found == FOUND_NONE ? regex : NULL;
}

/* Where to look for the next match: past this one, and past a character when it was empty. */
static size_t past_match(const struct regex *regex, struct text input)
{
	size_t at = spans(regex)[1];
	if (at == spans(regex)[0] && at < input.length)
		text_next(input, &at);
	return at;
}

/* "$12" after its dollar: the longest number that names a group; none beyond the ninth gives "". */
static bool add_group(const struct regex *regex, struct text input, struct text replacement,
		      size_t *at, struct builder *out)
{
	if (*at >= replacement.length || replacement.at[*at] < '0' || replacement.at[*at] > '9')
		return false;
	unsigned group = (unsigned)(replacement.at[(*at)++] - '0');
	while (*at < replacement.length && replacement.at[*at] >= '0' &&
	       replacement.at[*at] <= '9') {
		unsigned longer = group * 10 + (unsigned)(replacement.at[*at] - '0');
		if (longer > regex->group_count)
			break;
		group = longer;
		(*at)++;
	}
	const size_t *found = spans(regex);
	if (group <= regex->group_count && found[2 * group] != PCRE2_UNSET)
		builder_add(out, text_slice(input, found[2 * group], found[2 * group + 1]));
	return true;
}

/* The replacement for the match at hand; false when it is not well formed. */
static bool add_replacement(const struct regex *regex, struct text input, struct text replacement,
			    struct builder *out)
{
	if (regex->literal) {
		builder_add(out, replacement);
		return true;
	}
	for (size_t at = 0; at < replacement.length;) {
		char byte = replacement.at[at++];
		if (byte == '$') {
			if (!add_group(regex, input, replacement, &at, out))
				return false;
		} else if (byte == '\\') {
			if (at == replacement.length ||
			    (replacement.at[at] != '$' && replacement.at[at] != '\\'))
				return false;
			builder_add_byte(out, replacement.at[at++]);
		} else {
			builder_add_byte(out, byte);
		}
	}
	return true;
}

/* Is the replacement well formed? Asked before the first match, so that the answer does not
 * depend on the input. */
static bool replacement_is_valid(const struct regex *regex, struct text replacement)
{
	for (size_t at = 0; !regex->literal && at < replacement.length; at++) {
		char byte = replacement.at[at];
		char after = at + 1 < replacement.length ? replacement.at[at + 1] : '\0';
		if (byte == '\\' && after != '$' && after != '\\')
			return false;
		if (byte == '$' && (after < '0' || after > '9'))
			return false;
		at += byte == '\\';
	}
	return true;
}

dmn_value regex_replace(struct run *run, struct text input, struct text pattern,
			struct text replacement, struct text flags)
{
	dmn_value failure;
	struct regex *regex = compile_consuming(run, pattern, flags, &failure);
	if (regex == NULL)
		return failure;
	if (!replacement_is_valid(regex, replacement))
		return run_fail(run, PROBLEM_PATTERN,
				"in the replacement \"%.*s\" a $ needs a digit and a \\ needs $ or "
				"\\ after it",
				TEXT_ARG(value_excerpt(replacement)));
	struct builder out = builder_new(run->arena);
	size_t copied = 0;
	enum found found = FOUND_ONE;
	for (size_t from = 0; from <= input.length; from = past_match(regex, input)) {
		found = find(regex, input, from, &failure);
		if (found != FOUND_ONE || spans(regex)[1] < from)
			break;
		builder_add(&out, text_slice(input, copied, spans(regex)[0]));
		(void)add_replacement(regex, input, replacement, &out);
		run_check_text(run, out.length);
		copied = spans(regex)[1];
		if (copied == input.length)
			break;
	}
	if (found == FOUND_FAILURE)
		return failure;
	builder_add(&out, text_slice(input, copied, input.length));
	run_check_text(run, out.length);
	return value_string(builder_text(&out));
}

dmn_value regex_split(struct run *run, struct text input, struct text pattern)
{
	dmn_value failure;
	struct regex *regex = compile_consuming(run, pattern, TEXT(""), &failure);
	if (regex == NULL)
		return failure;
	struct {
		LIST_OF(dmn_value);
	} parts = { 0 };
	size_t copied = 0;
	for (size_t from = 0; from < input.length; from = past_match(regex, input)) {
		enum found found = find(regex, input, from, &failure);
		if (found == FOUND_FAILURE)
			return failure;
		if (found == FOUND_NONE)
			break;
		run_check_items(run, parts.count + 2);
		list_push(run->arena, &parts,
			  value_string(text_slice(input, copied, spans(regex)[0])));
		copied = spans(regex)[1];
	}
	list_push(run->arena, &parts, value_string(text_slice(input, copied, input.length)));
	return value_list(parts.at, parts.count);
}
