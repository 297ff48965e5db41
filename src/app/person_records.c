/* SPDX-License-Identifier: Apache-2.0 */
/* The records held on a person, of every type and compartment. */
#include "app/person_internal.h"

/* The types that lie where `telling` is. */
static enum status tell_types(struct person_telling *telling, void *user, struct error *error)
{
	const struct pack *pack = telling->caseload->pack;
	struct person_tables *it = user;
	for (size_t i = 0; i < pack->record_count; i++) {
		it->record = &pack->records[i];
		for (size_t r = 0; r < telling->roots.count; r++)
			if (caseload_root(it->record) == telling->root &&
			    caseload_has(telling->caseload, it->record))
				TRY(person_tell_type(it, telling->roots.at[r], error));
	}
	return person_rejects(telling, &it->rejected, error);
}

static enum status tell_closed(struct person_telling *telling, void *user, struct error *error)
{
	const struct person_tables *it = user;
	TRY(tell_types(telling, user, error));
	return it->beside(telling, NULL, error);
}

enum status person_records(struct person_telling *telling, person_tell *beside, struct error *error)
{
	struct person_tables it = { .telling = telling, .beside = beside };
	TRY(tell_types(telling, &it, error));
	TRY(person_compartments(telling, tell_closed, &it, error));
	person_section(telling, "records", "What is held, value by value", &it.values);
	person_section(telling, "sources", "What each source says, where there are several",
		       &it.sides);
	person_section(telling, "history", "What stood before", &it.earlier);
	person_section(telling, "reject", "Rows about the person that were not taken",
		       &it.rejected);
	return STATUS_OK;
}
