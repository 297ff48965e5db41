/* SPDX-License-Identifier: Apache-2.0 */
/* Look-ups of letters and of the pack's words in their languages. */
#include "pack/pack.h"
#include "pack/yaml.h"

static const struct yaml_node *child(const struct yaml_node *map, struct text name)
{
	for (size_t i = 0; map != NULL && i < map->count; i++)
		if (text_equal(map->nodes[i]->name, name))
			return map->nodes[i];
	return NULL;
}

/* The word at group.name, or `own` in the pack's own language. */
static struct text word(const struct pack_language *language, const char *group, struct text name,
			struct text own)
{
	if (language->words == NULL)
		return own;
	const struct yaml_node *node = child(yaml_get(language->words, group), name);
	return node != NULL ? node->text : TEXT("");
}

static struct text word_of(const struct pack_language *language, const char *group,
			   struct text table, struct text name, struct text own)
{
	if (language->words == NULL)
		return own;
	const struct yaml_node *node = child(child(yaml_get(language->words, group), table), name);
	return node != NULL ? node->text : TEXT("");
}

struct text pack_title_words(const struct pack *pack, const struct pack_language *language)
{
	return language->words == NULL ? pack->title : yaml_text(language->words, "title");
}

struct text pack_outcome_words(const struct pack *pack, const struct pack_language *language,
			       struct text outcome)
{
	const struct pack_outcome *it = pack_find_outcome(pack, outcome);
	return word(language, "outcomes", outcome, it != NULL ? it->sentence : TEXT(""));
}

struct text pack_code_words(const struct pack_language *language, const struct pack_codes *codes,
			    struct text code)
{
	const struct pack_code *it = pack_find_code(codes, code);
	return word_of(language, "codes", codes->name, code, it != NULL ? it->sentence : TEXT(""));
}

struct text pack_role_words(const struct pack *pack, const struct pack_language *language,
			    struct text role)
{
	const struct pack_role *it = pack_find_role(pack, role);
	return word(language, "roles", role, it != NULL ? it->label : TEXT(""));
}

struct text pack_fact_words(const struct pack_language *language, const struct pack_fact *fact)
{
	return word_of(language, "fields", fact->record->name, fact->field->name,
		       fact->field->label);
}

struct text pack_challenge_words(const struct pack_language *language,
				 const struct pack_letter *letter)
{
	return word(language, "challenge", letter->name, letter->challenge_how);
}

struct text pack_rule_words(const struct pack_language *language, struct text note)
{
	const struct yaml_node *rules = yaml_get(language->words, "rules");
	for (size_t i = 0; rules != NULL && i < rules->count; i++)
		if (text_equal(yaml_text(rules->nodes[i], "note"), note))
			return yaml_text(rules->nodes[i], "says");
	return note;
}

const struct pack_language *pack_language_of(const struct pack *pack, struct text code)
{
	for (size_t i = 0; i < pack->language_count; i++)
		for (size_t j = 0; j < pack->languages[i].code_count; j++)
			if (text_equal(pack->languages[i].codes[j]->code, code))
				return &pack->languages[i];
	return pack->language_count != 0 ? &pack->languages[0] : NULL;
}

bool pack_language_reads(const struct pack *pack, struct text code, struct text tag)
{
	for (size_t i = 0; i < pack->language_count; i++)
		for (size_t j = 0; j < pack->languages[i].code_count; j++)
			if (text_equal(pack->languages[i].tag, tag) &&
			    text_equal(pack->languages[i].codes[j]->code, code))
				return true;
	return false;
}

const struct pack_letter *pack_find_letter(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->letter_count; i++)
		if (text_equal(pack->letters[i].name, name))
			return &pack->letters[i];
	return NULL;
}

const struct pack_letter *pack_letter_on(const struct pack *pack, struct text outcome)
{
	for (size_t i = 0; i < pack->letter_count; i++)
		for (size_t j = 0; j < pack->letters[i].on_count; j++)
			if (text_equal(pack->letters[i].on[j]->code, outcome))
				return &pack->letters[i];
	return NULL;
}

bool pack_find_step(const struct pack *pack, struct text states, struct text transition,
		    struct pack_letter_step *out)
{
	for (size_t s = 0; s < pack->states_count; s++)
		for (size_t t = 0; t < pack->states[s].transition_count; t++) {
			const struct pack_transition *it = &pack->states[s].transitions[t];
			if (!text_equal(pack->states[s].name, states) || it->by.grade == NULL ||
			    !text_equal(it->name, transition))
				continue;
			*out = (struct pack_letter_step){ &pack->states[s], it };
			return true;
		}
	return false;
}

const struct pack_letter *pack_letter_on_step(const struct pack *pack, struct text states,
					      struct text transition)
{
	struct pack_letter_step step;
	if (!pack_find_step(pack, states, transition, &step))
		return NULL;
	for (size_t i = 0; i < pack->letter_count; i++)
		for (size_t j = 0; j < pack->letters[i].step_count; j++)
			if (pack->letters[i].steps[j].transition == step.transition)
				return &pack->letters[i];
	return NULL;
}

const struct pack_letter *pack_letter_on_clock(const struct pack *pack, struct text clock)
{
	const struct pack_clock *it = pack_find_clock(pack, clock);
	for (size_t i = 0; it != NULL && i < pack->letter_count; i++)
		for (size_t j = 0; j < pack->letters[i].clock_count; j++)
			if (pack->letters[i].clocks[j] == it)
				return &pack->letters[i];
	return NULL;
}

const struct pack_letter_when *pack_find_when(const struct pack_letter *letter, struct text name)
{
	for (size_t i = 0; i < letter->when_count; i++)
		if (text_equal(letter->whens[i].name, name))
			return &letter->whens[i];
	return NULL;
}

enum pack_letter_field pack_letter_field(struct text name)
{
	static const char *const names[] = {
#define LETTER_FIELD(constant, word, kind, in, meaning) word,
#include "pack/letter_field.def"
#undef LETTER_FIELD
	};
	for (unsigned i = 0; i < LETTER_FIELD_FACT; i++)
		if (text_is(name, names[i]))
			return (enum pack_letter_field)i;
	return text_find(name, TEXT("."), 0) != SIZE_MAX ? LETTER_FIELD_FACT : LETTER_FIELD_NONE;
}

bool pack_letter_is_block(enum pack_letter_field field)
{
	return field == LETTER_FIELD_FACTS || field == LETTER_FIELD_RULES_MET ||
	       field == LETTER_FIELD_RULE_SOURCES || field == LETTER_FIELD_WOULD_CHANGE;
}

bool pack_letter_fact(const struct pack *pack, struct text name, struct pack_fact *out)
{
	struct text field;
	out->record = pack_find_record(pack, text_cut(name, '.', &field));
	out->field = out->record == NULL ? NULL : pack_find_field(out->record, field);
	return out->field != NULL;
}
