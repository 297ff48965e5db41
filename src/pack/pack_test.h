/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack's author asks of a pack: is it whole, do its rule tests hold, and would they
 * notice a change. The answer is a report of lines; printing is the caller's. */
#ifndef REMIT_PACK_PACK_TEST_H
#define REMIT_PACK_PACK_TEST_H

#include "base/list.h"
#include "pack/pack.h"

struct pack_report {
	struct {
		LIST_OF(struct text);
	} lines;		 /* in order; faults name file, line and remedy */
	unsigned faults;	 /* of pack_check */
	unsigned passed, failed; /* cases */
	unsigned rules, rules_matched;
	unsigned mutants, killed, explained, survived;
};

/* Told now and then how far it is; may be NULL. */
typedef void pack_progress(void *user, uint64_t done, uint64_t total);

/* The pack loads, the model compiles, the decisions of the contract are there, every input data
 * and field used exists and may be read by the engine, every code that a case brings out has a
 * sentence, and no protective yes makes an outcome more intrusive. STATUS_OK with report->faults
 * counted; another status when the pack cannot be loaded at all. */
enum status pack_check(struct arena *arena, const char *folder, struct pack_report *report,
		       struct error *error) MUST_USE;

/* Run cases.csv; coverage of rules by table; with `mutate` also every mutant of the rules.
 * Mutants listed in survivors.csv (columns table, rule, mutation, why) are explained. */
enum status pack_test(struct arena *arena, const char *folder, bool mutate, pack_progress *progress,
		      void *user, struct pack_report *report, struct error *error) MUST_USE;

#endif
