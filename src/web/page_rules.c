/* SPDX-License-Identifier: Apache-2.0 */
/* The rules in the open: what the pack is for, who owns it, its outcomes, its files. */
#include "web/rules.h"
#include "web/words.h"

static void row(struct govuk_summary_row *out, const char *key, struct text value)
{
	*out = (struct govuk_summary_row){ .key.text = text_from(key), .value.text = value };
}

static void show_pack(struct visit *visit, const struct pack *pack)
{
	struct govuk_summary_row rows[5];
	row(&rows[0], "Name and version",
	    visit_format(visit, "%.*s %.*s", TEXT_ARG(pack->name), TEXT_ARG(pack->version)));
	row(&rows[1], "Owner", pack->owner);
	row(&rows[2], "Purpose", pack->purpose);
	row(&rows[3], "Lawful basis", pack->lawful_basis);
	row(&rows[4], "Engine", text_from(dmn_version()));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows, .row_count = 5 });
}

static struct text day(struct visit *visit, dmn_value value)
{
	return value.kind == DMN_DATE
		       ? written_date(visit->arena, visit_day(visit, dmn_date_days(value)))
		       : TEXT("not set");
}

static struct text of_what(struct visit *visit, const struct pack_assessment *it)
{
	return visit_format(
		visit, "%.*s %.*s", TEXT_ARG(it->pack),
		TEXT_ARG(it->version.length != 0 ? it->version : TEXT("(no version said)")));
}

