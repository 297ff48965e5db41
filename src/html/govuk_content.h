/* SPDX-License-Identifier: Apache-2.0 */
/* Components that show: tables, lists, messages. */
#ifndef REMIT_HTML_GOVUK_CONTENT_H
#define REMIT_HTML_GOVUK_CONTENT_H

#include "html/govuk_shared.h"

/* Text in the styles of GOV.UK. `size` is "xl", "l", "m" or "s". */
void govuk_heading(struct html *html, int level, const char *size, struct text text);
void govuk_caption(struct html *html, const char *size, struct text text);
void govuk_body(struct html *html, struct text text);
/* For screen readers alone. */
void govuk_hidden_text(struct html *html, struct text text);
void govuk_link(struct html *html, const struct govuk_link *link);
/* Items of text; open and close a list of other things with html_begin and html_class. */
void govuk_bullets(struct html *html, const struct text *items, size_t count);

struct govuk_cell {
	struct text text;
	struct html_part html;
	struct text classes;
	struct html_attributes attributes;
	unsigned column_span;
	unsigned row_span;
	bool is_numeric; /* to the right, with figures of one width */
};

struct govuk_table {
	struct text caption;
	struct text caption_classes; /* govuk-table__caption--m */
	struct text classes;
	struct html_attributes attributes;
	const struct govuk_cell *heads;
	size_t head_count;
	bool first_cell_is_header;
};

/* Begin, rows, end. In a table whose first cell is a header, a row's first cell is its name. */
void govuk_table_begin(struct html *html, const struct govuk_table *table);
void govuk_table_row(struct html *html, const struct govuk_table *table,
		     const struct govuk_cell *cells, size_t count);
void govuk_table_end(struct html *html);

struct govuk_summary_row {
	struct govuk_content key;
	struct govuk_content value;
	struct text classes;
	struct text action_classes;
	const struct govuk_link *actions; /* .visually_hidden_text says what is changed */
	size_t action_count;
};

struct govuk_summary_card {
	struct govuk_content title;
	unsigned heading_level; /* 2 when 0 */
	struct text classes;
	struct text action_classes;
	struct html_attributes attributes;
	const struct govuk_link *actions;
	size_t action_count;
};

struct govuk_summary_list {
	const struct govuk_summary_card *card; /* none: the list alone */
	struct text classes;		       /* govuk-summary-list--no-border */
	struct html_attributes attributes;
	const struct govuk_summary_row *rows;
	size_t row_count;
};

void govuk_summary_list(struct html *html, const struct govuk_summary_list *list);

/* Classes give the colour: govuk-tag--grey, --green, --teal, --purple, --magenta, --red, --orange,
 * --yellow; blue without. */
void govuk_tag(struct html *html, const struct govuk_content *tag);

struct govuk_task {
	struct govuk_content title;
	struct govuk_content hint;
	struct govuk_content status;	 /* words, or */
	const struct govuk_content *tag; /* a tag */
	struct text href;		 /* none: cannot start yet */
	struct text classes;
	bool is_left_out; /* not written, but counted in the ids */
};

struct govuk_task_list {
	struct text id_prefix; /* "task-list" when not given */
	struct text classes;
	struct html_attributes attributes;
	const struct govuk_task *items;
	size_t item_count;
};

void govuk_task_list(struct html *html, const struct govuk_task_list *list);

struct govuk_page_link {
	struct text number;
	struct text href;
	struct text label; /* "Page <number>" when not given */
	struct html_attributes attributes;
	bool is_current;
	bool is_ellipsis; /* nothing else is read then */
};

struct govuk_neighbour {
	struct text href; /* none: no such page */
	struct text text; /* "Previous page", "Next page" */
	struct html_part html;
	struct text label; /* what stands there, under it, when there are no numbers */
	struct html_attributes attributes;
};

struct govuk_pagination {
	struct govuk_neighbour previous, next;
	struct text label; /* of the landmark; "Pagination" */
	struct text classes;
	struct html_attributes attributes;
	const struct govuk_page_link *items;
	size_t item_count;
};

void govuk_pagination(struct html *html, const struct govuk_pagination *pagination);

struct govuk_details {
	struct govuk_content summary;
	struct text id;
	struct text classes;
	struct html_attributes attributes;
	bool is_open;
};

/* Anything may stand between begin and end. */
void govuk_details_begin(struct html *html, const struct govuk_details *details);
void govuk_details_end(struct html *html);

struct govuk_warning_text {
	struct text text;
	struct html_part html;
	struct text icon_text; /* "Warning" when not given */
	struct text classes;
	struct html_attributes attributes;
};

void govuk_warning_text(struct html *html, const struct govuk_warning_text *warning);

struct govuk_inset_text {
	struct text text;
	struct html_part html;
	struct text id;
	struct text classes;
	struct html_attributes attributes;
};

void govuk_inset_text(struct html *html, const struct govuk_inset_text *inset);

struct govuk_notification_banner {
	struct govuk_content title; /* "Important", or "Success" */
	struct text text;	    /* one line, large */
	struct html_part html;
	struct text role;
	struct text title_id;
	struct text classes;
	struct html_attributes attributes;
	unsigned heading_level; /* 2 when 0 */
	enum govuk_switch disable_auto_focus;
	bool is_success; /* green, and read out at once */
};

void govuk_notification_banner(struct html *html, const struct govuk_notification_banner *banner);

struct govuk_panel_action {
	struct text text;
	struct text href;
	struct text type; /* "button": a link too looks like a button */
	struct text classes;
	struct html_attributes attributes;
};

/* What was done, with its reference; or, with the class govuk-panel--interruption, a question
 * before it is done, with actions. */
struct govuk_panel {
	struct govuk_content title;
	struct text text;
	struct html_part html;
	unsigned heading_level; /* 1 when 0 */
	struct text classes;
	struct html_attributes attributes;
	struct text action_classes;
	struct html_attributes action_attributes;
	const struct govuk_panel_action *actions;
	size_t action_count;
};

void govuk_panel(struct html *html, const struct govuk_panel *panel);

struct govuk_error_summary {
	struct govuk_content title; /* "There is a problem" when not given */
	struct govuk_content description;
	const struct govuk_link *errors; /* .href is "#" and the id of the field */
	size_t error_count;
	struct text classes;
	struct html_attributes attributes;
	enum govuk_switch disable_auto_focus;
};

/* First in main; put "Error: " before the page's title. */
void govuk_error_summary(struct html *html, const struct govuk_error_summary *summary);

struct govuk_tab {
	struct text label;
	struct text id; /* made of the prefix when not given */
	struct html_attributes attributes;
	struct govuk_content panel;
	bool is_left_out; /* not written, but counted in the ids */
};

struct govuk_tabs {
	struct text title; /* "Contents" when not given */
	struct text id;
	struct text id_prefix;
	struct text classes;
	struct html_attributes attributes;
	const struct govuk_tab *items;
	size_t item_count;
};

void govuk_tabs(struct html *html, const struct govuk_tabs *tabs);

#endif
