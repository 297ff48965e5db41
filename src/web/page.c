/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every page, and what pages share in reading forms and saying what is wrong. */
#include "web/words.h"

#include "html/assets.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text visit_format(struct visit *visit, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	struct text made = text_format_list(visit->arena, format, values);
	va_end(values);
	return made;
}

enum status visit_redirect(struct visit *visit, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	struct text where = text_format_list(visit->arena, format, values);
	va_end(values);
	http_redirect(visit->response, where);
	return STATUS_OK;
}

struct text visit_field(const struct visit *visit, const char *name)
{
	const struct http_request *request = visit->request;
	const struct fields *from = request->method == HTTP_POST ? &request->form : &request->query;
	return text_trim(fields_get(from, name));
}

int64_t visit_number_of(struct text text)
{
	int64_t number = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i > 14)
			return 0;
		number = number * 10 + (text.at[i] - '0');
	}
	return number;
}

int64_t visit_number(const struct visit *visit, const char *name)
{
	return visit_number_of(visit_field(visit, name));
}

void visit_line(struct visit *visit, const char *name, const char *label, const char *hint)
{
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .hint.text = text_from(hint),
							 .value = visit_field(visit, name),
							 .error = visit_message(visit, name) });
}

void visit_area(struct visit *visit, const char *name, const char *label)
{
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){ .name = text_from(name),
						 .label = { .text = text_from(label),
							    .classes = TEXT("govuk-label--m") },
						 .value = visit_field(visit, name),
						 .error = visit_message(visit, name) });
}

bool visit_takes(const struct visit *visit)
{
	return !visit->resumed && visit->problems.count == 0;
}

void visit_problem(struct visit *visit, const char *field, struct text message)
{
	list_push(visit->arena, &visit->problems, (struct problem){ text_from(field), message });
}

struct govuk_error_message visit_message(const struct visit *visit, const char *field)
{
	for (size_t i = 0; i < visit->problems.count; i++)
		if (text_is(visit->problems.at[i].field, field))
			return (struct govuk_error_message){
				.text = visit->problems.at[i].message
			};
	return (struct govuk_error_message){ 0 };
}

/* What the form's refusals are about, and how a page says them. */
static const struct {
	const char *code;
	const char *field;
	const char *message;
} refusals[] = {
#define FORM_REFUSAL(code, field, message) { code, field, message },
#include "web/refusal.def"
};

enum status visit_refused(struct visit *visit, enum status status, const char *field)
{
	const struct error *error = visit->error;
	for (size_t i = 0; error->code != NULL && i < sizeof refusals / sizeof refusals[0]; i++) {
		if (strcmp(refusals[i].code, error->code) != 0)
			continue;
		visit_problem(visit, refusals[i].field, text_from(refusals[i].message));
		return STATUS_OK;
	}
	if (status != STATUS_INVALID && status != STATUS_USAGE)
		return status;
	visit_problem(
		visit,
		error->field[0] != '\0' && field == NULL
			? text_c(visit->arena, text_copy(visit->arena, text_from(error->field)))
			: field,
		written_capital(visit->arena,
				visit_format(visit, "%s%s%s", error->message,
					     error->remedy[0] != '\0' ? ": " : "", error->remedy)));
	return STATUS_OK;
}

static const struct {
	const char *text;
	const char *path;
	enum use_case use;
} parts[] = {
	{ "Home", "/", USE_WORKLIST },
	{ "Worklist", "/worklist", USE_WORKLIST },
	{ "Documents", "/documents", USE_DOCUMENT },
	{ "Load", "/load", USE_LOAD },
	{ "Teams", "/teams", USE_TEAMS },
	{ "Requests", "/rectifications", USE_RECTIFICATIONS },
	{ "Letters", "/letters", USE_LETTERS },
	{ "Second looks", "/samples", USE_SAMPLE_LIST },
	{ "Reports", "/reports", USE_REPORT },
	{ "Quality", "/quality", USE_QUALITY },
	{ "Jobs", "/jobs", USE_JOBS },
	{ "Retention", "/retention", USE_RETENTION },
	{ "Runs", "/runs", USE_REPLAY },
	{ "Log", "/log", USE_LOG_SEARCH },
	{ "Training", "/training", USE_TRAINING_LIST },
	{ "Rules", "/rules", USE_STATUS },
};
enum {
	PART_COUNT = sizeof parts / sizeof parts[0]
};