void rules_assessments(struct visit *visit, const struct pack *pack)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Assessment") },
					    { .text = TEXT("Of") },
					    { .text = TEXT("Reference") },
					    { .text = TEXT("Done") },
					    { .text = TEXT("Again by") } };
	struct govuk_table table = { .caption = TEXT("Impact assessments"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, TEXT("Impact assessments"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < pack->assessment_count; i++) {
		const struct pack_assessment *it = &pack->assessments[i];
		const struct govuk_cell cells[] = { { .text = it->title },
						    { .text = of_what(visit, it) },
						    { .text = it->reference },
						    { .text = day(visit, it->done) },
						    { .text = day(visit, it->review) } };
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

void rules_authorisations(struct visit *visit, const struct pack *pack)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Characteristic") }, { .text = TEXT("Used for") },
		{ .text = TEXT("Reference") },	    { .text = TEXT("By") },
		{ .text = TEXT("From") },	    { .text = TEXT("Until") }
	};
	struct govuk_table table = { .caption = TEXT("Authorisations of special characteristics"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 6 };
	if (pack->authorisation_count == 0) {
		govuk_body(&visit->html, TEXT("No rule reads a special characteristic, such as "
					      "nationality, and no list is made by one."));
		return;
	}
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < pack->authorisation_count; i++) {
		const struct pack_authorisation *it = &pack->authorisations[i];
		const struct govuk_cell cells[] = {
			{ .text = it->field->label },	  { .text = it->scope },
			{ .text = it->reference },	  { .text = it->by },
			{ .text = day(visit, it->from) }, { .text = day(visit, it->until) }
		};
		govuk_table_row(&visit->html, &table, cells, 6);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_codes(struct visit *visit, const char *heading, const struct pack_codes *codes)
{
	if (codes == NULL)
		return;
	struct text *items = arena_new_array(visit->arena, struct text, codes->code_count + 1);
	for (size_t i = 0; i < codes->code_count; i++)
		items[i] = codes->codes[i].sentence;
	govuk_details_begin(&visit->html,
			    &(struct govuk_details){ .summary.text = text_from(heading) });
	govuk_bullets(&visit->html, items, codes->code_count);
	govuk_details_end(&visit->html);
}

static void show_outcomes(struct visit *visit, const struct pack *pack)
{
	const struct pack_decision *decision = &pack->decision;
	struct text *items =
		arena_new_array(visit->arena, struct text, decision->outcome_count + 1);
	for (size_t i = 0; i < decision->outcome_count; i++)
		items[i] = decision->outcomes[i].sentence;
	govuk_heading(&visit->html, 2, "m", TEXT("What can come out, least intrusive first"));
	govuk_bullets(&visit->html, items, decision->outcome_count);
	show_codes(visit, "Reasons that the rules give", decision->reasons);
	show_codes(visit, "What stops action", decision->barriers);
	show_codes(visit, "What a person must consider", decision->safeguards);
	show_codes(visit, "What brings a case forward", decision->priorities);
}

static void show_files(struct visit *visit, const struct pack *pack)
{
	struct html *html = &visit->html;
	govuk_heading(html, 2, "m", TEXT("The files"));
	govuk_body(html,
		   TEXT("The rules are a DMN model that any DMN editor opens; every rule names the "
			"paragraph that it comes from."));
	html_begin(html, "ul");
	html_class(html, "govuk-list govuk-list--bullet govuk-!-text-break-word", TEXT(""));
	for (size_t i = 0; i < pack->file_count; i++) {
		html_begin(html, "li");
		govuk_link(html,
			   &(struct govuk_link){
				   .text = pack->files[i].name,
				   .href = visit_format(visit, "/rules/file?pack=%.*s&name=%.*s",
							TEXT_ARG(pack->name),
							TEXT_ARG(pack->files[i].name)) });
		html_end(html);
	}
	html_end(html);
}

/* Other streams of work. */
static enum status show_others(struct visit *visit, const struct pack *shown)
{
	struct caseload_list all = { 0 };
	TRY(caseload_newest(&visit->app, &all, visit->error));
	for (size_t i = 0; i < all.count; i++) {
		const struct pack *pack = all.at[i].pack;
		if (text_equal(pack->name, shown->name) || (pack->is_private && !visit->signed_in))
			continue;
		visit_link(visit,
			   visit_format(visit, "The rules of: %.*s", TEXT_ARG(pack->title)).at,
			   visit_format(visit, "/rules?pack=%.*s", TEXT_ARG(pack->name)));
	}
	return STATUS_OK;
}

enum status page_rules(struct visit *visit)
{
	struct caseload caseload;
	TRY(rules_pack(visit, &caseload));
	visit_page_begin(visit, &(struct visit_title){ .title = "Rules", .part = "/rules" });
	govuk_caption(&visit->html, "l", TEXT("Rules"));
	govuk_heading(&visit->html, 1, "l", caseload.pack->title);
	show_pack(visit, caseload.pack);
	visit_link(visit, "The rules drawn: their graph, and every table in words",
		   visit_format(visit, "/rules/drawing?pack=%.*s", TEXT_ARG(caseload.pack->name)));
	if (caseload.pack->transparency.organisation.length != 0)
		visit_link(visit, "Transparency record",
			   visit_format(visit, "/rules/record?pack=%.*s",
					TEXT_ARG(caseload.pack->name)));
	visit_link(visit, "What people say is wrong with the rules, and the answers",
		   visit_format(visit, "/rules/flags?pack=%.*s", TEXT_ARG(caseload.pack->name)));
	if (visit->signed_in && app_can(&visit->app, USE_UPTAKE, caseload.pack))
		visit_link(visit, "What becomes of recommendations, rule by rule",
			   visit_format(visit, "/rules/uptake?pack=%.*s",
					TEXT_ARG(caseload.pack->name)));
	if (visit->signed_in && app_can(&visit->app, USE_WHATIF, caseload.pack))
		visit_link(visit, "What if a value were another?",
			   visit_format(visit, "/rules/whatif?pack=%.*s",
					TEXT_ARG(caseload.pack->name)));
	visit_link(visit, "Versions: what changed, who proposed it and who took it up",
		   TEXT("/rules/versions"));
	TRY(show_others(visit, caseload.pack));
	rules_moved(visit, caseload.pack);
	rules_assessments(visit, caseload.pack);
	rules_authorisations(visit, caseload.pack);
	show_outcomes(visit, caseload.pack);
	show_files(visit, caseload.pack);
	return visit_page_end(visit);
}

enum status page_rules_file(struct visit *visit)
{
	struct caseload caseload;
	TRY(rules_pack(visit, &caseload));
	const struct pack_file *file = pack_find_file(caseload.pack, visit_field(visit, "name"));
	if (file == NULL)
		return error_set(visit->error, STATUS_NOT_FOUND, "the pack has no such file");
	visit->response->status = 200;
	visit->response->type = "text/plain; charset=utf-8";
	visit->response->body = file->bytes;
	http_add_header(visit->response, "Content-Disposition", TEXT("attachment"));
	return STATUS_OK;
}
