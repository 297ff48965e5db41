/* SPDX-License-Identifier: Apache-2.0 */
/* Look-ups by name in a loaded pack, and the words of the closed lists. */
#include "pack/load.h"

const char *const pack_type_words[] = {
#define PACK_TYPE(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_sensitivity_words[] = {
#define PACK_SENSITIVITY(name, word, engine_reads, meaning) word,
#include "pack/words.def"
};
const char *const pack_direction_words[] = {
#define PACK_DIRECTION(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_action_words[] = {
#define PACK_ACTION(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_letter_kind_words[] = {
#define PACK_LETTER_KIND(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_unmatched_words[] = {
#define PACK_UNMATCHED(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_format_words[] = {
#define PACK_FORMAT(name, word, meaning) word,
#include "pack/words.def"
};
const char *const pack_conflict_words[] = {
#define PACK_CONFLICT(name, word, meaning) word,
#include "pack/words.def"
};

const char *pack_type_word(enum pack_type type)
{
	return pack_type_words[type];
}

const char *pack_sensitivity_word(enum pack_sensitivity sensitivity)
{
	return pack_sensitivity_words[sensitivity];
}

const char *pack_direction_word(enum pack_direction direction)
{
	return pack_direction_words[direction];
}

bool pack_decides(const struct pack *pack)
{
	return pack->decision.about != NULL;
}

static const struct pack_record *topmost(const struct pack_record *record)
{
	while (record->parent != NULL)
		record = record->parent;
	return record;
}

const struct pack_record *pack_root(const struct pack *pack)
{
	if (pack_decides(pack))
		return topmost(pack->decision.about);
	for (size_t i = 0; i < pack->record_count; i++)
		if (pack->records[i].parent != NULL)
			return topmost(&pack->records[i]);
	return &pack->records[0];
}

const struct pack_record *pack_find_record(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->record_count; i++)
		if (text_equal(pack->records[i].name, name))
			return &pack->records[i];
	return NULL;
}

const struct pack_field *pack_find_field(const struct pack_record *record, struct text name)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (text_equal(record->fields[i].name, name))
			return &record->fields[i];
	return NULL;
}

const struct pack_codes *pack_find_codes(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->codes_count; i++)
		if (text_equal(pack->codes[i]->name, name))
			return pack->codes[i];
	return NULL;
}

const struct pack_code *pack_find_code(const struct pack_codes *codes, struct text code)
{
	for (size_t i = 0; i < codes->code_count; i++)
		if (text_equal(codes->codes[i].code, code))
			return &codes->codes[i];
	return NULL;
}

bool pack_code_holds(const struct pack_code *code, int64_t day)
{
	return code != NULL && (code->from.kind == DMN_NULL || dmn_date_days(code->from) <= day) &&
	       (code->until.kind == DMN_NULL || dmn_date_days(code->until) >= day);
}

bool pack_authorises(const struct pack *pack, const struct pack_field *field,
		     enum pack_authorised of, int64_t day)
{
	for (size_t i = 0; i < pack->authorisation_count; i++) {
		const struct pack_authorisation *it = &pack->authorisations[i];
		if (it->field == field && it->allows[of] && dmn_date_days(it->from) <= day &&
		    day <= dmn_date_days(it->until))
			return true;
	}
	return false;
}

const struct pack_capacity *pack_find_capacity(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->capacity_count; i++)
		if (text_equal(pack->capacities[i].name, name))
			return &pack->capacities[i];
	return NULL;
}

const struct pack_outcome *pack_find_outcome(const struct pack *pack, struct text code)
{
	for (size_t i = 0; i < pack->decision.outcome_count; i++)
		if (text_equal(pack->decision.outcomes[i].code, code))
			return &pack->decision.outcomes[i];
	return NULL;
}

const struct pack_tray *pack_find_tray(const struct pack *pack, struct text code)
{
	for (size_t i = 0; i < pack->teams.tray_count; i++)
		if (text_equal(pack->teams.trays[i].code, code))
			return &pack->teams.trays[i];
	return NULL;
}

const struct pack_role *pack_find_role(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->role_count; i++)
		if (text_equal(pack->roles[i].name, name))
			return &pack->roles[i];
	return NULL;
}

const struct pack_grade *pack_find_grade(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->grade_count; i++)
		if (text_equal(pack->grades[i].name, name))
			return &pack->grades[i];
	return NULL;
}

const struct pack_clock *pack_find_clock(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->clock_count; i++)
		if (text_equal(pack->clocks[i].name, name))
			return &pack->clocks[i];
	return NULL;
}

const struct pack_clock *pack_clock_of(const struct pack *pack, const struct pack_record *record,
				       struct text name)
{
	const struct pack_clock *clock = pack_find_clock(pack, name);
	return clock != NULL && clock->of == record ? clock : NULL;
}

const struct pack_file *pack_find_file(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->file_count; i++)
		if (text_equal(pack->files[i].name, name))
			return &pack->files[i];
	return NULL;
}

const struct pack_grade *pack_grade_on(const struct pack_step *step, int64_t day)
{
	const struct pack_grade *grade = step->grade;
	for (size_t i = 0; i < step->change_count && step->changes[i].from <= day; i++)
		grade = step->changes[i].grade;
	return grade;
}

bool pack_may(const struct pack_step *step, const struct pack_role *role,
	      const struct pack_grade *grade, int64_t day)
{
	const struct pack_grade *asked = pack_grade_on(step, day);
	if (asked == NULL || grade == NULL || grade->rank < asked->rank)
		return false;
	for (size_t i = 0; i < step->role_count; i++)
		if (step->roles[i] == role)
			return true;
	return false;
}

bool pack_extract_feeds(const struct pack_extract *extract, const struct pack_record *record,
			const struct pack_field *field)
{
	for (size_t f = 0; f < extract->file_count; f++) {
		if (extract->files[f].record != record)
			continue;
		if (field == NULL)
			return true;
		for (size_t c = 0; c < extract->files[f].column_count; c++)
			if (extract->files[f].columns[c].field == field)
				return true;
	}
	return false;
}

bool pack_accumulates(const struct pack *pack, const struct pack_record *record)
{
	for (size_t i = 0; i < pack->accumulation_count; i++)
		if (pack->accumulations[i].makes == record)
			return true;
	return false;
}
