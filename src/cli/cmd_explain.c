/* SPDX-License-Identifier: Apache-2.0 */
/* remit explain. */
#include "app/explain.h"
#include "cli/session.h"

static void print_facts(FILE *out, const struct explanation *it)
{
	fputs("\nInputs, with source and age on that day\n", out);
	for (size_t i = 0; i < it->facts.count; i++) {
		const struct explain_fact *fact = &it->facts.at[i];
		if (fact->value.length == 0 && fact->quality.length == 0)
			continue;
		fprintf(out, "  %.*s %.*s, %.*s: %.*s", TEXT_ARG(fact->record), TEXT_ARG(fact->key),
			TEXT_ARG(fact->field),
			TEXT_ARG(fact->value.length != 0 ? fact->value : TEXT("not known")));
		if (fact->source.length != 0)
			fprintf(out, "  [%.*s, %.*s", TEXT_ARG(fact->source),
				TEXT_ARG(fact->origin));
		if (fact->source.length != 0 && fact->age_days >= 0)
			fprintf(out, ", %lld days old", (long long)fact->age_days);
		fputs(fact->source.length != 0 ? "]" : "", out);
		if (fact->quality.length != 0)
			fprintf(out, "  ** %.*s **", TEXT_ARG(fact->quality));
		fputc('\n', out);
	}
}

static void print_options(FILE *out, const struct explanation *it)
{
	const struct pack *pack = it->item.caseload.pack;
	dmn_value options = evaluate_member(it->result, "Options");
	fputs("\nOptions, least intrusive first\n", out);
	for (size_t i = 0; options.kind == DMN_LIST && i < options.count; i++) {
		dmn_value option = dmn_list_at(options, i);
		struct text code = evaluate_text(evaluate_member(option, "outcome"));
		const struct pack_outcome *outcome = pack_find_outcome(pack, code);
		dmn_value reasons = evaluate_member(option, "reasons");
		fprintf(out, "  %s  %.*s",
			dmn_is_true(evaluate_member(option, "open")) ? "open  " : "closed",
			TEXT_ARG(outcome != NULL ? outcome->sentence : code));
		for (size_t k = 0; reasons.kind == DMN_LIST && k < reasons.count; k++) {
			struct text sentence = explain_sentence(
				pack->decision.reasons, evaluate_text(dmn_list_at(reasons, k)));
			fprintf(out, "%s%.*s", k == 0 ? ": " : "; ", TEXT_ARG(sentence));
		}
		fputc('\n', out);
	}
}

static void print_missing(FILE *out, const struct explanation *it)
{
	dmn_value missing = evaluate_member(it->result, "Missing");
	for (size_t i = 0; missing.kind == DMN_LIST && i < missing.count; i++) {
		dmn_value item = dmn_list_at(missing, i);
		struct text field = evaluate_text(evaluate_member(item, "field"));
		struct text why = evaluate_text(evaluate_member(item, "why"));
		struct text from = evaluate_text(evaluate_member(item, "from"));
		fprintf(out, "%s  %.*s: %.*s, to be had from %.*s\n",
			i == 0 ? "\nThe rules lack\n" : "", TEXT_ARG(field), TEXT_ARG(why),
			TEXT_ARG(from));
	}
}

static void print_changes(FILE *out, const struct explain_alternative *alternative)
{
	for (size_t i = 0; i < alternative->change_count; i++) {
		const struct explain_change *change = &alternative->changes[i];
		struct text to = change->to.length != 0 ? change->to : TEXT("not known");
		struct text from = change->from.length != 0 ? change->from : TEXT("not known");
		fprintf(out, "%s%.*s were %.*s (it is %.*s)", i == 0 ? "  If " : " and ",
			TEXT_ARG(change->fact), TEXT_ARG(to), TEXT_ARG(from));
	}
}

static void print_alternatives(FILE *out, const struct explanation *it)
{
	if (it->search.length == 0)
		return;
	fputs("\nWhat would have led to another recommendation\n", out);
	for (size_t i = 0; i < it->alternatives.count; i++) {
		const struct explain_alternative *alternative = &it->alternatives.at[i];
		const struct pack_outcome *outcome =
			pack_find_outcome(it->item.caseload.pack, alternative->outcome);
		print_changes(out, alternative);
		fprintf(out, ": %.*s\n",
			TEXT_ARG(outcome != NULL ? outcome->sentence : alternative->outcome));
	}
	fprintf(out, "  %.*s\n", TEXT_ARG(it->search));
}

