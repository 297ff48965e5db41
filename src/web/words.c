/* SPDX-License-Identifier: Apache-2.0 */
#include "web/words.h"

#include "app/explain.h"
#include "app/quality.h"
#include "base/builder.h"

struct text words_instant(struct visit *visit, struct text iso)
{
	return app_instant(visit->arena, iso);
}

struct text words_micros(struct visit *visit, int64_t micros)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(micros, text);
	return app_instant(visit->arena, text_copy(visit->arena, text_from(text)));
}

struct text words_age(struct visit *visit, int64_t days)
{
	if (days < 0)
		return TEXT("");
	if (days == 0)
		return TEXT("from today");
	return visit_format(visit, "%lld day%s old", (long long)days, days == 1 ? "" : "s");
}

static const struct {
	const char *text;
	const char *classes;
} states[WORK_STATE_COUNT] = {
	[WORK_OUT_OF_SCOPE] = { "Not in scope", "govuk-tag--grey" },
	[WORK_SEALED] = { "Own view needed", "" },
	[WORK_VIEWED] = { "Own view recorded", "govuk-tag--teal" },
	[WORK_REVEALED] = { "To be decided", "govuk-tag--purple" },
	[WORK_DECIDED] = { "Awaiting second person", "govuk-tag--orange" },
	[WORK_SIGNED] = { "Final", "govuk-tag--green" },
};

struct text words_state_text(enum work_state state)
{
	return text_from(states[state].text);
}

void words_state(struct html *html, enum work_state state)
{
	govuk_tag(html, &(struct govuk_content){ .text = text_from(states[state].text),
						 .classes = text_from(states[state].classes) });
}

struct text words_source(struct visit *visit, const struct explain_fact *fact)
{
	if (fact->source.length == 0)
		return fact->value.length == 0 ? TEXT("No source has it") : TEXT("");
	struct text age = words_age(visit, fact->age_days);
	return visit_format(visit, "%.*s%s%.*s%s%.*s%s%s%.*s", TEXT_ARG(fact->source),
			    fact->told.length != 0 ? ", " : "",
			    TEXT_ARG(written_date(visit->arena, fact->told)),
			    age.length != 0 ? " (" : "", TEXT_ARG(age), age.length != 0 ? ")" : "",
			    fact->typed ? ": " : "",
			    TEXT_ARG(fact->typed ? fact->origin : TEXT("")));
}

void words_caveats(struct visit *visit, const char *heading, const struct quality_caveats *caveats)
{
	if (caveats->count == 0)
		return;
	govuk_heading(&visit->html, 2, "m", text_from(heading));
	govuk_body(&visit->html,
		   visit_format(visit, "Known to be wrong, as of %.*s:",
				TEXT_ARG(written_date(visit->arena, caveats->as_of))));
	html_begin(&visit->html, "ul");
	html_attribute(&visit->html, "class", TEXT("govuk-list govuk-list--bullet"));
	for (size_t i = 0; i < caveats->count; i++) {
		html_begin(&visit->html, "li");
		html_text(&visit->html, caveats->at[i]);
		html_end(&visit->html);
	}
	html_end(&visit->html);
}

struct govuk_choice *words_codes(struct visit *visit, const struct pack_codes *codes, size_t *count)
{
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, codes->code_count + 1);
	int64_t today = clock_today(&visit->app.clock);
	*count = 0;
	for (size_t i = 0; i < codes->code_count; i++)
		if (pack_code_holds(&codes->codes[i], today))
			items[(*count)++] = (struct govuk_choice){ .text = codes->codes[i].sentence,
								   .value = codes->codes[i].code };
	return items;
}

struct html_part words_value(struct visit *visit, const struct explain_fact *fact)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, fact->value.length != 0 ? written_value(visit->arena, fact->value)
						 : TEXT("Not known"));
	if (fact->quality.length != 0) {
		html_text(&part, TEXT(" "));
		govuk_tag(&part, &(struct govuk_content){
					 .text = written_quality(visit->arena, fact->quality),
					 .classes = TEXT("govuk-tag--yellow") });
	}
	return html_part_end(&part);
}

struct html_part words_fact(struct visit *visit, const struct explain_fact *fact)
{
	struct html part = html_part_begin(&visit->html);
	html_put(&part, words_value(visit, fact));
	html_begin(&part, "span");
	html_class(&part, "remit-source", TEXT(""));
	html_text(&part, words_source(visit, fact));
	html_end(&part);
	return html_part_end(&part);
}
