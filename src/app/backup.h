/* SPDX-License-Identifier: Apache-2.0 */
/* Backups, and whether a database is whole. */
#ifndef REMIT_APP_BACKUP_H
#define REMIT_APP_BACKUP_H

#include "app/verify.h"
#include "base/list.h"

/* Write a backup to the file `path` (see store_backup), others going on meanwhile. Its own entry is
 * in it: data went out. */
enum status backup_make(struct app *app, const char *path, struct error *error) MUST_USE;

/* Make the database that `how` opens (with `fresh`) what the backup holds; every session of its
 * accounts is ended, an entry says who restored it, and the log is verified. A database that holds
 * a log is only written over with `replace`. */
enum status backup_restore(struct arena *arena, const struct app_open *how, const char *path,
			   bool replace, struct verify_report *report,
			   struct error *error) MUST_USE;

struct fsck_finding {
	struct text what; /* a sentence */
	int64_t count;	  /* rows */
};

struct fsck_report {
	struct {
		LIST_OF(struct fsck_finding);
	} findings; /* sums and references that do not hold */
	struct verify_report log;
};

/* Pages, indexes and references; sums of imports; what a work item must have; the log and all that
 * it vouches for. STATUS_TAMPERED where something does not hold: the report says what. */
enum status fsck(struct app *app, struct fsck_report *report, struct error *error) MUST_USE;

#endif
