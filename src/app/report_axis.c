/* SPDX-License-Identifier: Apache-2.0 */
/* The places of an axis: periods up to the day of the report, or the values that a field may have.
 */
#include "app/report_internal.h"
#include "base/civil.h"
#include "letter/written.h"

#define NOT_TOLD TEXT("Not told")

static void add(struct reporting *it, struct report_axis *axis, struct text key, struct text label)
{
	if (axis->count == REPORT_PLACES_MOST)
		return;
	axis->labels[axis->count] = label;
	list_push(it->arena, axis, key);
}

static void fill_fact(struct reporting *it, struct report_axis *axis,
		      const struct pack_field *field)
{
	for (size_t i = 0; field->codes != NULL && i < field->codes->code_count; i++)
		add(it, axis, field->codes->codes[i].code, field->codes->codes[i].sentence);
	if (field->codes != NULL)
		return;
	add(it, axis, TEXT("yes"), TEXT("Yes"));
	add(it, axis, TEXT("no"), TEXT("No"));
}

static void fill_own(struct reporting *it, struct report_axis *axis, enum pack_own_kind kind)
{
	const struct pack *pack = it->caseload->pack;
	for (const struct report_word *word = report_own_words(kind); word->key != NULL; word++)
		add(it, axis, text_from(word->key), text_from(word->label));
	for (size_t i = 0; kind == PACK_OWN_OUTCOME && i < pack->decision.outcome_count; i++)
		add(it, axis, pack->decision.outcomes[i].code, pack->decision.outcomes[i].sentence);
	for (size_t i = 0; kind == PACK_OWN_ROLE && i < pack->role_count; i++)
		add(it, axis, pack->roles[i].name, pack->roles[i].label);
	for (size_t i = 0; kind == PACK_OWN_LETTER && i < pack->letter_count; i++)
		add(it, axis, pack->letters[i].name, pack->letters[i].label);
	for (size_t i = 0; kind == PACK_OWN_LANGUAGE && i < pack->language_count; i++)
		add(it, axis, pack->languages[i].tag, pack->languages[i].label);
	if (kind == PACK_OWN_TRAY)
		fill_fact(it, axis, pack->teams.by.field);
	for (size_t i = 0; kind == PACK_OWN_CLOCK && i < pack->clock_count; i++)
		add(it, axis, pack->clocks[i].name, pack->clocks[i].label);
}

static int months_of(enum pack_axis_kind kind)
{
	return kind == PACK_AXIS_MONTH ? 1 : kind == PACK_AXIS_QUARTER ? 3 : 12;
}

static int64_t period_of(enum pack_axis_kind kind, int64_t day)
{
	struct civil civil = civil_from_days(day);
	return (civil.year * 12 + civil.month - 1) / months_of(kind);
}

static struct text period_label(struct arena *arena, enum pack_axis_kind kind, int64_t period)
{
	int64_t month = period * months_of(kind);
	int64_t year = month / 12;
	month = month % 12 + 1;
	if (kind == PACK_AXIS_YEAR)
		return text_format(arena, "%lld", (long long)year);
	if (kind == PACK_AXIS_QUARTER)
		return text_format(arena, "%lld, quarter %lld", (long long)year,
				   (long long)(month + 2) / 3);
	struct text day = text_format(arena, "%04lld-%02lld-01", (long long)year, (long long)month);
	struct text written = written_date(arena, day);
	return text_slice(written, 2, written.length);
}

static void fill_periods(struct reporting *it, struct report_axis *axis)
{
	enum pack_axis_kind kind = axis->of->kind;
	unsigned last = it->out->table->last;
	axis->first = period_of(kind, it->as_of) - last + 1;
	for (unsigned i = 0; i < last; i++) {
		struct text label = period_label(it->arena, kind, axis->first + i);
		add(it, axis, label, label);
	}
}

void report_axis_fill(struct reporting *it, const struct pack_axis *of, struct report_axis *axis)
{
	axis->of = of;
	if (pack_axis_is_period(of)) {
		fill_periods(it, axis);
		return;
	}
	if (of->kind == PACK_AXIS_NONE)
		return;
	if (of->kind == PACK_AXIS_OWN)
		fill_own(it, axis, pack_own_fields[of->own].kind);
	else
		fill_fact(it, axis, of->fact.field);
	add(it, axis, TEXT(""), NOT_TOLD);
}

bool report_axis_day(const struct report_axis *axis, int64_t day, size_t *place)
{
	int64_t period = period_of(axis->of->kind, day) - axis->first;
	*place = (size_t)period;
	return period >= 0 && (size_t)period < axis->count;
}

/* What is no value of today's version counts as not told: the last place. */
bool report_axis_value(const struct report_axis *axis, struct text key, size_t *place)
{
	for (*place = 0; *place + 1 < axis->count; (*place)++)
		if (text_equal(axis->at[*place], key))
			return true;
	return axis->count != 0;
}

bool report_is_left_out(const struct report_axis *axis, size_t place)
{
	return axis->left_out && place + 1 == axis->count;
}

struct text report_axis_label(const struct pack_axis *of)
{
	static const char *const periods[] = { [PACK_AXIS_MONTH] = "Month",
					       [PACK_AXIS_QUARTER] = "Quarter",
					       [PACK_AXIS_YEAR] = "Year" };
	if (pack_axis_is_period(of))
		return text_from(periods[of->kind]);
	if (of->kind == PACK_AXIS_OWN)
		return text_from(pack_own_fields[of->own].meaning);
	return of->kind == PACK_AXIS_FACT ? of->fact.field->label : TEXT("");
}
