/* SPDX-License-Identifier: Apache-2.0 */
/* What the components share inside. */
#ifndef REMIT_HTML_GOVUK_INTERNAL_H
#define REMIT_HTML_GOVUK_INTERNAL_H

#include "html/govuk_content.h"
#include "html/govuk_form.h"

/* `given`, or, when its `at` is NULL or it is empty, `otherwise`. */
struct text govuk_or(struct text given, const char *otherwise);
/* The two in one, in the html's arena. */
struct text govuk_join(struct html *html, struct text head, struct text tail);
/* A list of ids with one more. */
struct text govuk_ids(struct html *html, struct text ids, struct text more);
/* An attribute that is left out when the value is not given (NULL) or, for _filled, empty. */
void govuk_given(struct html *html, const char *name, struct text value);
void govuk_filled(struct html *html, const char *name, struct text value);
void govuk_number(struct html *html, const char *name, unsigned value); /* left out when 0 */
void govuk_flag(struct html *html, const char *name, bool holds);
/* name="true" or "false", or nothing when unset. */
void govuk_state(struct html *html, const char *name, enum govuk_switch value);
bool govuk_has(struct text text, struct html_part part);
/* <name class="class_name ..." attributes>, left open. */
void govuk_open(struct html *html, const char *name, const char *class_name, struct text classes,
		struct html_attributes attributes);
/* h1 to h6; `otherwise` when the level is 0. */
const char *govuk_heading_name(unsigned level, unsigned otherwise);
struct html_attributes govuk_attributes_join(struct html *html, struct html_attributes head,
					     struct html_attributes tail);
/* Attributes with words for a script; what is empty or 0 is left out. */
struct govuk_words {
	struct html *html;
	struct html_attribute at[32];
	size_t count;
};

void govuk_words_add(struct govuk_words *list, const char *name, struct text value);
void govuk_words_add_number(struct govuk_words *list, const char *name, unsigned value);
void govuk_words_add_plurals(struct govuk_words *list, const char *name,
			     struct govuk_plurals plurals);
/* An SVG, not focusable, without a name. */
struct govuk_icon {
	const char *class_name;
	const char *width, *height, *view_box, *path, *fill;
};
void govuk_icon(struct html *html, const struct govuk_icon *icon);

/* The group around a field, up to the control: label, hint, error. */
struct govuk_field {
	const struct govuk_label *label;
	const struct govuk_hint *hint;
	const struct govuk_error_message *error;
	const struct govuk_form_group *group;
	struct text id;
	struct text described_by; /* in: from outside; out: with hint and error */
	bool is_before_inside;	  /* the control's wrapper writes group->before itself */
};

bool govuk_is_error(const struct govuk_error_message *error);
void govuk_group_begin(struct html *html, const struct govuk_form_group *group, bool is_error);
/* Hint and error message; the ids that describe the field. */
struct text govuk_describe_ids(struct html *html, const struct govuk_field *field);
void govuk_describe(struct html *html, const struct govuk_field *field);
void govuk_field_begin(struct html *html, struct govuk_field *field);
void govuk_field_end(struct html *html, const struct govuk_field *field);

#endif
