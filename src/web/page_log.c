/* SPDX-License-Identifier: Apache-2.0 */
/* The whole log, searched, for who inspects; and what was found, to be taken away. */
#include "app/log_search.h"
#include "web/trail_table.h"
#include "web/words.h"

static struct log_query query_of(const struct visit *visit)
{
	return (struct log_query){ .reference = visit_field(visit, "reference"),
				   .actor = visit_field(visit, "actor"),
				   .kind = visit_field(visit, "kind"),
				   .from = visit_field(visit, "from"),
				   .until = visit_field(visit, "until"),
				   .before = visit_number(visit, "before") };
}

static void line(struct visit *visit, const char *name, const char *label)
{
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .value = visit_field(visit, name),
							 .classes = TEXT("govuk-input--width-10"),
							 .spellcheck = GOVUK_OFF,
							 .error = visit_message(visit, name) });
}

static void show_filter(struct visit *visit)
{
	struct govuk_option options[AUDIT_KIND_COUNT + 1] = { { .text = TEXT("Any") } };
	for (unsigned i = 0; i < AUDIT_KIND_COUNT; i++) {
		struct text code = text_from(audit_kind_code((enum audit_kind)i));
		options[i + 1] = (struct govuk_option){ .text = written_capital(visit->arena, code),
							.value = code };
	}
	govuk_query_begin(&visit->html, TEXT("/log"));
	html_begin(&visit->html, "div");
	html_class(&visit->html, "remit-filter", TEXT(""));
	line(visit, "reference", "Reference of a case");
	line(visit, "actor", "Account");
	govuk_select(&visit->html, &(struct govuk_select){ .name = TEXT("kind"),
							   .label.text = TEXT("Kind"),
							   .value = visit_field(visit, "kind"),
							   .error = visit_message(visit, "kind"),
							   .options = options,
							   .option_count = AUDIT_KIND_COUNT + 1 });
	line(visit, "from", "From, as 2026-03-31");
	line(visit, "until", "Until, as 2026-03-31");
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Search"),
					     .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
	html_end(&visit->html);
}

/* The same search elsewhere: another page of it, or a file. */
static struct text link_to(struct visit *visit, const char *path, int64_t before)
{
	static const char *const names[] = { "reference", "actor", "kind", "from", "until" };
	struct fields fields = { 0 };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (visit_field(visit, names[i]).length != 0)
			fields_add(visit->arena, &fields, text_from(names[i]),
				   visit_field(visit, names[i]));
	if (before != 0)
		fields_add(visit->arena, &fields, TEXT("before"),
			   visit_format(visit, "%lld", (long long)before));
	struct text query = fields_write(visit->arena, &fields);
	return visit_format(visit, "%s%s%.*s", path, query.length != 0 ? "?" : "", TEXT_ARG(query));
}

static void show_found(struct visit *visit, const struct log_found *found)
{
	size_t count = found->entries.count;
	if (count == 0) {
		govuk_body(&visit->html, TEXT("No entry of the log is like that."));
		return;
	}
	trail_table(visit, found->entries.at, count);
	if (found->more)
		govuk_pagination(
			&visit->html,
			&(struct govuk_pagination){
				.label = TEXT("Older entries"),
				.next.text = TEXT("Older entries"),
				.next.href = link_to(visit, "/log",
						     found->entries.at[count - 1].number) });
	visit_link(visit, "What was found as CSV", link_to(visit, "/log.csv", 0));
	visit_link(visit, "What was found as JSON lines", link_to(visit, "/log.jsonl", 0));
}

enum status page_log(struct visit *visit)
{
	struct caseload caseload;
	struct log_found found = { 0 };
	struct log_query query = query_of(visit);
	TRY(visit_pack(visit, &caseload));
	enum status status = log_search(&visit->app, caseload.pack->name, &query, LOG_SEARCH_PAGE,
					&found, visit->error);
	if (status != STATUS_OK)
		TRY(visit_refused(visit, status, NULL));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Log", .part = "/log", .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("Log"));
	govuk_body(&visit->html,
		   TEXT("Everything that was done and looked at, by anybody. That you "
			"search it is an entry, too."));
	show_filter(visit);
	if (visit->problems.count == 0)
		show_found(visit, &found);
	return visit_page_end(visit);
}

static enum status give(struct visit *visit, bool csv)
{
	struct caseload caseload;
	struct log_found found;
	struct log_query query = query_of(visit);
	TRY(visit_pack(visit, &caseload));
	TRY(log_search(&visit->app, caseload.pack->name, &query, LOG_SEARCH_MOST, &found,
		       visit->error));
	visit->response->status = 200;
	visit->response->type = csv ? "text/csv; charset=utf-8" : "application/jsonl";
	visit->response->body =
		csv ? log_found_csv(visit->arena, &found) : log_found_lines(visit->arena, &found);
	http_add_header(visit->response, "Content-Disposition",
			csv ? TEXT("attachment; filename=log.csv")
			    : TEXT("attachment; filename=log.jsonl"));
	return STATUS_OK;
}

enum status page_log_csv(struct visit *visit)
{
	return give(visit, true);
}

enum status page_log_lines(struct visit *visit)
{
	return give(visit, false);
}
