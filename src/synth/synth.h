/* SPDX-License-Identifier: Apache-2.0 */
/* A synthetic caseload from the totals that a pack declares in its synth file.
 *
 * Everything about the caseload is data: tables, totals, spreads of dates, files and the faults
 * put into them. The same pack and call give the same bytes on every machine.
 * Writes below `out_folder` each extract's folder with its files and manifest.csv (file,
 * snapshot, rows), and beside them answers.csv, one row for each fault, and totals.json. */
#ifndef REMIT_SYNTH_SYNTH_H
#define REMIT_SYNTH_SYNTH_H

#include "pack/pack.h"

struct synth_report {
	uint64_t people; /* rows of the unit table */
	uint64_t rows;	 /* in all files */
	uint64_t faults; /* rows of the answer sheet */
	unsigned files;
};

typedef void synth_progress(void *user, uint64_t done, uint64_t total);

struct synth_call {
	uint64_t seed;
	uint64_t people; /* 0: the published total */
	uint64_t events; /* rows of all tables of events together; 0: in proportion to people */
};

/* Totals follow in proportion, exactly, by largest remainder. `progress` may be NULL. */
enum status synth_make(const struct pack *pack, const struct synth_call *call,
		       const char *out_folder, struct synth_report *report,
		       synth_progress *progress, void *user, struct error *error) MUST_USE;

#endif
