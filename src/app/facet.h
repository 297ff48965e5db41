/* SPDX-License-Identifier: Apache-2.0 */
/* The facets of an item: its codes of the fields that the pack's `filters` name, as a text that a
 * worklist is filtered by, ";record.field=CODE;" for each in the pack's order. */
#ifndef REMIT_APP_FACET_H
#define REMIT_APP_FACET_H

#include "app/assemble.h"

#define FACET_BLOCKED ";blocked;"

/* A field's value of the record that an item is about, or of the one above it; null where there is
 * none. */
dmn_value facet_value(struct batch *batch, struct assembled_row *about,
		      const struct pack_fact *fact);
/* May lists be made by it on that day? A special characteristic only while an authorisation holds.
 */
bool facet_offers(const struct pack *pack, const struct pack_fact *fact, int64_t day);
struct text facet_text(struct batch *batch, struct assembled_row *about);
/* The same with a mark that no filter asks for, where the rules name a barrier: how much is
 * blocked, those see who see the load (app/team.h), as a number. */
struct text facet_blocked(struct arena *arena, struct text facets, dmn_value result);
/* What SQL's `like` (escape '!') finds of the chosen codes, one for each of pack->filters, empty
 * where any will do; empty where nothing is chosen. */
struct text facet_pattern(struct arena *arena, const struct pack *pack, const struct text *codes);

#endif
