/* SPDX-License-Identifier: Apache-2.0 */
/* A story of a pack (scenarios/NAME.yaml): what is done step by step, each time with a command of
 * the program as somebody, and what holds then. Read here; run by cli/scenario.h. */
#ifndef REMIT_PACK_SCENARIO_H
#define REMIT_PACK_SCENARIO_H

#include "base/list.h"
#include "pack/pack.h"

/* A name and what it stands for: a file and its content, a word and its FEEL text. */
struct scenario_pair {
	struct text name, value;
};
struct scenario_pairs {
	LIST_OF(struct scenario_pair);
};

struct scenario_claim {
	struct text feel;
	unsigned line;
};

struct scenario_step {
	struct text note;
	bool has_day;
	int64_t day;	/* since 1970: the program's date from here on */
	struct text as; /* empty: as before */
	struct scenario_pairs load, write;
	struct text command; /* empty: none */
	struct text refused; /* empty: it is done */
	struct {
		LIST_OF(struct scenario_claim);
	} holds;
	struct scenario_pairs names;
	unsigned line;
};

/* A change of the pack with which the story must fail. */
struct scenario_break {
	struct text why, from, to;
	struct text pack; /* that it uses; empty: its own */
	struct text file;
	unsigned line;
};

struct scenario {
	const char *file; /* as in errors */
	struct text title, source;
	struct {
		LIST_OF(struct scenario_step);
	} steps;
	struct {
		LIST_OF(struct scenario_break);
	} breaks;
};

/* Read the file, keys checked: a name that is not there, a first step without a date, an
 * answer asked of nothing, is an error with file, line, column and remedy. All lives in `arena`. */
enum status scenario_read(struct arena *arena, const char *path, struct scenario *out,
			  struct error *error) MUST_USE;

#endif
