/* SPDX-License-Identifier: Apache-2.0 */
/* The versions of the rules: what is proposed, what was taken up, by whom and why. */
#include "app/proposal.h"
#include "web/rules.h"
#include "web/words.h"

static const struct {
	const char *state, *words;
} states[] = {
	{ "open", "Waits for another person" }, { "taken", "Taken up" }, { "refused", "Refused" },
	{ "withdrawn", "Withdrawn" },		{ "lapsed", "Lapsed" },
};

struct text rules_state(struct text state)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (text_is(state, states[i].state))
			return text_from(states[i].words);
	return state;
}

static struct html_part proposal_link(struct visit *visit, int64_t id, struct text words)
{
	struct html part = html_part_begin(&visit->html);
	if (id == 0)
		html_text(&part, words);
	else
		govuk_link(&part, &(struct govuk_link){
					  .text = words,
					  .href = visit_format(visit, "/rules/proposals/%lld",
							       (long long)id) });
	return html_part_end(&part);
}

static struct text name_of(struct visit *visit, struct text pack, struct text version)
{
	return visit_format(visit, "%.*s %.*s", TEXT_ARG(pack), TEXT_ARG(version));
}

static void show_proposals(struct visit *visit, const struct proposal_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Version") },
					    { .text = TEXT("Proposed by") },
					    { .text = TEXT("When") },
					    { .text = TEXT("What changes, and why") },
					    { .text = TEXT("State") } };
	struct govuk_table table = { .caption = TEXT("Proposed versions"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct proposal *it = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .html = proposal_link(visit, it->id,
						name_of(visit, it->pack, it->version)) },
			{ .text = rules_staff(visit, it->proposed_by) },
			{ .text = words_instant(visit, it->proposed_at) },
			{ .text = it->statement },
			{ .text = rules_state(it->state) },
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* The first version is nobody's proposal; an older release did not record who took it up. */
static void show_version(struct visit *visit, const struct govuk_table *table,
			 const struct pack_taken *it)
{
	struct text name = name_of(visit, it->pack, it->version);
	const struct govuk_cell cells[] = {
		{ .html = proposal_link(visit, it->proposal, name) },
		{ .text = words_instant(visit, it->taken_at) },
		{ .text = it->taken_by.length != 0 ? rules_staff(visit, it->taken_by)
						   : TEXT("Not recorded") },
		{ .text = it->proposal != 0 ? rules_staff(visit, it->proposed_by)
					    : TEXT("The first version") },
		{ .text = it->statement },
	};
	govuk_table_row(&visit->html, table, cells, 5);
}

static void show_versions(struct visit *visit, const struct pack_taken_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Version") },
					    { .text = TEXT("In force from") },
					    { .text = TEXT("Taken up by") },
					    { .text = TEXT("Proposed by") },
					    { .text = TEXT("What changed, and why") } };
	struct govuk_table table = { .caption = TEXT("Versions that were taken up, latest first"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++)
		show_version(visit, &table, &list->at[i]);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* Who has no account reads of what was taken up, of packs that are read by everybody. */
static enum status leave_open(struct visit *visit, struct proposal_list *proposals,
			      struct pack_taken_list *versions)
{
	size_t kept = 0;
	bool may;
	if (visit->signed_in)
		return STATUS_OK;
	proposals->count = 0;
	for (size_t i = 0; i < versions->count; i++) {
		TRY(rules_may(visit, versions->at[i].pack, &may));
		if (may)
			versions->at[kept++] = versions->at[i];
	}
	versions->count = kept;
	return STATUS_OK;
}

enum status page_versions(struct visit *visit)
{
	struct proposal_list proposals;
	struct pack_taken_list versions;
	TRY(proposal_read(&visit->app, &proposals, visit->error));
	TRY(pack_taken_read(&visit->app, &versions, visit->error));
	TRY(leave_open(visit, &proposals, &versions));
	visit_page_begin(visit, &(struct visit_title){ .title = "Versions of the rules",
						       .part = "/rules",
						       .back = TEXT("/rules"),
						       .back_text = "Rules",
						       .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("Versions of the rules"));
	govuk_body(&visit->html,
		   TEXT("A changed version takes two people: one proposes it and says what changes "
			"and why, another takes it up. It has to pass its checks and rule cases, "
			"and to have impact assessments of its own that are in date."));
	if (proposals.count != 0)
		show_proposals(visit, &proposals);
	else if (visit->signed_in)
		govuk_body(&visit->html, TEXT("No version is proposed."));
	show_versions(visit, &versions);
	return visit_page_end(visit);
}
