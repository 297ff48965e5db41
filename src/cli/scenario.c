/* SPDX-License-Identifier: Apache-2.0 */
/* A story step by step. */
#include "cli/scenario.h"

#include "os/clock.h"
#include "os/file.h"

#include <stdio.h>
#include <string.h>

enum {
	ANSWER_SHOWN = 2000
};

static struct text told(struct arena *arena, const struct error *error)
{
	return text_format(arena, "%s%s%s", error->message, error->remedy[0] != '\0' ? "; " : "",
			   error->remedy);
}

static void fails(struct scenario_verdict *out, unsigned line, struct text why)
{
	*out = (struct scenario_verdict){ .line = line, .why = why };
}

/* Did the command do what the step says? */
static void judge(struct scenario_run *run, const struct scenario_step *step,
		  const struct scenario_done *done, struct scenario_verdict *out)
{
	struct text why = told(run->arena, &done->error);
	bool refused = done->status != STATUS_OK;
	if (step->refused.length == 0 && refused)
		fails(out, step->line, why);
	else if (step->refused.length != 0 && !refused)
		fails(out, step->line, TEXT("it is done, and should be refused"));
	else if (refused && text_find(why, step->refused, 0) == SIZE_MAX)
		fails(out, step->line,
		      text_format(run->arena, "it is refused in other words: %.*s", TEXT_ARG(why)));
}

static enum status setup(struct scenario_run *run, struct error *error)
{
	struct scenario_words words = { 0 };
	struct scenario_done done;
	struct text command =
		text_format(run->arena, "init --demo --as operator --pack '%s' --db '%s'",
			    run->folder, run->db);
	TRY(scenario_cut(run->arena, command, &words, error));
	scenario_call(run->arena, &words, &done);
	*error = done.error;
	return done.status;
}

static struct text first_reject(struct scenario_run *run)
{
	size_t size;
	dmn_value value = scenario_ask(
		run,
		TEXT("it.rejected[1].file + \", row \" + string(it.rejected[1].row) + \", \" + "
		     "it.rejected[1].field + \": \" + it.rejected[1].message + \"; \" + "
		     "it.rejected[1].remedy"));
	const char *text = dmn_text(run->arena, value, &size);
	return (struct text){ text, size };
}

/* Extracts come in as an operator loads them, whole or not at all. */
static enum status load(struct scenario_run *run, const struct scenario_step *step,
			struct scenario_verdict *out, struct error *error)
{
	const char *folder;
	struct scenario_done done;
	if (step->load.count == 0)
		return STATUS_OK;
	TRY(scenario_extracts(run, step, &folder, error));
	TRY(scenario_do(run,
			text_format(run->arena, "import --json --pack '%s' '%s' --as operator",
				    run->folder, folder),
			&done, error));
	run->answer = done.answer;
	if (done.status != STATUS_OK)
		fails(out, step->line, told(run->arena, &done.error));
	else if (dmn_is_true(scenario_ask(run, TEXT("count(it.rejected) > 0"))))
		fails(out, step->line, first_reject(run));
	return STATUS_OK;
}

static enum status write(struct scenario_run *run, const struct scenario_step *step,
			 struct error *error)
{
	for (size_t i = 0; i < step->write.count; i++) {
		struct text content;
		TRY(scenario_fill(run, step->write.at[i].value, &content, error));
		TRY(scratch_write(&run->scratch, step->write.at[i].name, content, error));
	}
	return STATUS_OK;
}

static enum status act(struct scenario_run *run, const struct scenario_step *step,
		       struct scenario_verdict *out, struct error *error)
{
	struct text command;
	struct scenario_done done;
	if (step->command.length == 0)
		return STATUS_OK;
	TRY(scenario_fill(run, step->command, &command, error));
	TRY(scenario_do(run, command, &done, error));
	run->answer = done.answer;
	judge(run, step, &done, out);
	return STATUS_OK;
}

/* What was claimed, why it is not even false, and how the answer begins. */
static struct text claim_words(struct scenario_run *run, struct text feel,
			       const struct dmn_problem *problem)
{
	size_t length = run->answer.length < ANSWER_SHOWN ? run->answer.length : ANSWER_SHOWN;
	return text_format(run->arena, "it does not hold: %.*s%s%s; the answer: %.*s%s",
			   TEXT_ARG(feel), problem != NULL ? "; " : "",
			   problem != NULL ? problem->message : "",
			   TEXT_ARG(text_trim(text_slice(run->answer, 0, length))),
			   length < run->answer.length ? " ..." : "");
}

static void claim(struct scenario_run *run, const struct scenario_step *step,
		  struct scenario_verdict *out)
{
	for (size_t i = 0; out->held && i < step->holds.count; i++) {
		const struct scenario_claim *it = &step->holds.at[i];
		dmn_value value = scenario_ask(run, it->feel);
		if (!dmn_is_true(value))
			fails(out, it->line, claim_words(run, it->feel, dmn_problem_of(value)));
	}
}

/* What is nothing is no name: a later step would fail, of another thing. */
static void name(struct scenario_run *run, const struct scenario_step *step,
		 struct scenario_verdict *out)
{
	for (size_t i = 0; i < step->names.count; i++) {
		size_t size;
		dmn_value value = scenario_ask(run, step->names.at[i].value);
		const char *text = dmn_text(run->arena, value, &size);
		if (value.kind == DMN_NULL)
			fails(out, step->line,
			      claim_words(run, step->names.at[i].value, dmn_problem_of(value)));
		list_push(run->arena, &run->names,
			  (struct scenario_pair){ step->names.at[i].name, { text, size } });
	}
}

static enum status one_step(struct scenario_run *run, const struct scenario_step *step,
			    struct scenario_verdict *out, struct error *error)
{
	char day[CLOCK_TEXT_SIZE];
	if (step->has_day) {
		clock_print_day(step->day, day);
		memcpy(run->day, day, sizeof run->day - 1);
	}
	if (step->as.length != 0)
		run->as = text_c(run->arena, step->as);
	TRY(load(run, step, out, error));
	TRY(write(run, step, error));
	if (out->held)
		TRY(act(run, step, out, error));
	claim(run, step, out);
	if (out->held)
		name(run, step, out);
	if (!out->held && step->note.length != 0)
		out->why = text_format(run->arena, "%.*s (%.*s)", TEXT_ARG(out->why),
				       TEXT_ARG(step->note));
	return STATUS_OK;
}

static enum status steps(struct scenario_run *run, struct scenario_verdict *out,
			 struct error *error)
{
	const struct scenario *scenario = run->scenario;
	TRY(setup(run, error));
	*out = (struct scenario_verdict){ .held = true };
	for (size_t i = 0; out->held && i < scenario->steps.count; i++) {
		const struct scenario_step *step = &scenario->steps.at[i];
		if (one_step(run, step, out, error) != STATUS_OK)
			fails(out, step->line, told(run->arena, error));
	}
	return STATUS_OK;
}

enum status scenario_run(struct arena *arena, const struct pack *pack, const char *folder,
			 const struct scenario *scenario, struct scenario_verdict *out,
			 struct error *error)
{
	struct scenario_run run = { .arena = arena,
				    .pack = pack,
				    .folder = folder,
				    .scenario = scenario,
				    .as = "operator" };
	enum status status = scratch_make(arena, &run.scratch, error);
	if (status == STATUS_OK) {
		run.db = file_join(arena, run.scratch.folder, "story.db");
		status = steps(&run, out, error);
	}
	scratch_end(&run.scratch);
	return status;
}
