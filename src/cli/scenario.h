/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's stories, run: each on a database of its own that is gone afterwards, each step by the
 * command that a person would give. */
#ifndef REMIT_CLI_SCENARIO_H
#define REMIT_CLI_SCENARIO_H

#include "cli/command.h"
#include "os/scratch.h"
#include "pack/scenario.h"

/* One being run. */
struct scenario_run {
	struct arena *arena;
	const struct pack *pack;
	const char *folder; /* of the pack */
	const struct scenario *scenario;
	struct scratch scratch;
	const char *db;
	char day[16];	/* "2022-03-01" */
	const char *as; /* account */
	unsigned loads;
	struct scenario_pairs names;
	struct text answer; /* of the last command */
};

/* What a command came to. */
struct scenario_done {
	enum status status;
	struct error error;
	struct text answer;
};

struct scenario_verdict {
	bool held;
	unsigned line;	 /* of the file, of what did not hold */
	struct text why; /* a sentence */
};

/* Run it with the pack in `folder`. STATUS_OK also where it does not hold. */
enum status scenario_run(struct arena *arena, const struct pack *pack, const char *folder,
			 const struct scenario *scenario, struct scenario_verdict *out,
			 struct error *error) MUST_USE;
/* The same with the pack broken as `change` says. A change that cannot be made, or that leaves no
 * pack, is an error: it would prove nothing. */
enum status scenario_run_broken(struct arena *arena, const struct pack *pack,
				const struct scenario *scenario,
				const struct scenario_break *change, struct scenario_verdict *out,
				struct error *error) MUST_USE;

/* scenario_command.c: the words of a text, as a shell would cut them at spaces, with ' and ". */
struct scenario_words {
	LIST_OF(char *);
};
enum status scenario_cut(struct arena *arena, struct text text, struct scenario_words *out,
			 struct error *error) MUST_USE;
/* Call the command that the words begin with, in this process. */
void scenario_call(struct arena *arena, const struct scenario_words *words,
		   struct scenario_done *out);
/* scenario_load.c: write the extracts of a step into the run's folder; *folder is theirs. */
enum status scenario_extracts(struct scenario_run *run, const struct scenario_step *step,
			      const char **folder, struct error *error) MUST_USE;
/* scenario_fill.c: the text with what stands in braces filled in. */
enum status scenario_fill(struct scenario_run *run, struct text text, struct text *out,
			  struct error *error) MUST_USE;
/* The command, with database, date and account. */
enum status scenario_do(struct scenario_run *run, struct text command, struct scenario_done *out,
			struct error *error) MUST_USE;
/* A FEEL text over `it`, the last answer. */
dmn_value scenario_ask(struct scenario_run *run, struct text feel);

#endif
