/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the backup share. */
#ifndef REMIT_APP_BACKUP_INTERNAL_H
#define REMIT_APP_BACKUP_INTERNAL_H

#include "app/backup.h"
#include "app/compartment.h"

struct backup_one {
	const char *path;
	struct compartment *it;
	uint64_t size; /* of its log */
};
struct backup_set {
	LIST_OF(struct backup_one);
};

/* "monday.backup" -> "monday.backup.NAME". */
const char *backup_beside(struct arena *arena, const char *path, struct text name);
/* Open every compartment; each log has then that its data goes out. */
enum status backup_open(struct app *app, const char *path, struct backup_set *out,
			struct error *error) MUST_USE;
void backup_close(struct backup_set *set);
/* Casework to `beside` and each compartment to its path, as of one instant; or none of them. */
enum status backup_take(struct app *app, const char *beside, struct backup_set *set,
			struct error *error) MUST_USE;
/* An entry that names the file, in the present transaction. */
enum status backup_note(struct app *app, enum use_case use, const char *path,
			struct error *error) MUST_USE;

/* backup_restore.c: are the files beside it whole? */
enum status backup_check_beside(struct arena *arena, struct text url, const char *path,
				struct error *error) MUST_USE;
/* Each compartment that the restored log knows. */
enum status backup_restore_beside(struct app *app, const char *path, struct error *error) MUST_USE;

#endif