static void print_how(FILE *out, const struct explanation *it)
{
	print_missing(out, it);
	print_options(out, it);
	fputs("\nRules that matched\n", out);
	for (size_t i = 0; i < it->rules.count; i++)
		fprintf(out, "  %.*s, rule %.*s%s%.*s\n", TEXT_ARG(it->rules.at[i].decision),
			TEXT_ARG(it->rules.at[i].rules),
			it->rules.at[i].note.length != 0 ? ": " : "",
			TEXT_ARG(it->rules.at[i].note));
	print_alternatives(out, it);
}

static void print(const struct session *session, const struct explanation *it)
{
	FILE *out = session->call->out;
	const struct item *item = &it->item;
	const struct pack_outcome *outcome = pack_find_outcome(item->caseload.pack, item->outcome);
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(item->as_of, as_of);
	fprintf(out, "Item %lld, %s, evaluated as of %s\nThe rules recommend: %.*s\n",
		(long long)item->id, work_state_word(item->state), as_of,
		TEXT_ARG(outcome != NULL ? outcome->sentence : item->outcome));
	if (it->lacks.length != 0)
		fprintf(out,
			"How they came to it is withheld: your role does not take away %.*s.\n",
			TEXT_ARG(it->lacks));
	else
		print_how(out, it);
	print_facts(out, it);
	if (it->changed_since)
		fputs("\nThe record has changed since it was evaluated: run the rules again.\n",
		      out);
	if (it->lacks.length == 0)
		fprintf(out, "\nEvaluated again just now it gives %s.\n",
			it->same_again ? "the same bytes" : "ANOTHER RESULT");
}

static void answer_fact(struct answer *answer, const struct explain_fact *fact)
{
	answer_object(answer, NULL);
	answer_text(answer, "fact", fact->name);
	answer_text(answer, "key", fact->key);
	answer_text(answer, "value", fact->value);
	answer_text(answer, "source", fact->source);
	answer_text(answer, "origin", fact->origin);
	answer_text(answer, "told", fact->told);
	answer_number(answer, "age_days", fact->age_days);
	answer_text(answer, "quality", fact->quality);
	answer_end_object(answer);
}

static void print_json(const struct session *session, const struct explanation *it)
{
	struct answer answer = answer_new(session->call->arena);
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(it->item.as_of, as_of);
	answer_object(&answer, NULL);
	answer_number(&answer, "item", it->item.id);
	answer_text(&answer, "state", text_from(work_state_word(it->item.state)));
	answer_text(&answer, "as_of", text_from(as_of));
	answer_raw(&answer, "result", it->item.result);
	answer_list(&answer, "rules");
	for (size_t i = 0; i < it->rules.count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "decision", it->rules.at[i].decision);
		answer_text(&answer, "rules", it->rules.at[i].rules);
		answer_text(&answer, "note", it->rules.at[i].note);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_list(&answer, "facts");
	for (size_t i = 0; i < it->facts.count; i++)
		answer_fact(&answer, &it->facts.at[i]);
	answer_end_list(&answer);
	if (it->why.length != 0)
		answer_raw(&answer, "why", it->why);
	answer_truth(&answer, "changed_since", it->changed_since);
	if (it->lacks.length == 0)
		answer_truth(&answer, "same_again", it->same_again);
	else
		answer_text(&answer, "withheld", it->lacks);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_explain(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct explanation explanation;
	int64_t item;
	bool steps = false;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "steps", .flag = &steps } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status =
		options_number("the item", session.words.at[0], 1, INT64_MAX, &item, error);
	if (status == STATUS_OK)
		status = explain_item(&session.app, item, &explanation, error);
	if (status == STATUS_OK && session.json)
		print_json(&session, &explanation);
	else if (status == STATUS_OK)
		print(&session, &explanation);
	if (status == STATUS_OK && steps && !session.json)
		fprintf(call->out, "\nEach decision, by the names of the rules\n\n%.*s",
			TEXT_ARG(explanation.steps));
	session_close(&session);
	return status;
}