/* The parts that the person may use. */
static size_t fill_navigation(struct visit *visit, const char *part,
			      struct govuk_navigation_item items[PART_COUNT])
{
	struct caseload caseload = { 0 };
	size_t count = 0;
	const struct pack *pack = visit_pack(visit, &caseload) == STATUS_OK ? caseload.pack : NULL;
	for (size_t i = 0; i < PART_COUNT; i++) {
		bool here = part != NULL && strcmp(part, parts[i].path) == 0;
		struct text path = text_from(parts[i].path);
		if (i != 0 && !app_can(&visit->app, parts[i].use, pack))
			continue;
		if (parts[i].use == USE_LETTERS && (pack == NULL || pack->letter_count == 0))
			continue;
		if (parts[i].use == USE_REPORT && (pack == NULL || pack->report_count == 0))
			continue;
		items[count++] = (struct govuk_navigation_item){
			.text = text_from(parts[i].text),
			.href = path,
			.is_current = here && text_equal(visit->request->path, path),
			.is_active = here
		};
	}
	return count;
}

static struct html_part back_link(struct visit *visit, const struct visit_title *title)
{
	struct html part = html_part_begin(&visit->html);
	govuk_back_link(&part, &(struct govuk_back_link){ .href = title->back,
							  .text = text_from(title->back_text) });
	return html_part_end(&part);
}

static void show_problems(struct visit *visit)
{
	size_t count = visit->problems.count;
	struct govuk_link *links = arena_new_array(visit->arena, struct govuk_link, count + 1);
	for (size_t i = 0; i < count; i++)
		links[i] = (struct govuk_link){
			.text = visit->problems.at[i].message,
			.href = visit_format(visit, "#%.*s", TEXT_ARG(visit->problems.at[i].field)),
		};
	if (count != 0)
		govuk_error_summary(&visit->html, &(struct govuk_error_summary){
							  .errors = links, .error_count = count });
	if (visit->notice.length != 0)
		govuk_notification_banner(
			&visit->html, &(struct govuk_notification_banner){ .text = visit->notice });
}

static const struct govuk_link *footer_links(struct visit *visit)
{
	const struct govuk_link links[] = {
		{ .text = TEXT("The rules"), .href = TEXT("/rules") },
		{ .text = TEXT("Accessibility"), .href = TEXT("/accessibility") },
		{ .text = TEXT("Cookies"), .href = TEXT("/cookies") },
	};
	return arena_copy(visit->arena, links, sizeof links);
}

void visit_page_begin(struct visit *visit, const struct visit_title *title)
{
	struct govuk_navigation_item *items =
		arena_new_array(visit->arena, struct govuk_navigation_item, PART_COUNT);
	visit->html = html_new(visit->arena);
	visit->page = (struct govuk_page){
		.title = visit_format(visit, "%s%s - remit",
				      visit->problems.count != 0 ? "Error: " : "", title->title),
		.header_text = TEXT("remit"),
		.css_path = html_asset_path("remit.css"),
		.js_path = html_asset_path("remit.js"),
		.icon_path = html_asset_path("icon.svg"),
		.footer_links = footer_links(visit),
		.footer_link_count = 3,
		.is_wide = title->is_wide,
	};
	if (visit->signed_in) {
		visit->page.navigation = items;
		visit->page.navigation_count = fill_navigation(visit, title->part, items);
		visit->page.account_name = visit->app.actor;
		visit->page.account_path = TEXT("/account");
		visit->page.sign_out_path = TEXT("/sign-out");
		visit->page.form_token = visit->form_token;
	}
	if (visit->site->is_demo) {
		visit->page.phase = TEXT("Demonstration");
		visit->page.phase_text = TEXT("Every person in this caseload is invented.");
	}
	if (title->back.length != 0)
		visit->page.before_main = back_link(visit, title);
	govuk_page_begin(&visit->html, &visit->page);
	show_problems(visit);
}

enum status visit_page_end(struct visit *visit)
{
	govuk_page_end(&visit->html, &visit->page);
	if (visit->response->status == 0)
		visit->response->status = visit->problems.count != 0 ? 422 : 200;
	visit->response->type = "text/html; charset=utf-8";
	visit->response->body = html_finish(&visit->html);
	return STATUS_OK;
}

void visit_link(struct visit *visit, const char *text, struct text href)
{
	html_begin(&visit->html, "p");
	html_class(&visit->html, "govuk-body", TEXT(""));
	govuk_link(&visit->html, &(struct govuk_link){ .text = text_from(text), .href = href });
	html_end(&visit->html);
}

struct text visit_day(struct visit *visit, int64_t day)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print_day(day, text);
	return text_copy(visit->arena, text_from(text));
}
