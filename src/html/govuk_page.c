/* SPDX-License-Identifier: Apache-2.0 */
/* The page from doctype to </html>. */
#include "html/govuk_page.h"

#include "html/govuk_internal.h"

static void link_to(struct html *html, const char *relation, struct text type, struct text path)
{
	if (path.length == 0)
		return;
	html_begin(html, "link");
	html_attribute(html, "rel", text_from(relation));
	govuk_filled(html, "type", type);
	html_attribute(html, "href", path);
	html_end(html);
}

static void head(struct html *html, const struct govuk_page *page)
{
	html_begin(html, "head");
	html_begin(html, "meta");
	html_attribute(html, "charset", TEXT("utf-8"));
	html_end(html);
	html_element(html, "title", page->title);
	html_begin(html, "meta");
	html_attribute(html, "name", TEXT("viewport"));
	html_attribute(html, "content", TEXT("width=device-width, initial-scale=1"));
	html_end(html);
	link_to(html, "stylesheet", (struct text){ 0 }, page->css_path);
	link_to(html, "icon", TEXT("image/svg+xml"), page->icon_path);
	if (page->js_path.length != 0) {
		html_begin(html, "script");
		html_attribute(html, "type", TEXT("module"));
		html_attribute(html, "src", page->js_path);
		html_end(html);
	}
	html_end(html);
}

static struct html_part account(struct html *html, const struct govuk_page *page)
{
	struct html part = html_part_begin(html);
	if (page->account_name.length == 0)
		return html_part_end(&part);
	html_begin(&part, "div");
	html_class(&part, "remit-account", (struct text){ 0 });
	html_begin(&part, page->account_path.length != 0 ? "a" : "span");
	html_class(&part, "remit-account__name", (struct text){ 0 });
	govuk_filled(&part, "href", page->account_path);
	html_text(&part, page->account_name);
	html_end(&part);
	if (page->sign_out_path.length != 0) {
		govuk_form_begin(&part, page->sign_out_path, page->form_token);
		html_begin(&part, "button");
		html_class(&part, "remit-link-button", (struct text){ 0 });
		html_attribute(&part, "type", TEXT("submit"));
		html_text(&part, govuk_or(page->words.sign_out, "Sign out"));
		html_end(&part);
		html_end(&part);
	}
	html_end(&part);
	return html_part_end(&part);
}

static void header(struct html *html, const struct govuk_page *page)
{
	bool has_header_text = page->header_text.length != 0;
	html_begin(html, "header");
	html_class(html, "govuk-template__header", (struct text){ 0 });
	govuk_generic_header(
		html, &(struct govuk_generic_header){
			      .logo_text = has_header_text ? page->header_text : page->service_name,
			      .url = page->home_path });
	struct html_part end = account(html, page);
	if (has_header_text || page->navigation_count != 0 || end.markup.length != 0)
		govuk_service_navigation(
			html, &(struct govuk_service_navigation){
				      .service_name = has_header_text ? page->service_name
								      : (struct text){ 0 },
				      .service_url = govuk_or(page->home_path, "/"),
				      .items = page->navigation,
				      .item_count = page->navigation_count,
				      .label = page->words.service,
				      .menu_text = page->words.menu,
				      .end = end,
				      .is_end_inline = end.markup.length != 0 });
	if (page->phase.length != 0)
		govuk_phase_banner(html,
				   &(struct govuk_phase_banner){ .tag = { .text = page->phase },
								 .text = page->phase_text });
	/* In the header, since what lies in no landmark is passed over by some. */
	if (page->before_main.markup.length != 0) {
		html_begin(html, "div");
		html_class(html, "govuk-width-container", (struct text){ 0 });
		html_put(html, page->before_main);
		html_end(html);
	}
	html_end(html);
}

void govuk_page_begin(struct html *html, const struct govuk_page *page)
{
	html_doctype(html);
	html_begin(html, "html");
	html_class(html, "govuk-template", (struct text){ 0 });
	html_attribute(html, "lang", govuk_or(page->language, "en"));
	head(html, page);
	html_begin(html, "body");
	html_class_begin(html, "govuk-template__body");
	html_class_add(html, page->is_wide, "remit-wide");
	html_class_end(html);
	govuk_skip_link(html, &(struct govuk_skip_link){
				      .href = TEXT("#main-content"),
				      .text = govuk_or(page->words.skip, "Skip to main content") });
	header(html, page);
	html_begin(html, "div");
	html_class(html, "govuk-width-container", (struct text){ 0 });
	html_begin(html, "main");
	html_class(html, "govuk-main-wrapper", (struct text){ 0 });
	html_attribute(html, "id", TEXT("main-content"));
}

void govuk_page_end(struct html *html, const struct govuk_page *page)
{
	html_end(html);
	html_end(html);
	if (page->footer_link_count != 0 || page->footer_text.length != 0) {
		html_begin(html, "footer");
		html_class(html, "govuk-template__footer", (struct text){ 0 });
		govuk_footer(html,
			     &(struct govuk_footer){ .has_meta = true,
						     .meta_items = page->footer_links,
						     .meta_item_count = page->footer_link_count,
						     .meta_text = page->footer_text });
		html_end(html);
	}
	html_end(html);
	html_end(html);
}
