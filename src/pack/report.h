/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files behind pack_test.h. Not for other rooms. */
#ifndef REMIT_PACK_REPORT_H
#define REMIT_PACK_REPORT_H

#include "pack/case_run.h"
#include "pack/model_text.h"
#include "pack/pack_test.h"

/* A pack under test. */
struct trial {
	struct arena *arena;
	struct pack *pack;
	struct case_table cases;
	struct model_text text;
	const char *model_file;
	struct pack_report *report;
};

void report_line(struct trial *trial, const char *format, ...) PRINTF_LIKE(2, 3);
/* A fault: place, sentence, remedy. */
void report_fault(struct trial *trial, const char *file, unsigned line, const char *message,
		  const char *remedy);

enum status trial_open(struct trial *out, struct arena *arena, const char *folder,
		       struct pack_report *report, struct error *error) MUST_USE;

/* What the engine found in the model as it compiled; errors are faults. */
void trial_check_logic(struct trial *trial, const char *file, const struct dmn_model *model);
/* The overview model of the case page; `rules` is NULL where the rules cannot be used. */
void trial_check_overview(struct trial *trial, struct case_model *rules);

/* Run every mutant; fills the mutant counts and adds a line for each survivor. */
enum status trial_mutate(struct trial *trial, pack_progress *progress, void *user,
			 struct error *error) MUST_USE;

#endif
