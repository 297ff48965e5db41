/* SPDX-License-Identifier: Apache-2.0 */
/* A page with every component, and a list as casework has it, for components.mjs to look at.
 * usage: sample FOLDER, which gets index.html, list.html and assets/ */
#include "html/assets.h"
#include "html/govuk.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define LONG "EM-2022-000000000000000000000000000000000000000000000000001234"

static void write_file(struct arena *arena, const char *folder, struct text path, const void *bytes,
		       size_t size)
{
	const char *name = text_c(arena, text_format(arena, "%s/%.*s", folder, TEXT_ARG(path)));
	FILE *file = fopen(name, "wb");
	if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
		perror(name);
		exit(1);
	}
}

static struct govuk_page page_of(struct text title)
{
	static const struct govuk_navigation_item navigation[] = {
		{ .text = TEXT("Worklist"), .href = TEXT("list.html"), .is_active = true },
		{ .text = TEXT("Import"), .href = TEXT("#import") },
		{ .text = TEXT("Reports"), .href = TEXT("#reports") },
		{ .text = TEXT("Audit"), .href = TEXT("#audit") },
	};
	static const struct govuk_link footer[] = {
		{ .text = TEXT("Accessibility statement"), .href = TEXT("#accessibility") },
		{ .text = TEXT("Cookies"), .href = TEXT("#cookies") },
	};
	return (struct govuk_page){
		.title = title,
		.header_text = TEXT("Review hub"),
		.service_name = TEXT("Review conditions"),
		.css_path = html_asset_path("remit.css"),
		.js_path = html_asset_path("remit.js"),
		.icon_path = html_asset_path("icon.svg"),
		.navigation = navigation,
		.navigation_count = 4,
		.account_name = TEXT("caseworker-EO-1"),
		.sign_out_path = TEXT("/sign-out"),
		.form_token = TEXT("0123"),
		.phase = TEXT("Demonstration"),
		.phase_text = TEXT("All people on these pages are invented."),
		.footer_links = footer,
		.footer_link_count = 2,
		.footer_text = TEXT("remit 0.1.0"),
		.is_wide = true,
	};
}

static void messages(struct html *html)
{
	static const struct govuk_link errors[] = {
		{ .text = TEXT("Enter a reason"), .href = TEXT("#reason") },
		{ .text = TEXT("Choose what should happen"), .href = TEXT("#outcome") },
		{ .text = TEXT("The date must have a year"), .href = TEXT("#since-year") },
	};
	govuk_error_summary(html, &(struct govuk_error_summary){ .errors = errors,
								 .error_count = 3,
								 .disable_auto_focus = GOVUK_ON });
	govuk_notification_banner(
		html, &(struct govuk_notification_banner){
			      .text = TEXT("The person's circumstances changed yesterday.") });
	govuk_notification_banner(html, &(struct govuk_notification_banner){
						.is_success = true,
						.title_id = TEXT("done-title"),
						.disable_auto_focus = GOVUK_ON,
						.text = TEXT("Your view is recorded.") });
	govuk_warning_text(html, &(struct govuk_warning_text){
					 .text = TEXT("A decision needs a second person.") });
	govuk_inset_text(html,
			 &(struct govuk_inset_text){
				 .text = TEXT("The recommendation stays sealed until you have "
					      "recorded your own view.") });
	govuk_panel(html, &(struct govuk_panel){ .title = { .text = TEXT("Decision recorded") },
						 .text = TEXT("Reference " LONG),
						 .heading_level = 2 });
	govuk_details_begin(html, &(struct govuk_details){
					  .summary = { .text = TEXT("Why this comes first") } });
	govuk_body(html, TEXT("The three-month review is overdue by 12 days."));
	govuk_details_end(html);
}

