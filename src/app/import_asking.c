/* SPDX-License-Identifier: Apache-2.0 */
/* The connection that an import asks by while the other sends. */
#include "app/import_internal.h"

static struct record_shape *shape_of(const struct loading *loading,
				     const struct pack_record *record)
{
	return &loading->caseload->shapes[record->index];
}

static enum status open_both(struct loading *loading, struct error *error)
{
	struct asking *it = &loading->asking;
	const struct pack_record *parent = loading->file->record->parent;
	TRY(typed_open(it->store, shape_of(loading, parent), &it->parent, error));
	return typed_open(it->store, shape_of(loading, caseload_root(parent)), &it->root, error);
}

/* What this very transaction has written, another connection does not see. */
static bool helps(const struct loading *loading)
{
	const struct pack_record *record = loading->file->record;
	return store_is_far(loading->caseload->app->store) && !loading->dry_run &&
	       loading->compartment == NULL && record->parent != NULL && record->parent != record;
}

void import_asking_start(struct loading *loading)
{
	struct error ignored = { 0 }; /* without it the import is slower, and no more */
	if (!helps(loading) || store_open_beside(loading->caseload->app->store,
						 &loading->asking.store, &ignored) != STATUS_OK) {
		loading->asking.store = NULL;
		return;
	}
	if (open_both(loading, &ignored) != STATUS_OK)
		import_asking_end(loading);
}

void import_asking_end(struct loading *loading)
{
	store_close(loading->asking.store);
	loading->asking.store = NULL;
}
