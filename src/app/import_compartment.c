/* SPDX-License-Identifier: Apache-2.0 */
/* The compartments that an import writes to. */
#include "app/import_internal.h"

/* A rehearsal is one transaction in each database. */
static enum status open_it(struct importing *importing, struct text name, struct compartment *it,
			   struct error *error)
{
	TRY(compartment_open(importing->caseload->app, name, false, it, error));
	TRY(compartment_records(it, importing->caseload, error));
	return importing->call->dry_run ? app_begin(&it->app, error) : STATUS_OK;
}

enum status import_compartment(struct importing *importing, struct text name,
			       struct compartment **out, struct error *error)
{
	struct arena *arena = importing->caseload->arena;
	*out = NULL;
	if (name.length == 0)
		return STATUS_OK;
	for (size_t i = 0; i < importing->compartments.count; i++)
		if (text_equal(importing->compartments.at[i]->app.compartment, name))
			*out = importing->compartments.at[i];
	if (*out != NULL)
		return STATUS_OK;
	*out = arena_new_one(arena, struct compartment);
	list_push(arena, &importing->compartments, *out);
	return open_it(importing, name, *out, error);
}

void import_close_compartments(struct importing *importing)
{
	for (size_t i = 0; i < importing->compartments.count; i++)
		compartment_close(importing->compartments.at[i]);
}
