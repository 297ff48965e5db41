/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's records in the database: the pack, its version on record, the typed tables, the sources
 * and the extracts that are known. */
#ifndef REMIT_APP_CASELOAD_H
#define REMIT_APP_CASELOAD_H

#include "base/list.h"
#include "app/app.h"

#include "record/quality.h"
#include "store/typed.h"

/* One extract that was loaded: where a row came from and when that was told. */
struct caseload_origin {
	int64_t id;
	struct text label; /* the source as told to people */
	struct text file;
	int64_t told_day; /* snapshot, days since 1970 */
	int64_t recorded_day;
};

struct caseload {
	struct app *app;
	struct arena *arena; /* lives as long as the caseload */
	const struct pack *pack;
	int64_t pack_id;	     /* pack_version.id */
	struct record_shape *shapes; /* one for each of pack->records */
	struct typed **typed;	     /* the same; NULL of a type that lies elsewhere */
	struct quality_rule **rules; /* [record][field] */
	int64_t *sources;	     /* number of each of pack->extracts, for src tables */
	struct caseload_origin *origins;
	size_t origin_count;
};

/* Load the pack from a folder; take up its version if it is new (an operator's right), make its
 * tables. */
enum status caseload_take(struct app *app, const char *folder, struct caseload *out,
			  struct error *error) MUST_USE;
/* The same of a version that was taken up before; nothing is written. STATUS_CONFLICT when the
 * database has not this very version. */
enum status caseload_given(struct app *app, const char *folder, struct caseload *out,
			   struct error *error) MUST_USE;
/* The version that was taken up last under this name, from the database alone. */
enum status caseload_named(struct app *app, struct text name, struct caseload *out,
			   struct error *error) MUST_USE;
/* A version by its number, from the database alone. */
enum status caseload_version(struct app *app, int64_t pack_id, struct caseload *out,
			     struct error *error) MUST_USE;

/* The latest version of each pack, by name, and how many there are. */
struct caseload_list {
	LIST_OF(struct caseload);
};
enum status caseload_newest(struct app *app, struct caseload_list *out,
			    struct error *error) MUST_USE;
enum status caseload_count(struct app *app, size_t *out, struct error *error) MUST_USE;
/* The latest version of the pack of that name; where there is none, of the first by name. */
enum status caseload_chosen(struct app *app, struct text name, struct caseload *out,
			    struct error *error) MUST_USE;

/* Make, move and bring up to this program's release the compartments of every pack that was taken
 * up, as init does the database; those that this process may not open wait for who may. */
enum status caseload_update_compartments(struct app *app, struct error *error) MUST_USE;

/* The origin of that number, or NULL. */
const struct caseload_origin *caseload_origin(const struct caseload *caseload, int64_t id);
/* Which of pack->extracts has the source number; pack->extract_count for none. */
size_t caseload_extract(const struct caseload *caseload, int64_t source);
/* Read the origins again (after an import). */
enum status caseload_read_origins(struct caseload *caseload, struct error *error) MUST_USE;
/* Topmost ancestor's record type. */
const struct pack_record *caseload_root(const struct pack_record *record);
/* Do the records of that type lie where the caseload's app is: in casework, or in its compartment?
 */
bool caseload_has(const struct caseload *caseload, const struct pack_record *record);
/* Of a type that it has. */
struct typed *caseload_typed(const struct caseload *caseload, const struct pack_record *record);
/* The secret that salts commitments about a root record; empty where it is erased, or a compartment
 * has none of that root yet. */
enum status caseload_secret(struct caseload *caseload, const struct pack_record *root,
			    int64_t root_id, struct arena *arena, struct text *secret,
			    struct error *error) MUST_USE;
/* Of a compartment's own, by the number of a root that lies in casework. */
enum status app_secret_within(struct app *app, int64_t root_id, struct arena *arena,
			      struct text *secret, struct error *error) MUST_USE;
/* The same, made when a compartment has none yet. In a transaction. */
enum status caseload_make_secret(struct caseload *caseload, const struct pack_record *root,
				 int64_t root_id, struct arena *arena, struct text *secret,
				 struct error *error) MUST_USE;
/* A case by the number of its root record: its reference, and the same secret. STATUS_NOT_FOUND,
 * also where the actor may not see it (app/access.h). */
enum status caseload_case(struct caseload *caseload, int64_t root_id, struct text *reference,
			  struct text *secret, struct error *error) MUST_USE;

/* A case's roots: the one that is kept, then those merged into it. */
struct caseload_roots {
	LIST_OF(int64_t);
};
enum status caseload_roots(struct caseload *caseload, int64_t kept_id, struct caseload_roots *out,
			   struct error *error) MUST_USE;
/* The root that is kept of a merged one; of any other itself. */
enum status caseload_kept(struct caseload *caseload, int64_t root_id, int64_t *kept_id,
			  struct error *error) MUST_USE;

#endif
