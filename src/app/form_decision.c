/* SPDX-License-Identifier: Apache-2.0 */
/* The decision on the form, in the words of who made it. */
#include "app/form_internal.h"
#include "app/item_look.h"

#include "base/builder.h"

static struct text evidence_words(const struct filling *filling, struct text json)
{
	struct builder out = builder_new(filling->arena);
	dmn_value list = dmn_null();
	dmn_from_json(filling->arena, json.at, json.length, &list);
	for (size_t i = 0; list.kind == DMN_LIST && i < list.count; i++) {
		builder_add_c(&out, i == 0 ? "" : "\n");
		builder_add(&out, item_cited(filling->item, evaluate_text(dmn_list_at(list, i))));
	}
	return builder_text(&out);
}

static void row(struct filling *filling, const char *key, struct text value)
{
	document_row(filling->document, text_from(key), value, TEXT(""));
}

void form_no_decision(struct filling *filling)
{
	document_section(filling->document, TEXT("Decision"));
	document_hint(filling->document, TEXT("No decision stands."));
	document_blank(filling->document, 4);
}

/* What each safeguard that came with the recommendation was answered with. */
static void add_answers(struct filling *filling)
{
	const struct pack_codes *codes = filling->item->caseload.pack->decision.safeguards;
	const struct text prefix = TEXT(SAFEGUARD_PREFIX);
	bool is_first = true;
	for (size_t i = 0; i < dmn_context_count(filling->judgements); i++) {
		struct text name;
		dmn_value answer = dmn_context_at(filling->judgements, i, &name.at, &name.length);
		if (!text_starts(name, prefix))
			continue;
		if (is_first)
			document_section(filling->document, TEXT("What only a person can weigh"));
		is_first = false;
		document_heading(
			filling->document,
			explain_sentence(codes, text_slice(name, prefix.length, name.length)));
		document_paragraph(filling->document, evaluate_text(answer));
	}
}

void form_decision(struct filling *filling, const struct item_decision *decision)
{
	const struct pack_outcome *outcome =
		pack_find_outcome(filling->item->caseload.pack, decision->outcome);
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&decision->payload, hash);
	if (filling->judgements.kind == DMN_CONTEXT)
		add_answers(filling);
	document_section(filling->document, TEXT("Decision"));
	row(filling, "Outcome", outcome != NULL ? outcome->sentence : decision->outcome);
	row(filling, "Reasons", decision->reasons);
	row(filling, "Evidence cited", evidence_words(filling, decision->evidence));
	if (decision->switch_reason.length != 0)
		row(filling, "Why the view changed", decision->switch_reason);
	row(filling, "Decided by", decision->actor);
	row(filling, "Decided on", app_instant(filling->arena, decision->made_at));
	row(filling, "State", decision->state);
	row(filling, "Hash to sign", text_copy(filling->arena, text_from(hash)));
}
