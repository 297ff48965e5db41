/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack diff --impact: what another version would make of the cases as they are. */
#include "app/impact.h"
#include "cli/pack_impact.h"
#include "cli/session.h"

#include "format/csv.h"
#include "os/file.h"

static struct text words_of(struct arena *arena, const struct pack *base, const struct pack *other,
			    struct text outcome)
{
	const struct pack_outcome *found = pack_find_outcome(other, outcome);
	if (found == NULL)
		found = pack_find_outcome(base, outcome);
	return found == NULL ? outcome
			     : text_format(arena, "%.*s (%.*s)", TEXT_ARG(outcome),
					   TEXT_ARG(found->sentence));
}

static void print_groups(FILE *out, const struct impact *it)
{
	for (size_t i = 0; i < it->groups.count; i++) {
		const struct impact_group *group = &it->groups.at[i];
		if (impact_tells(group))
			fprintf(out, "  %.*s, %.*s: %lld of %lld\n", TEXT_ARG(group->field->label),
				TEXT_ARG(impact_sentence(group)), (long long)group->changed,
				(long long)group->cases);
	}
}

static void print_rules(FILE *out, const struct impact *it)
{
	for (size_t i = 0; i < it->rules.count; i++) {
		const struct impact_rule *rule = &it->rules.at[i];
		fprintf(out, "  by rule %lld of '%.*s': %lld%s%.*s\n", (long long)rule->rule,
			TEXT_ARG(rule->name), (long long)rule->count,
			rule->note.length != 0 ? ": " : "", TEXT_ARG(rule->note));
	}
}

static void print_hours(FILE *out, const struct impact *it)
{
	long long low = it->effort.low, high = it->effort.high;
	if (high == 0)
		return;
	fprintf(out, "  to decide all in scope: %lld to %lld hours now, %lld to %lld then\n",
		(long long)it->work.before * low / 3600, (long long)it->work.before * high / 3600,
		(long long)it->work.after * low / 3600, (long long)it->work.after * high / 3600);
}

static void print_weeks(FILE *out, const struct impact *it)
{
	char day[CLOCK_TEXT_SIZE];
	for (size_t i = 0; i < it->weeks.count; i++) {
		const struct impact_week *week = &it->weeks.at[i];
		if (week->monday != IMPACT_EARLIER && week->monday != IMPACT_LATER)
			clock_print_day(week->monday, day);
		fprintf(out, "  again in the week from %s: %lld now, %lld then\n",
			week->monday == IMPACT_EARLIER ? "before today"
			: week->monday == IMPACT_LATER ? "later"
						       : day,
			(long long)week->cases.before, (long long)week->cases.after);
	}
}

static void print_effect(FILE *out, const struct impact *it)
{
	print_hours(out, it);
	for (size_t i = 0; i < it->capacities.count; i++) {
		const struct impact_capacity *one = &it->capacities.at[i];
		int64_t most = one->most.after >= 0 ? one->most.after : one->most.before;
		fprintf(out, "  %.*s: %lld needed now, %lld then; there are %lld%s\n",
			TEXT_ARG(one->label), (long long)one->need.before,
			(long long)one->need.after, (long long)most,
			impact_is_fitted(one) ? ". A proposal has to publish why" : "");
	}
	print_weeks(out, it);
}

static void print(struct arena *arena, FILE *out, const struct pack *base, const struct pack *other,
		  const struct impact *it)
{
	fprintf(out,
		"%lld of %lld cases would come out differently with %.*s %.*s than with %.*s.\n",
		(long long)it->changed, (long long)it->cases, TEXT_ARG(other->name),
		TEXT_ARG(it->other), TEXT_ARG(it->base));
	fprintf(out, "  %lld harsher, %lld milder; %lld come into scope, %lld go out of it\n",
		(long long)it->harsher, (long long)it->milder, (long long)it->enter,
		(long long)it->leave);
	for (size_t i = 0; i < it->outcomes.count; i++) {
		const struct impact_change *change = &it->outcomes.at[i];
		if (!text_equal(change->from, change->to))
			fprintf(out, "%6lld  %.*s -> %.*s\n", (long long)change->count,
				TEXT_ARG(words_of(arena, base, other, change->from)),
				TEXT_ARG(words_of(arena, base, other, change->to)));
	}
	print_rules(out, it);
	print_groups(out, it);
	print_effect(out, it);
	for (size_t i = 0; i < it->lacking.count; i++)
		fprintf(out,
			"The new version reads %.*s, which the one in force is not given: it was "
			"absent here.\n",
			TEXT_ARG(it->lacking.at[i]));
}

static enum status tell(void *user, const struct impact_case *it, struct error *error)
{
	(void)error;
	const struct text cells[] = { it->reference, it->from, it->to, it->rules };
	csv_write_row(user, cells, 4);
	return STATUS_OK;
}

static enum status measure(struct session *session, const char *cases, struct error *error)
{
	static const struct text heads[] = { TEXT("record"), TEXT("from"), TEXT("to"),
					     TEXT("rules") };
	struct arena *arena = session->call->arena;
	struct builder csv = builder_new(arena);
	struct caseload caseload;
	struct impact impact;
	struct pack *other;
	const struct impact_call call = { .tell = cases != NULL ? tell : NULL, .user = &csv };
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(pack_load(arena, session->words.at[1], &other, error));
	csv_write_row(&csv, heads, 4);
	TRY(impact_measure(&caseload, other, &call, &impact, error));
	if (cases != NULL)
		TRY(file_write(cases, builder_text(&csv), error));
	FILE *out = session->call->out;
	if (session->json)
		fprintf(out, "%.*s\n", TEXT_ARG(impact_json(arena, &impact)));
	else
		print(arena, out, caseload.pack, other, &impact);
	return STATUS_OK;
}

enum status command_pack_impact(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *cases = NULL;
	bool impact = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "impact", .flag = &impact },
		{ .name = "cases", .value = &cases },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = measure(&session, cases, error);
	session_close(&session);
	return status;
}
