/* SPDX-License-Identifier: Apache-2.0 */
/* Notification banner, panel, error summary. */
#include "html/govuk_internal.h"

static struct text banner_role(const struct govuk_notification_banner *banner)
{
	return govuk_or(banner->role, banner->is_success ? "alert" : "region");
}

void govuk_notification_banner(struct html *html, const struct govuk_notification_banner *banner)
{
	struct text id = govuk_or(banner->title_id, "govuk-notification-banner-title");
	html_begin(html, "div");
	html_class_begin(html, "govuk-notification-banner");
	html_class_add(html, banner->is_success, "govuk-notification-banner--success");
	html_class_more(html, banner->classes);
	html_class_end(html);
	html_attribute(html, "role", banner_role(banner));
	html_attribute(html, "aria-labelledby", id);
	html_attribute(html, "data-module", TEXT("govuk-notification-banner"));
	govuk_state(html, "data-disable-auto-focus", banner->disable_auto_focus);
	html_attributes(html, banner->attributes);
	html_begin(html, "div");
	html_class(html, "govuk-notification-banner__header", (struct text){ 0 });
	html_begin(html, govuk_heading_name(banner->heading_level, 2));
	html_class(html, "govuk-notification-banner__title", (struct text){ 0 });
	html_attribute(html, "id", id);
	html_content(html,
		     govuk_or(banner->title.text, banner->is_success ? "Success" : "Important"),
		     banner->title.html);
	html_end(html);
	html_end(html);
	html_begin(html, "div");
	html_class(html, "govuk-notification-banner__content", (struct text){ 0 });
	if (banner->html.markup.length != 0) {
		html_put(html, banner->html);
	} else if (banner->text.length != 0) {
		html_begin(html, "p");
		html_class(html, "govuk-notification-banner__heading", (struct text){ 0 });
		html_text(html, banner->text);
		html_end(html);
	}
	html_end(html);
	html_end(html);
}

static void panel_action(struct html *html, const struct govuk_panel_action *action)
{
	if (action->href.length == 0 || text_is(action->type, "button")) {
		govuk_button(html, &(struct govuk_button){
					   .text = action->text,
					   .type = govuk_or(action->type, "button"),
					   .classes = govuk_ids(html, TEXT("govuk-button--inverse"),
								action->classes),
					   .href = action->href,
					   .attributes = action->attributes });
		return;
	}
	govuk_link(html,
		   &(struct govuk_link){
			   .text = action->text,
			   .href = action->href,
			   .classes = govuk_ids(html, TEXT("govuk-link--inverse"), action->classes),
			   .attributes = action->attributes });
}

static void panel_actions(struct html *html, const struct govuk_panel *panel)
{
	govuk_open(html, "div", "govuk-panel__actions", panel->action_classes,
		   panel->action_attributes);
	if (panel->action_count != 0) {
		html_begin(html, "div");
		html_class(html, "govuk-button-group", (struct text){ 0 });
		for (size_t i = 0; i < panel->action_count; i++) {
			panel_action(html, &panel->actions[i]);
			html_text(html, TEXT(" "));
		}
		html_end(html);
	}
	html_end(html);
}

void govuk_panel(struct html *html, const struct govuk_panel *panel)
{
	bool is_interruption =
		text_find(panel->classes, TEXT("govuk-panel--interruption"), 0) != SIZE_MAX;
	html_begin(html, "div");
	html_class_begin(html, "govuk-panel");
	html_class_add(html, !is_interruption, "govuk-panel--confirmation");
	html_class_more(html, panel->classes);
	html_class_end(html);
	html_attributes(html, panel->attributes);
	html_begin(html, govuk_heading_name(panel->heading_level, 1));
	html_class(html, "govuk-panel__title", (struct text){ 0 });
	html_content(html, panel->title.text, panel->title.html);
	html_end(html);
	if (govuk_has(panel->text, panel->html)) {
		html_begin(html, "div");
		html_class(html, "govuk-panel__body", (struct text){ 0 });
		html_content(html, panel->text, panel->html);
		html_end(html);
	}
	if (is_interruption && (panel->action_count != 0 || panel->action_classes.length != 0))
		panel_actions(html, panel);
	html_end(html);
}

static void error_item(struct html *html, const struct govuk_link *error)
{
	html_begin(html, "li");
	if (error->href.length != 0) {
		html_begin(html, "a");
		html_attribute(html, "href", error->href);
		html_attributes(html, error->attributes);
	}
	html_content(html, error->text, error->html);
	if (error->href.length != 0)
		html_end(html);
	html_end(html);
}

static void error_body(struct html *html, const struct govuk_error_summary *summary)
{
	html_begin(html, "div");
	html_class(html, "govuk-error-summary__body", (struct text){ 0 });
	if (govuk_has(summary->description.text, summary->description.html)) {
		html_begin(html, "p");
		html_content(html, summary->description.text, summary->description.html);
		html_end(html);
	}
	if (summary->error_count != 0) {
		html_begin(html, "ul");
		html_class(html, "govuk-list govuk-error-summary__list", (struct text){ 0 });
		for (size_t i = 0; i < summary->error_count; i++)
			error_item(html, &summary->errors[i]);
		html_end(html);
	}
	html_end(html);
}

void govuk_error_summary(struct html *html, const struct govuk_error_summary *summary)
{
	govuk_open(html, "div", "govuk-error-summary", summary->classes, summary->attributes);
	govuk_state(html, "data-disable-auto-focus", summary->disable_auto_focus);
	html_attribute(html, "data-module", TEXT("govuk-error-summary"));
	html_begin(html, "div");
	html_attribute(html, "role", TEXT("alert"));
	html_begin(html, "h2");
	html_class(html, "govuk-error-summary__title", (struct text){ 0 });
	html_content(html, govuk_or(summary->title.text, "There is a problem"),
		     summary->title.html);
	html_end(html);
	error_body(html, summary);
	html_end(html);
	html_end(html);
}
