/* SPDX-License-Identifier: Apache-2.0 */
/* The record that an item is about, fact by fact. */
#include "app/item_look.h"
#include "app/reach.h"

static void add_facts(struct item *item, struct batch *batch, struct assembled_row *about,
		      const struct pack_section *section, struct about_facts *out)
{
	const struct caseload *caseload = &item->caseload;
	for (size_t i = 0; i < section->fact_count; i++) {
		const struct pack_fact *wanted = &section->facts[i];
		if (wanted->record == caseload->pack->decision.about &&
		    reach_sees(caseload->app, caseload->pack, wanted->record, wanted->field))
			list_push(caseload->arena, out,
				  explain_fact_of(batch, caseload->arena, wanted->record, about,
						  wanted->field));
	}
}

enum status item_about(struct item *item, struct about_facts *out, struct error *error)
{
	const struct pack *pack = item->caseload.pack;
	struct batch *batch;
	struct assembled_row *about;
	*out = (struct about_facts){ 0 };
	TRY(item_family(item, &batch, &about, error));
	batch_quality(batch, pack->decision.about, about);
	for (size_t i = 0; i < pack->overview.section_count; i++)
		add_facts(item, batch, about, &pack->overview.sections[i], out);
	batch_free(batch);
	return STATUS_OK;
}
