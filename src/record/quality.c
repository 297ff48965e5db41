/* SPDX-License-Identifier: Apache-2.0 */
/* Quality states of a value. */
#include "record/quality.h"

#include "base/ensure.h"

const char *quality_word(enum quality_state state)
{
	static const char *const words[] = {
#define QUALITY(name, word, meaning) word,
#include "record/quality.def"
#undef QUALITY
	};
	ensure(state < QUALITY_COUNT);
	return words[state];
}

static void add(struct quality_finding *out, size_t *count, enum quality_state state,
		const struct quality_fact *fact, bool since_known, int64_t since)
{
	out[(*count)++] = (struct quality_finding){ .state = state,
						    .source = fact->source,
						    .since_known = since_known,
						    .since_day = since };
}

size_t quality_of(const struct quality_rule *rule, const struct quality_fact *fact, int64_t as_of,
		  struct quality_finding out[QUALITY_COUNT])
{
	size_t count = 0;
	if (!fact->present && rule->required)
		add(out, &count, QUALITY_MISSING, fact, fact->told_known, fact->told_day);
	if (fact->present && rule->stale_after.given && fact->told_known) {
		int64_t limit = age_after(rule->stale_after, fact->told_day);
		if (as_of > limit)
			add(out, &count, QUALITY_STALE, fact, true, limit + 1);
	}
	if (fact->disputed)
		add(out, &count, QUALITY_DISPUTED, fact, true, fact->disputed_day);
	if (fact->present && !fact->settled)
		add(out, &count, QUALITY_UNADJUDICATED, fact, fact->told_known, fact->told_day);
	return count;
}

dmn_value quality_value(struct arena *arena, const struct quality_finding *finding)
{
	static const char *const names[] = { "record", "field", "state", "source", "since" };
	const char *word = quality_word(finding->state);
	const dmn_value values[] = {
		dmn_string_view(finding->record.at, finding->record.length),
		dmn_string_view(finding->field.at, finding->field.length),
		dmn_string_view(word, text_from(word).length),
		dmn_string_view(finding->source.at, finding->source.length),
		finding->since_known ? dmn_date(finding->since_day) : dmn_null(),
	};
	return dmn_context(arena, names, values, 5);
}
