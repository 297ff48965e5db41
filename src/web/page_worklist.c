/* SPDX-License-Identifier: Apache-2.0 */
/* The worklist, and finding a case. The filter stands in the address. */
#include "app/authorised.h"
#include "app/case_file.h"
#include "app/facet.h"
#include "app/quality.h"
#include "app/reach.h"
#include "base/builder.h"
#include "letter/written.h"
#include "web/list.h"

enum {
	PAGE = 25
};

struct listing {
	struct worklist_filter filter;
	int64_t page; /* from 1 */
	struct worklist list;
};

static struct text whose_word(enum worklist_whose whose)
{
	static const char *const words[] = { "anyone", "mine", "unclaimed", "team" };
	return text_from(words[whose]);
}

/* The name of a filter in the address. */
static const char *facet_name(struct visit *visit, const struct pack_fact *fact)
{
	return visit_format(visit, "%.*s.%.*s", TEXT_ARG(fact->record->name),
			    TEXT_ARG(fact->field->name))
		.at;
}

/* The codes that are chosen; of a field that the reader does not see none. */
static const struct text *read_facets(struct visit *visit, const struct pack *pack)
{
	struct text *out = arena_new_array(visit->arena, struct text, pack->filter_count + 1);
	for (size_t i = 0; i < pack->filter_count; i++) {
		const struct pack_fact *it = &pack->filters[i];
		struct text code = visit_field(visit, facet_name(visit, it));
		bool known = pack_find_code(it->field->codes, code) != NULL &&
			     reach_sees(&visit->app, pack, it->record, it->field);
		out[i] = known ? code : TEXT("");
	}
	return out;
}

/* Also by what is no filter: an address that somebody kept. */
static enum status check_asked(struct visit *visit, const struct pack *pack)
{
	for (size_t r = 0; r < pack->record_count; r++)
		for (size_t f = 0; f < pack->records[r].field_count; f++) {
			const struct pack_fact fact = { &pack->records[r],
							&pack->records[r].fields[f] };
			if (fact.field->sensitivity == PACK_SENSITIVITY_SPECIAL &&
			    visit_field(visit, facet_name(visit, &fact)).length != 0)
				TRY(authorised_list(&visit->app, pack, fact.record, fact.field,
						    USE_WORKLIST, visit->error));
		}
	return STATUS_OK;
}

static void show_facets(struct visit *visit, const struct pack *pack, const struct text *chosen)
{
	for (size_t i = 0; i < pack->filter_count; i++) {
		const struct pack_fact *it = &pack->filters[i];
		const struct pack_codes *codes = it->field->codes;
		if (!reach_sees(&visit->app, pack, it->record, it->field) ||
		    !facet_offers(pack, it, clock_today(&visit->app.clock)))
			continue;
		struct govuk_option *options =
			arena_new_array(visit->arena, struct govuk_option, codes->code_count + 1);
		options[0] = (struct govuk_option){ .text = TEXT("Any"), .value = TEXT("") };
		for (size_t c = 0; c < codes->code_count; c++)
			options[c + 1] = (struct govuk_option){ .text = codes->codes[c].sentence,
								.value = codes->codes[c].code };
		govuk_select(&visit->html,
			     &(struct govuk_select){ .name = text_from(facet_name(visit, it)),
						     .label.text = it->field->label,
						     .value = chosen[i],
						     .options = options,
						     .option_count = codes->code_count + 1 });
	}
}

static void read_filter(const struct visit *visit, struct listing *out)
{
	enum work_state state;
	struct text word = visit_field(visit, "state");
	int64_t page = visit_number(visit, "page");
	for (unsigned i = WORKLIST_ANYONE; i <= WORKLIST_TEAM; i++)
		if (text_equal(visit_field(visit, "whose"), whose_word((enum worklist_whose)i)))
			out->filter.whose = (enum worklist_whose)i;
	if (work_state_parse(word, &state) && work_state_is_open(state))
		out->filter.state = word;
	out->page = page >= 1 && page <= WORKLIST_SKIP_MOST / PAGE ? page : 1;
	out->filter.skip = (out->page - 1) * PAGE;
	out->filter.most = PAGE;
}

