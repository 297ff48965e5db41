/* SPDX-License-Identifier: Apache-2.0 */
/* Documents in words, and as evidence that reasons cite. */
#include "app/case_document.h"

#include "app/item_look.h"
#include "letter/written.h"

static struct text kind_words(const struct pack *pack, struct text media_type)
{
	for (size_t i = 0; i < pack->documents.kind_count; i++)
		if (text_equal(pack->documents.kinds[i].media_type, media_type))
			return pack->documents.kinds[i].words;
	return media_type;
}

static struct text size_words(struct arena *arena, int64_t size)
{
	if (size < 1000)
		return text_format(arena, "%lld bytes", (long long)size);
	return size < 1000000 ? text_format(arena, "%.0f KB", (double)size / 1e3)
			      : text_format(arena, "%.1f MB", (double)size / 1e6);
}

struct text case_document_words(struct caseload *caseload, const struct case_document *it)
{
	const struct pack_documents *takes = &caseload->pack->documents;
	const struct pack_code *type =
		takes->types != NULL ? pack_find_code(takes->types, it->type) : NULL;
	struct text kind = kind_words(caseload->pack, it->media_type);
	return text_format(caseload->arena, "%.*s, %.*s, %.*s, received %.*s",
			   TEXT_ARG(type != NULL ? type->sentence : it->type), TEXT_ARG(kind),
			   TEXT_ARG(size_words(caseload->arena, it->size)),
			   TEXT_ARG(written_date(caseload->arena, it->received_on)));
}

int64_t case_document_cited(struct text cite)
{
	const struct text prefix = TEXT(DOCUMENT_PREFIX);
	int64_t id = 0;
	if (!text_starts(cite, prefix) || cite.length > prefix.length + 15)
		return 0;
	for (size_t i = prefix.length; i < cite.length; i++) {
		if (cite.at[i] < '0' || cite.at[i] > '9')
			return 0;
		id = id * 10 + (cite.at[i] - '0');
	}
	return id;
}

struct text case_document_name(struct caseload *caseload, const struct case_document *it)
{
	return text_format(caseload->arena, "Document %lld: %.*s", (long long)it->id,
			   TEXT_ARG(it->title));
}

enum status item_cite_documents(struct item *item, struct citables *out, struct error *error)
{
	struct arena *arena = item->caseload.arena;
	struct case_document_list documents;
	TRY(case_document_list(&item->caseload, item->case_id, &documents, error));
	for (size_t i = 0; i < documents.count; i++) {
		const struct case_document *it = &documents.at[i];
		struct citable made = { .name = text_format(arena, DOCUMENT_PREFIX "%lld",
							    (long long)it->id),
					.label = case_document_name(&item->caseload, it),
					.value = case_document_words(&item->caseload, it) };
		list_push(arena, out, made);
	}
	return STATUS_OK;
}

struct text item_cited(struct item *item, struct text name)
{
	struct text field_name;
	struct text record_name = text_cut(name, '.', &field_name);
	const struct pack_record *record = pack_find_record(item->caseload.pack, record_name);
	const struct pack_field *field =
		record != NULL ? pack_find_field(record, field_name) : NULL;
	struct case_document document;
	if (field != NULL)
		return text_format(item->caseload.arena, "%.*s: %.*s", TEXT_ARG(record->label),
				   TEXT_ARG(field->label));
	if (case_document_cited(name) == 0 ||
	    case_document_find(&item->caseload, case_document_cited(name), &document, NULL) !=
		    STATUS_OK)
		return name;
	return case_document_name(&item->caseload, &document);
}