static void lists(struct html *html)
{
	static const struct govuk_link change = { .text = TEXT("Change"),
						  .href = TEXT("#change"),
						  .visually_hidden_text = TEXT("address") };
	static const struct govuk_summary_row rows[] = {
		{ .key = { .text = TEXT("Reference") }, .value = { .text = TEXT(LONG) } },
		{ .key = { .text = TEXT("Address") },
		  .value = { .text = TEXT("1 High Street, Croydon") },
		  .actions = &change,
		  .action_count = 1 },
	};
	static const struct govuk_summary_card card = { .title = { .text = TEXT("Person") },
							.heading_level = 3 };
	static const struct govuk_content tags[] = {
		{ .text = TEXT("In progress"), .classes = TEXT("govuk-tag--teal") },
		{ .text = TEXT("Overdue"), .classes = TEXT("govuk-tag--red") },
		{ .text = TEXT("Waiting"), .classes = TEXT("govuk-tag--yellow") },
		{ .text = TEXT("Closed"), .classes = TEXT("govuk-tag--grey") },
	};
	static const struct govuk_task tasks[] = {
		{ .title = { .text = TEXT("Check the facts") },
		  .href = TEXT("#facts"),
		  .hint = { .text = TEXT("Two sources do not agree") },
		  .tag = &tags[0] },
		{ .title = { .text = TEXT("Record your view") },
		  .status = { .text = TEXT("Cannot start yet"),
			      .classes = TEXT("govuk-task-list__status--cannot-start-yet") } },
	};
	govuk_heading(html, 2, "m", TEXT("The case"));
	govuk_summary_list(html, &(struct govuk_summary_list){ .rows = rows, .row_count = 2 });
	govuk_summary_list(
		html, &(struct govuk_summary_list){ .card = &card, .rows = rows, .row_count = 2 });
	govuk_task_list(html, &(struct govuk_task_list){ .items = tasks, .item_count = 2 });
	html_begin(html, "p");
	for (size_t i = 0; i < 4; i++) {
		govuk_tag(html, &tags[i]);
		html_text(html, TEXT(" "));
	}
	html_end(html);
	govuk_bullets(html, (const struct text[]){ TEXT("first"), TEXT("second") }, 2);
}

