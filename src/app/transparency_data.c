/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack was used for, who decides, and from which data. */
#include "app/transparency_internal.h"

#include "base/builder.h"

enum {
	SMALLEST = 10,
	YEAR = 365
};

static struct text told(struct arena *arena, int64_t count)
{
	return count != 0 && count < SMALLEST ? TEXT("fewer than 10")
					      : text_format(arena, "%lld", (long long)count);
}

static enum status count(struct transparency_making *it, enum statement_name name,
			 int64_t counts[2], struct error *error)
{
	char since[CLOCK_TEXT_SIZE];
	struct rows rows;
	bool found;
	clock_print(clock_now() - (int64_t)YEAR * 86400 * 1000000, since);
	TRY(store_query(it->caseload->app->store, name,
			BIND(store_text(it->caseload->pack->name), store_text(text_from(since))),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	for (unsigned i = 0; status == STATUS_OK && found && i < 2; i++)
		counts[i] = rows_int(&rows, i);
	rows_end(&rows);
	return status;
}

enum status transparency_use(struct transparency_making *it, struct error *error)
{
	struct arena *arena = it->caseload->arena;
	int64_t runs[2] = { 0 }, decisions[2] = { 0 }, challenges[2] = { 0 };
	TRY(count(it, SQL_transparency_runs, runs, error));
	TRY(count(it, SQL_transparency_decisions, decisions, error));
	TRY(count(it, SQL_transparency_challenges, challenges, error));
	transparency_add(
		it, "2.5", "frequency_usage", "How often it is used",
		text_format(
			arena,
			"In the last twelve months: %.*s runs, over at most %.*s records; people "
			"made %.*s final decisions, of which %.*s differed from what the rules "
			"recommended; %.*s were challenged.",
			TEXT_ARG(told(arena, runs[0])), TEXT_ARG(told(arena, runs[1])),
			TEXT_ARG(told(arena, decisions[0])), TEXT_ARG(told(arena, decisions[1])),
			TEXT_ARG(told(arena, challenges[0]))));
	return STATUS_OK;
}

static void add_step(struct builder *out, const struct pack_step *step)
{
	for (size_t i = 0; i < step->role_count; i++)
		builder_add_format(out, "%s%.*s", i == 0 ? "" : " or ",
				   TEXT_ARG(step->roles[i]->label));
	builder_add_format(out, " (%.*s or above)", TEXT_ARG(step->grade->label));
}

static void human_decisions(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	struct builder out = builder_new(it->caseload->arena);
	builder_add_c(&out, "Every decision is a person's; there is none by automated means.");
	for (size_t i = 0; i < pack->decision.outcome_count; i++) {
		const struct pack_outcome *outcome = &pack->decision.outcomes[i];
		const struct pack_authority *who = &pack->authority[outcome->direction];
		if (who->decide.grade == NULL)
			continue;
		builder_add_format(&out, " %.*s: ", TEXT_ARG(outcome->sentence));
		add_step(&out, &who->decide);
		if (who->sign.grade != NULL) {
			builder_add_c(&out, ", and a second person signs it: ");
			add_step(&out, &who->sign);
		}
		builder_add_byte(&out, '.');
	}
	transparency_add(it, "3.3", "human_decisions", "What people decide", builder_text(&out));
}

static void required_training(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	const struct pack_codes *codes = pack->access.trainings;
	struct builder out = builder_new(it->caseload->arena);
	for (size_t i = 0; codes != NULL && i < codes->code_count; i++)
		builder_add_format(&out, "%s%.*s", i == 0 ? "In date before a decision: " : "; ",
				   TEXT_ARG(codes->codes[i].sentence));
	transparency_add(it, "3.4", "required_training", "Training", builder_text(&out));
}

void transparency_people(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	it->section = "Tier 2: decision-making process and human oversight";
	transparency_add(
		it, "3.1", "process_integration", "Its part in the decision",
		pack->decision.sealed
			? TEXT("It recommends. The person who decides reads the case, records a "
			       "view of their own with reasons, and is shown the recommendation "
			       "only then; to agree takes the same steps as to differ.")
			: TEXT("It recommends, and the person who decides sees it beside the "
			       "case."));
	transparency_add(
		it, "3.2", "provided_information", "What it tells them",
		TEXT("The outcome recommended, each rule that led to it with the paragraph "
		     "that it comes from, every fact with its source and age, what is "
		     "missing or disputed, what stops action, what only a person can "
		     "weigh, and what would have led to another outcome."));
	human_decisions(it);
	required_training(it);
	transparency_add(
		it, "3.5", "appeals_and_review", "Appeal and review",
		TEXT("A decision can be challenged; an officer who took no part in it decides "
		     "anew. The person may ask for everything that is held on them, who "
		     "looked at it, and that something be put right."));
}

static void source(struct transparency_making *it, const struct pack_record *record)
{
	struct builder out = builder_new(it->caseload->arena);
	builder_add_format(&out, "%.*s: ", TEXT_ARG(record->label));
	for (size_t i = 0; i < record->field_count; i++)
		builder_add_format(&out, "%s%.*s (%.*s%s)", i == 0 ? "" : "; ",
				   TEXT_ARG(record->fields[i].label),
				   TEXT_ARG(record->fields[i].source),
				   record->fields[i].engine ? "; read by the rules" : "");
	transparency_add(it, "4.1", "source_data", "Data, with where each field comes from",
			 builder_text(&out));
}

void transparency_data(struct transparency_making *it)
{
	const struct pack *pack = it->caseload->pack;
	it->section = "Tier 2: tool and data specification";
	for (size_t i = 0; i < pack->record_count; i++)
		if (pack->records[i].compartment.length == 0)
			source(it, &pack->records[i]);
	transparency_add(it, "4.5", "sharing_and_storage", "Sharing, access and storage",
			 pack->transparency.storage);
}
