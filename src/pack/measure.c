/* SPDX-License-Identifier: Apache-2.0 */
/* What the platform has on record itself, as measures name it. */
#include "pack/measure.h"

#include "pack/pack.h"

const struct pack_own pack_own_fields[PACK_OWN_FIELD_COUNT] = {
#define MEASURE_FIELD(of, name, word, kind, meaning) \
	[PACK_OWN_FIELD_##of##_##name] = {           \
		PACK_MEASURED_##of,                  \
		word,                                \
		PACK_OWN_##kind,                     \
		meaning,                             \
	},
#include "pack/measure.def"
};

const struct pack_measured_words pack_measured_words[PACK_MEASURED_COUNT] = {
	[PACK_MEASURED_RECORDS] = { "", "", "" },
#define MEASURE_OF(name, word, meaning, day) [PACK_MEASURED_##name] = { word, meaning, day },
#include "pack/measure.def"
};

unsigned pack_own_first(enum pack_measured of)
{
	unsigned first = 0;
	while (first < PACK_OWN_FIELD_COUNT && pack_own_fields[first].of != of)
		first++;
	return first;
}

bool pack_axis_is_period(const struct pack_axis *axis)
{
	return axis->kind == PACK_AXIS_MONTH || axis->kind == PACK_AXIS_QUARTER ||
	       axis->kind == PACK_AXIS_YEAR;
}

const struct pack_table *pack_find_report(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->report_count; i++)
		if (text_equal(pack->reports[i].name, name))
			return &pack->reports[i];
	return NULL;
}