static void choices(struct html *html)
{
	struct html inner = html_part_begin(html);
	govuk_input(&inner, &(struct govuk_input){ .label = { .text = TEXT("Which address") },
						   .name = TEXT("address") });
	const struct govuk_choice outcomes[] = {
		{ .text = TEXT("Keep the condition"),
		  .value = TEXT("KEEP"),
		  .hint = TEXT("Nothing changes") },
		{ .text = TEXT("Change the address"),
		  .value = TEXT("CHANGE"),
		  .conditional = html_part_end(&inner) },
		{ .divider = TEXT("or") },
		{ .text = TEXT("I cannot say yet"), .value = TEXT("ABSTAIN") },
	};
	static const struct govuk_choice safeguards[] = {
		{ .text = TEXT("I read the medical note"), .value = TEXT("medical") },
		{ .text = TEXT("I read the message of 3 March"), .value = TEXT("message") },
	};
	static const struct govuk_fieldset outcome = {
		.legend = { .text = TEXT("What should happen?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	static const struct govuk_fieldset confirm = {
		.legend = { .text = TEXT("What did you consider?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(html, &(struct govuk_choices){
				   .fieldset = &outcome,
				   .error = { .text = TEXT("Choose what should happen") },
				   .name = TEXT("outcome"),
				   .items = outcomes,
				   .item_count = 4 });
	govuk_checkboxes(html, &(struct govuk_choices){ .fieldset = &confirm,
							.hint = { .text = TEXT("All that apply") },
							.name = TEXT("safeguards"),
							.items = safeguards,
							.item_count = 2 });
}

static void fields(struct html *html)
{
	static const struct govuk_option options[] = { { .text = TEXT("All") },
						       { .text = TEXT("Mine") } };
	static const struct govuk_fieldset since = {
		.legend = { .text = TEXT("Since when?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_character_count(
		html, &(struct govuk_character_count){
			      .textarea = { .label = { .text = TEXT("Your reason") },
					    .hint = { .text = TEXT("Say what the evidence is.") },
					    .error = { .text = TEXT("Enter a reason") },
					    .name = TEXT("reason") },
			      .most_characters = 500 });
	govuk_textarea(html, &(struct govuk_textarea){ .label = { .text = TEXT("Note") },
						       .name = TEXT("note") });
	govuk_date_input(html, &(struct govuk_date_input){
				       .fieldset = &since,
				       .hint = { .text = TEXT("For example, 31 3 2022") },
				       .error = { .text = TEXT("The date must have a year") },
				       .year = { .error = GOVUK_ON },
				       .id = TEXT("since"),
				       .name_prefix = TEXT("since") });
	govuk_select(html, &(struct govuk_select){ .label = { .text = TEXT("Show") },
						   .name = TEXT("show"),
						   .options = options,
						   .option_count = 2 });
	govuk_input(html, &(struct govuk_input){ .label = { .text = TEXT("Daily cost") },
						 .name = TEXT("cost"),
						 .classes = TEXT("govuk-input--width-5"),
						 .prefix = { .text = TEXT("£") },
						 .input_mode = TEXT("decimal") });
	govuk_password_input(html, &(struct govuk_password_input){
					   .input = { .label = { .text = TEXT("Password") },
						      .name = TEXT("password") } });
	govuk_file_upload(html,
			  &(struct govuk_file_upload){ .label = { .text = TEXT("Extract, as CSV") },
						       .name = TEXT("extract") });
}

static void tabs(struct html *html)
{
	static const struct govuk_tab items[] = {
		{ .label = TEXT("Facts"), .id = TEXT("facts"), .panel = { .text = TEXT("One") } },
		{ .label = TEXT("History"),
		  .id = TEXT("history"),
		  .panel = { .text = TEXT("Two") } },
	};
	govuk_tabs(html, &(struct govuk_tabs){ .items = items, .item_count = 2 });
}

static struct html_part crumbs(struct html *html)
{
	static const struct govuk_link items[] = {
		{ .text = TEXT("Worklist"), .href = TEXT("list.html") }, { .text = TEXT(LONG) }
	};
	static const struct govuk_language languages[] = {
		{ .text = TEXT("English"), .is_current = true },
		{ .text = TEXT("Cymraeg"),
		  .href = TEXT("#cy"),
		  .language = TEXT("cy"),
		  .description = TEXT("Change the language to Welsh") },
	};
	struct html part = html_part_begin(html);
	govuk_language_navigation(
		&part, &(struct govuk_language_navigation){ .items = languages, .item_count = 2 });
	govuk_breadcrumbs(&part, &(struct govuk_breadcrumbs){ .items = items, .item_count = 2 });
	return html_part_end(&part);
}

static struct text components_page(struct arena *arena)
{
	struct html html = html_new(arena);
	struct govuk_page page = page_of(TEXT("Error: Case - Review conditions"));
	page.before_main = crumbs(&html);
	govuk_page_begin(&html, &page);
	messages(&html);
	govuk_caption(&html, "l", TEXT("Three-month review"));
	govuk_heading(&html, 1, "l", TEXT("Case " LONG));
	govuk_split_begin(&html, false);
	govuk_split_main_begin(&html);
	lists(&html);
	tabs(&html);
	html_end(&html);
	govuk_split_side_begin(&html, TEXT("Your view"));
	govuk_form_begin(&html, TEXT("/view"), TEXT("0123"));
	choices(&html);
	fields(&html);
	govuk_button(&html, &(struct govuk_button){ .text = TEXT("Record my view") });
	html_end(&html);
	html_end(&html);
	html_end(&html);
	govuk_page_end(&html, &page);
	return html_finish(&html);
}

static void list_table(struct html *html)
{
	static const struct govuk_cell heads[] = {
		{ .text = TEXT("Reference") }, { .text = TEXT("Person") },
		{ .text = TEXT("Pack") },      { .text = TEXT("Why it comes first") },
		{ .text = TEXT("Due") },       { .text = TEXT("Days"), .is_numeric = true },
		{ .text = TEXT("State") },
	};
	static const struct govuk_table table = { .caption = TEXT("Cases, the first to do first"),
						  .caption_classes =
							  TEXT("govuk-table__caption--m"),
						  .classes = TEXT("remit-dense"),
						  .heads = heads,
						  .head_count = 7,
						  .first_cell_is_header = true };
	govuk_scroll_begin(html, table.caption);
	govuk_table_begin(html, &table);
	for (unsigned i = 1; i <= 12; i++) {
		struct html link = html_part_begin(html);
		govuk_link(&link, &(struct govuk_link){
					  .text = text_format(html->out.arena, "EM-2022-%06u", i),
					  .href = TEXT("index.html") });
		struct html tag = html_part_begin(html);
		govuk_tag(&tag, &(struct govuk_content){ .text = TEXT("Overdue"),
							 .classes = TEXT("govuk-tag--red") });
		const struct govuk_cell cells[] = {
			{ .html = html_part_end(&link) },
			{ .text = TEXT("Ade Example") },
			{ .text = TEXT("Three-month review") },
			{ .text = TEXT("The legal clock has run out; no view is recorded yet") },
			{ .text = TEXT("31 March 2022") },
			{ .text = text_format(html->out.arena, "%u", 120 - i), .is_numeric = true },
			{ .html = html_part_end(&tag) },
		};
		govuk_table_row(html, &table, cells, 7);
	}
	govuk_table_end(html);
	govuk_scroll_end(html);
}

static struct text list_page(struct arena *arena)
{
	static const struct govuk_page_link pages[] = {
		{ .number = TEXT("1"), .href = TEXT("#1") },
		{ .number = TEXT("2"), .href = TEXT("#2"), .is_current = true },
		{ .is_ellipsis = true },
		{ .number = TEXT("40"), .href = TEXT("#40") },
	};
	struct html html = html_new(arena);
	struct govuk_page page = page_of(TEXT("Worklist - Review conditions"));
	govuk_page_begin(&html, &page);
	govuk_heading(&html, 1, "l", TEXT("Worklist"));
	govuk_split_begin(&html, true);
	govuk_filter_begin(&html, TEXT("list.html"), TEXT("Filters"));
	govuk_input(&html, &(struct govuk_input){ .label = { .text = TEXT("Reference or name") },
						  .name = TEXT("q") });
	govuk_filter_end(&html, TEXT("Apply filters"));
	govuk_split_main_begin(&html);
	govuk_body(&html, TEXT("Showing 13 to 24 of 480"));
	list_table(&html);
	govuk_pagination(&html, &(struct govuk_pagination){ .previous = { .href = TEXT("#1") },
							    .next = { .href = TEXT("#3") },
							    .items = pages,
							    .item_count = 4 });
	html_end(&html);
	html_end(&html);
	govuk_page_end(&html, &page);
	return html_finish(&html);
}

int main(int count, char **arguments)
{
	if (count != 2)
		return 2;
	struct arena *arena = arena_new(0);
	mkdir(arguments[1], 0777);
	mkdir(text_c(arena, text_format(arena, "%s/assets", arguments[1])), 0777);
	struct text index = components_page(arena), list = list_page(arena);
	write_file(arena, arguments[1], TEXT("index.html"), index.at, index.length);
	write_file(arena, arguments[1], TEXT("list.html"), list.at, list.length);
	for (size_t i = 0; i < html_asset_count; i++)
		write_file(arena, arguments[1], text_from(html_assets[i].path),
			   html_assets[i].bytes, html_assets[i].size);
	arena_free(arena);
	return 0;
}