static void show_filter(struct visit *visit, const struct pack *pack, const struct listing *listing,
			bool works)
{
	static const enum work_state states[] = { WORK_SEALED, WORK_VIEWED, WORK_REVEALED,
						  WORK_DECIDED };
	struct govuk_option options[5] = { { .text = TEXT("All that wait"), .value = TEXT("") } };
	struct govuk_option whose[] = {
		{ .text = TEXT("Anyone or nobody"), .value = TEXT("anyone") },
		{ .text = TEXT("Nobody"), .value = TEXT("unclaimed") },
		{ .text = TEXT("Anyone: work of my teams"), .value = TEXT("team") },
		{ .text = TEXT("Me"), .value = TEXT("mine") },
	};
	for (size_t i = 0; i < 4; i++)
		options[i + 1] = (struct govuk_option){
			.text = words_state_text(states[i]),
			.value = text_from(work_state_word(states[i])),
		};
	struct html *html = &visit->html;
	govuk_query_begin(html, TEXT("/worklist"));
	html_begin(html, "div");
	html_class(html, "remit-filter", TEXT(""));
	govuk_select(html, &(struct govuk_select){ .name = TEXT("state"),
						   .label.text = TEXT("State"),
						   .value = listing->filter.state,
						   .options = options,
						   .option_count = 5 });
	govuk_select(html, &(struct govuk_select){ .name = TEXT("whose"),
						   .label.text = TEXT("Claimed by"),
						   .value = whose_word(listing->filter.whose),
						   .options = whose,
						   .option_count = works ? 4 : 3 });
	show_facets(visit, pack, listing->filter.facets);
	govuk_button(html, &(struct govuk_button){ .text = TEXT("Apply filter"),
						   .classes = TEXT("govuk-button--secondary") });
	html_end(html);
	html_end(html);
	if (app_can(&visit->app, USE_REFERRALS, pack))
		visit_link(visit, "Referrals between streams of work", TEXT("/referrals"));
}

static struct text page_path(struct visit *visit, const struct pack *pack,
			     const struct listing *listing, int64_t page)
{
	struct builder out = builder_new(visit->arena);
	builder_add_format(&out, "/worklist?whose=%.*s&state=%.*s&page=%lld",
			   TEXT_ARG(whose_word(listing->filter.whose)),
			   TEXT_ARG(listing->filter.state), (long long)page);
	for (size_t i = 0; i < pack->filter_count; i++)
		if (listing->filter.facets[i].length != 0)
			builder_add_format(&out, "&%s=%.*s", facet_name(visit, &pack->filters[i]),
					   TEXT_ARG(listing->filter.facets[i]));
	return builder_text(&out);
}

static void show_pages(struct visit *visit, const struct pack *pack, const struct listing *listing)
{
	struct govuk_pagination pages = { .label = TEXT("Pages of the worklist") };
	bool more = listing->list.more_than ? listing->list.count == PAGE
					    : listing->filter.skip + PAGE < listing->list.total;
	if (listing->page > 1)
		pages.previous.href = page_path(visit, pack, listing, listing->page - 1);
	if (more)
		pages.next.href = page_path(visit, pack, listing, listing->page + 1);
	if (pages.previous.href.length != 0 || pages.next.href.length != 0)
		govuk_pagination(&visit->html, &pages);
}

static struct text count_words(struct visit *visit, const struct listing *listing)
{
	long long first = listing->filter.skip + 1;
	if (listing->list.count == 0)
		return TEXT("Nothing waits that fits this filter.");
	return visit_format(visit, "Showing %lld to %lld of %s%lld, in order", first,
			    first + (long long)listing->list.count - 1,
			    listing->list.more_than ? "more than " : "",
			    (long long)listing->list.total);
}

/* What is known to be wrong with the columns goes with the list. */
enum status page_worklist(struct visit *visit)
{
	struct caseload caseload;
	struct quality_caveats caveats;
	struct listing listing = { 0 };
	read_filter(visit, &listing);
	TRY(visit_pack(visit, &caseload));
	TRY(check_asked(visit, caseload.pack));
	listing.filter.facets = read_facets(visit, caseload.pack);
	TRY(worklist_read(&caseload, &listing.filter, &listing.list, visit->error));
	TRY(quality_caveats(&caseload, caseload.pack->worklist, caseload.pack->worklist_count,
			    &caveats, visit->error));
	visit_page_begin(
		visit,
		&(struct visit_title){ .title = "Worklist", .part = "/worklist", .is_wide = true });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Worklist"));
	list_find_form(visit);
	show_filter(visit, caseload.pack, &listing, app_can(&visit->app, USE_CLAIM, caseload.pack));
	govuk_body(&visit->html, count_words(visit, &listing));
	if (listing.list.count != 0)
		list_table(visit, caseload.pack, &listing.list, "Work items in order");
	show_pages(visit, caseload.pack, &listing);
	words_caveats(visit, "The quality of these columns", &caveats);
	return visit_page_end(visit);
}

enum status page_find(struct visit *visit)
{
	struct caseload caseload;
	int64_t root_id;
	bool found = false;
	struct text reference = visit_field(visit, "reference");
	TRY(visit_pack(visit, &caseload));
	if (reference.length != 0)
		TRY(case_file_find(&visit->app, caseload.pack->name, reference, &root_id, &found,
				   visit->error));
	if (found)
		return visit_redirect(visit, "/cases/%lld", (long long)root_id);
	TRY(app_may(&visit->app, USE_WORKLIST, caseload.pack, visit->error));
	visit_problem(visit, "reference",
		      reference.length == 0
			      ? TEXT("Enter a case reference")
			      : TEXT("No case has this reference: check it letter by letter"));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Find a case", .part = "/worklist" });
	govuk_heading(&visit->html, 1, "l", TEXT("Find a case"));
	list_find_form(visit);
	if (app_can(&visit->app, USE_BREAK_GLASS, caseload.pack))
		visit_link(visit, "A case that only named staff see is not found here: break-glass",
			   TEXT("/break-glass"));
	return visit_page_end(visit);
}
