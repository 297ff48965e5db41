/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the caseload share. */
#ifndef REMIT_APP_CASELOAD_INTERNAL_H
#define REMIT_APP_CASELOAD_INTERNAL_H

#include "app/caseload.h"
#include "os/scratch.h"

/* shapes.c: fill shapes and rules from the pack; make the tables. */
void caseload_fill_shapes(struct caseload *caseload);
enum status caseload_make_tables(struct caseload *caseload, struct error *error) MUST_USE;

/* The pack's records where the app is; `make`: tables that are not there are made. */
enum status caseload_open_pack(struct app *app, const struct pack *pack, int64_t pack_id, bool make,
			       struct caseload *out, struct error *error) MUST_USE;
/* Keep the version and make its tables; in a transaction and one's turn in it. */
enum status caseload_take_pack(struct app *app, const struct pack *pack, struct caseload *out,
			       bool *moved, struct error *error) MUST_USE;
/* compartment_make.c: the closed compartments of the pack, in the present transaction and its turn.
 * *moved: rows went there from this database, whose files are to be purged. */
enum status caseload_make_compartments(struct caseload *casework, bool *moved,
				       struct error *error) MUST_USE;
/* The version from the database, not from what is kept. */
enum status caseload_open(struct app *app, int64_t pack_id, struct caseload *out,
			  struct error *error) MUST_USE;

/* pack_store.c, pack_restore.c: a pack's files in and out of the database. */
struct digest pack_digest(const struct pack *pack);
/* Load one that decides. */
enum status pack_load_deciding(struct app *app, const char *folder, struct pack **out,
			       struct error *error) MUST_USE;
/* Is this version there, or may the actor take it up as the first of its name? A refusal is logged.
 */
enum status pack_may_keep(struct app *app, const struct pack *pack, struct error *error) MUST_USE;
/* STATUS_CONFLICT when another version of it is there: this one is to be proposed. */
enum status pack_check_first(struct app *app, const struct pack *pack,
			     struct error *error) MUST_USE;
/* In a transaction, and one's turn in it. */
enum status pack_keep(struct app *app, const struct pack *pack, int64_t *pack_id,
		      struct error *error) MUST_USE;
/* The files that a statement of one parameter lists (name, bytes), into a folder. */
enum status pack_write_files(struct app *app, enum statement_name list, int64_t id,
			     const struct scratch *scratch, struct error *error) MUST_USE;
enum status pack_restore(struct app *app, int64_t pack_id, struct pack **out,
			 struct error *error) MUST_USE;

#endif
