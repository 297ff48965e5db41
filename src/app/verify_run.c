/* SPDX-License-Identifier: Apache-2.0 */
/* The recommendations of a batch against the root that the log has of it. */
#include "app/erase_internal.h"
#include "app/verify_internal.h"

enum status verify_caseload(struct verifying *it, int64_t pack_id, struct caseload **out,
			    struct error *error)
{
	for (struct verify_caseload *known = it->caseloads; known != NULL; known = known->next) {
		if (known->pack_id == pack_id) {
			*out = &known->caseload;
			return STATUS_OK;
		}
	}
	struct verify_caseload *made = arena_new_one(it->app->arena, struct verify_caseload);
	made->pack_id = pack_id;
	TRY(caseload_version(it->app, pack_id, &made->caseload, error));
	made->next = it->caseloads;
	it->caseloads = made;
	*out = &made->caseload;
	return STATUS_OK;
}

/* The newest version of each pack. */
static enum status open_newest(struct verifying *it, struct error *error)
{
	struct rows rows;
	bool found;
	struct caseload *caseload;
	TRY(store_query(it->app->store, SQL_pack_newest, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if ((status = verify_caseload(it, rows_int(&rows, 0), &caseload, error)) !=
		    STATUS_OK)
			break;
	rows_end(&rows);
	return status;
}

enum status verify_person_secret(struct verifying *it, struct text type, int64_t id,
				 struct text *secret, struct error *error)
{
	*secret = TEXT("");
	if (it->app->compartment.length != 0)
		return app_secret_within(it->app, id, it->scratch, secret, error);
	if (it->caseloads == NULL)
		TRY(open_newest(it, error));
	for (struct verify_caseload *known = it->caseloads; known != NULL; known = known->next) {
		const struct pack_record *record = pack_find_record(known->caseload.pack, type);
		if (record != NULL)
			return caseload_secret(&known->caseload, record, id, it->scratch, secret,
					       error);
	}
	return STATUS_OK;
}

/* What the leaf of a recommendation commits to; of one that is erased the leaf itself is left. */
static enum status add_leaf(struct verifying *it, const struct rows *rows, struct tree *leaves,
			    bool *whole, struct error *error)
{
	struct caseload *caseload;
	struct text secret;
	struct digest digests[3], leaf;
	if (digest_from_bytes(rows_text(rows, 6), &leaf)) {
		tree_add(leaves, &leaf, NULL, NULL);
		return STATUS_OK;
	}
	it->recommended++;
	TRY(verify_caseload(it, rows_int(rows, 4), &caseload, error));
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	TRY(caseload_secret(caseload, root, rows_int(rows, 5), it->scratch, &secret, error));
	for (unsigned i = 0; i < 3; i++)
		*whole = digest_from_bytes(rows_text(rows, i + 1), &digests[i]) && *whole;
	*whole = *whole && secret.length == SECRET_SIZE;
	if (!*whole)
		return STATUS_OK;
	leaf = erase_leaf(secret, digests);
	tree_add(leaves, &leaf, NULL, NULL);
	return STATUS_OK;
}

static struct verify_progress *progress_of(struct verifying *it, int64_t run_id)
{
	for (struct verify_progress *known = it->runs; known != NULL; known = known->next)
		if (known->run_id == run_id)
			return known;
	struct verify_progress *made = arena_new_one(it->app->arena, struct verify_progress);
	*made = (struct verify_progress){ .next = it->runs, .run_id = run_id };
	it->runs = made;
	return made;
}

static enum status read_batch(struct verifying *it, const struct audit_entry *entry,
			      struct tree *leaves, bool *whole, struct error *error)
{
	struct rows rows;
	bool found;
	uint64_t count = 0;
	struct verify_progress *run = progress_of(it, (int64_t)entry->subject_id);
	TRY(store_query(it->app->store, SQL_recommendation_batch,
			BIND(dmn_number(run->run_id), dmn_number(run->last),
			     dmn_number((int64_t)entry->batch_count)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		run->last = rows_int(&rows, 0);
		count++;
		if ((status = add_leaf(it, &rows, leaves, whole, error)) != STATUS_OK)
			break;
	}
	rows_end(&rows);
	if (status == STATUS_OK && count != entry->batch_count)
		verify_bad(it, "a recommendation of its run is missing");
	return status;
}

enum status verify_run(struct verifying *it, const struct audit_entry *entry, struct error *error)
{
	struct tree leaves = { 0 };
	bool whole = true;
	if (!it->report->good || entry->batch_count == 0 ||
	    !text_is(entry->action, app_use_word(USE_RUN)))
		return STATUS_OK;
	TRY(read_batch(it, entry, &leaves, &whole, error));
	struct digest root = tree_root(&leaves);
	if (!whole || !digest_equal(&root, &entry->batch_root))
		verify_bad(it, "a recommendation of its run was altered");
	return STATUS_OK;
}
