/* SPDX-License-Identifier: Apache-2.0 */
#include "app/facet.h"

#include "app/evaluate.h"
#include "base/builder.h"

dmn_value facet_value(struct batch *batch, struct assembled_row *about,
		      const struct pack_fact *fact)
{
	const struct pack_record *record = batch->caseload->pack->decision.about;
	struct assembled_row *row = about;
	while (row != NULL && record != fact->record) {
		row = batch_parent(batch, record, row);
		record = record->parent;
	}
	return row != NULL ? row->row.values[fact->field->index] : dmn_null();
}

bool facet_offers(const struct pack *pack, const struct pack_fact *fact, int64_t day)
{
	return fact->field->sensitivity != PACK_SENSITIVITY_SPECIAL ||
	       pack_authorises(pack, fact->field, PACK_AUTHORISED_LISTS, day);
}

static void add(struct builder *out, const struct pack_fact *fact, struct text code)
{
	builder_add_format(out, ";%.*s.%.*s=%.*s;", TEXT_ARG(fact->record->name),
			   TEXT_ARG(fact->field->name), TEXT_ARG(code));
}

struct text facet_text(struct batch *batch, struct assembled_row *about)
{
	const struct pack *pack = batch->caseload->pack;
	struct builder out = builder_new(batch->arena);
	for (size_t i = 0; i < pack->filter_count; i++) {
		if (!facet_offers(pack, &pack->filters[i], batch->as_of))
			continue;
		struct text code = evaluate_text(facet_value(batch, about, &pack->filters[i]));
		if (code.length != 0)
			add(&out, &pack->filters[i], code);
	}
	return builder_text(&out);
}

struct text facet_blocked(struct arena *arena, struct text facets, dmn_value result)
{
	dmn_value barriers = evaluate_member(result, "Barriers");
	if (barriers.kind != DMN_LIST || barriers.count == 0)
		return facets;
	return text_format(arena, "%.*s" FACET_BLOCKED, TEXT_ARG(facets));
}

struct text facet_pattern(struct arena *arena, const struct pack *pack, const struct text *codes)
{
	struct builder plain = builder_new(arena);
	struct builder out = builder_new(arena);
	for (size_t i = 0; codes != NULL && i < pack->filter_count; i++)
		if (codes[i].length != 0) {
			builder_add_byte(&plain, '\n'); /* between two: anything */
			add(&plain, &pack->filters[i], codes[i]);
		}
	struct text text = builder_text(&plain);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c == '_' || c == '%' || c == '!')
			builder_add_byte(&out, '!');
		builder_add_byte(&out, c == '\n' ? '%' : c);
	}
	if (text.length != 0)
		builder_add_byte(&out, '%');
	return builder_text(&out);
}
