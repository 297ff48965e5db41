/* SPDX-License-Identifier: Apache-2.0 */
/* The letters of a pack and their languages. Part of pack.h.
 *
 * A text that is loaded names only fields that are there and may be filled, in every language the
 * same ones under the same conditions; what may be empty says what stands there instead. */
#ifndef REMIT_PACK_LETTERS_H
#define REMIT_PACK_LETTERS_H

#include "letter/language.h"
#include "letter/template.h"
#include "pack/layout.h"

struct pack;
struct pack_clock;
struct pack_outcome;
struct pack_role;
struct pack_states;
struct pack_transition;
struct pack_condition;
struct yaml_node;

enum pack_letter_kind {
#define PACK_LETTER_KIND(name, word, meaning) PACK_LETTER_##name,
#include "pack/words.def"
	PACK_LETTER_KIND_COUNT
};

/* What a field of a text is. */
enum pack_letter_field {
#define LETTER_FIELD(name, word, kind, in, meaning) LETTER_FIELD_##name,
#include "pack/letter_field.def"
#undef LETTER_FIELD
	LETTER_FIELD_FACT, /* a record's field: fact */
	LETTER_FIELD_NONE
};
enum pack_letter_field pack_letter_field(struct text name);
/* Stands it alone in its paragraph? */
bool pack_letter_is_block(enum pack_letter_field field);

struct pack_language {
	struct text tag, label;
	const struct language *language;
	struct text words_file;	       /* empty: the pack's own */
	const struct yaml_node *words; /* of it; NULL: the pack's own */
	const struct pack_code *const *codes;
	size_t code_count;
};

struct pack_letter_when {
	struct text name;
	const struct pack_condition *condition;
};

/* A person's step of the pack's states. */
struct pack_letter_step {
	const struct pack_states *states;
	const struct pack_transition *transition;
};

struct pack_letter {
	struct text name, label, source, document;
	enum pack_letter_kind kind;
	const struct pack_outcome **on;
	size_t on_count;
	const struct pack_letter_step *steps; /* that make it; none of a decision's letter */
	size_t step_count;
	const struct pack_clock *
		*clocks; /* of the record decided about, that make it when they run out */
	size_t clock_count;
	const struct pack_fact *facts;
	size_t fact_count;
	dmn_value challenge_period; /* duration; null: none is told */
	struct text challenge_how;
	const struct pack_letter_when *whens;
	size_t when_count;
	const struct letter_template *texts; /* one for each of pack->languages */
};

/* NULL: there is none. */
const struct pack_letter *pack_find_letter(const struct pack *pack, struct text name);
const struct pack_letter *pack_letter_on(const struct pack *pack, struct text outcome);
/* The letter that the step makes; NULL: none. */
const struct pack_letter *pack_letter_on_step(const struct pack *pack, struct text states,
					      struct text transition);
/* The letter that the clock makes; NULL: none. */
const struct pack_letter *pack_letter_on_clock(const struct pack *pack, struct text clock);
/* A person's step by the names of its states and of itself; false: there is none. */
bool pack_find_step(const struct pack *pack, struct text states, struct text transition,
		    struct pack_letter_step *out);
const struct pack_letter_when *pack_find_when(const struct pack_letter *letter, struct text name);
/* The record and field that a field of a text names; false: none. */
bool pack_letter_fact(const struct pack *pack, struct text name, struct pack_fact *out);

/* The pack's words in a language; the code itself where there is no such word. */
struct text pack_title_words(const struct pack *pack, const struct pack_language *language);
struct text pack_outcome_words(const struct pack *pack, const struct pack_language *language,
			       struct text outcome);
struct text pack_code_words(const struct pack_language *language, const struct pack_codes *codes,
			    struct text code);
struct text pack_role_words(const struct pack *pack, const struct pack_language *language,
			    struct text role);
struct text pack_fact_words(const struct pack_language *language, const struct pack_fact *fact);
struct text pack_challenge_words(const struct pack_language *language,
				 const struct pack_letter *letter);
/* An annotation as it is said in the language. */
struct text pack_rule_words(const struct pack_language *language, struct text note);
/* Does who has that code of language_of read the language of that tag? */
bool pack_language_reads(const struct pack *pack, struct text code, struct text tag);
/* The language that a code of language_of asks for, or the first one. */
const struct pack_language *pack_language_of(const struct pack *pack, struct text code);

#endif
