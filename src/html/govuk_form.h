/* SPDX-License-Identifier: Apache-2.0 */
/* Components of forms. Each field is a form group: label or legend, hint, error message, control;
 * the control is described by hint and error. Ids are made of the field's: `name-hint`,
 * `name-error`, and for the nth choice `name-n` (the first is `name` itself, so that an error
 * summary can link to it). */
#ifndef REMIT_HTML_GOVUK_FORM_H
#define REMIT_HTML_GOVUK_FORM_H

#include "html/govuk_shared.h"

struct govuk_label {
	struct text text;
	struct html_part html;
	struct text for_id; /* set by the field that it labels */
	struct text classes;
	struct html_attributes attributes;
	bool is_page_heading;
};

struct govuk_hint {
	struct text text;
	struct html_part html;
	struct text id; /* set by the field */
	struct text classes;
	struct html_attributes attributes;
};

/* Given when it has text or html; the field then stands out in red. */
struct govuk_error_message {
	struct text text;
	struct html_part html;
	struct text visually_hidden_text; /* "Error" when not given; TEXT("") for none */
	struct text id;			  /* set by the field */
	struct text classes;
	struct html_attributes attributes;
};

struct govuk_legend {
	struct text text;
	struct html_part html;
	struct text classes; /* govuk-fieldset__legend--m and the like */
	bool is_page_heading;
};

struct govuk_fieldset {
	struct govuk_legend legend;
	struct text described_by;
	struct text role;
	struct text classes;
	struct html_attributes attributes;
};

struct govuk_form_group {
	struct text classes;
	struct html_attributes attributes;
	struct html_part before; /* right before and after the control or the choices */
	struct html_part after;
};

void govuk_label(struct html *html, const struct govuk_label *label);
void govuk_hint(struct html *html, const struct govuk_hint *hint);
void govuk_error_message(struct html *html, const struct govuk_error_message *message);
/* Anything may stand between begin and end. */
void govuk_fieldset_begin(struct html *html, const struct govuk_fieldset *fieldset);
void govuk_fieldset_end(struct html *html);

struct govuk_button {
	struct text text;
	struct html_part html;
	struct text name;
	struct text value;
	struct text type; /* "submit" when not given */
	struct text href; /* given: a link that looks like a button */
	struct text id;
	struct text classes; /* govuk-button--secondary, --warning, --inverse */
	struct html_attributes attributes;
	enum govuk_switch prevent_double_click;
	bool is_disabled;
	bool is_start_button;
};

void govuk_button(struct html *html, const struct govuk_button *button);

struct govuk_affix {
	struct text text;
	struct html_part html;
	struct text classes;
	struct html_attributes attributes;
};

struct govuk_input {
	struct govuk_label label;
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id; /* the name when not given */
	struct text name;
	struct text value;
	struct text type; /* "text" when not given */
	struct text input_mode;
	struct text autocomplete;
	struct text autocapitalize;
	struct text pattern;
	struct text described_by;
	struct text classes; /* govuk-input--width-10 and the like */
	struct html_attributes attributes;
	struct govuk_affix prefix; /* a unit or sign, not read out */
	struct govuk_affix suffix;
	struct govuk_affix wrapper; /* its classes and attributes alone */
	enum govuk_switch spellcheck;
	bool is_disabled;
};

void govuk_input(struct html *html, const struct govuk_input *input);

struct govuk_textarea {
	struct govuk_label label;
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id; /* the name when not given */
	struct text name;
	struct text value;
	struct text autocomplete;
	struct text described_by;
	struct text classes;
	struct html_attributes attributes;
	unsigned rows; /* 5 when 0 */
	enum govuk_switch spellcheck;
	bool is_disabled;
};

void govuk_textarea(struct html *html, const struct govuk_textarea *textarea);

/* A sentence for each plural form, with %{count}: { "one", "You have %{count} character left" }. */
struct govuk_plural {
	const char *rule;
	struct text text;
};

struct govuk_plurals {
	const struct govuk_plural *at;
	size_t count;
};

/* A textarea with a count of what is left. The server still checks the length. */
struct govuk_character_count {
	struct govuk_textarea textarea;
	unsigned most_characters;
	unsigned most_words;	 /* instead of characters */
	unsigned threshold;	 /* per cent; the count shows from there on */
	struct text count_type;	 /* "characters", "words" or "length" */
	struct text description; /* "You can enter up to %{count} characters" */
	struct text message_classes;
	struct govuk_plurals characters_under, characters_over, words_under, words_over;
	struct text characters_at, words_at;
};

void govuk_character_count(struct html *html, const struct govuk_character_count *count);

struct govuk_option {
	struct text text;
	struct text value; /* not given: the text */
	struct html_attributes attributes;
	enum govuk_switch selected; /* unset: when it has the select's value */
	bool is_disabled;
};

struct govuk_select {
	struct govuk_label label;
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id; /* the name when not given */
	struct text name;
	struct text value;
	struct text described_by;
	struct text classes;
	struct html_attributes attributes;
	const struct govuk_option *options;
	size_t option_count;
	bool is_disabled;
};

void govuk_select(struct html *html, const struct govuk_select *select);

/* A radio button or a checkbox. */
struct govuk_choice {
	struct text text;
	struct html_part html;
	struct text value;
	struct text id;	  /* made of the field's when not given */
	struct text name; /* of a checkbox, the field's when not given */
	struct text hint;
	struct html_part hint_html;
	struct text divider; /* given: the word between two choices ("or"), and nothing else */
	struct html_part conditional; /* shown while it is chosen; without JavaScript, always */
	struct text label_classes;
	struct html_attributes label_attributes;
	struct html_attributes attributes;
	enum govuk_switch checked; /* unset: when it has the field's value */
	bool is_exclusive;	   /* a checkbox that clears the others: "None of these" */
	bool is_disabled;
	bool is_left_out; /* not written, but counted in the ids of those that follow */
};

struct govuk_choices {
	const struct govuk_fieldset *fieldset; /* with the legend; a form wants one */
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id_prefix; /* the name when not given */
	struct text name;
	struct text value;	   /* of the chosen radio button */
	const struct text *values; /* of the checked checkboxes */
	size_t value_count;
	struct text described_by; /* checkboxes without a fieldset */
	struct text classes;	  /* govuk-radios--inline, --small; govuk-checkboxes--small */
	struct html_attributes attributes;
	const struct govuk_choice *items;
	size_t item_count;
};

void govuk_radios(struct html *html, const struct govuk_choices *radios);
void govuk_checkboxes(struct html *html, const struct govuk_choices *checkboxes);

struct govuk_date_item {
	struct text name;  /* "day", "month" or "year" when not given */
	struct text label; /* the name with a capital when not given */
	struct text value;
	struct text id;
	struct text input_mode; /* "numeric" when not given */
	struct text autocomplete;
	struct text pattern;
	struct text classes;
	struct html_attributes attributes;
	enum govuk_switch
		error; /* on: this one is wrong; none on: an error marks all that are unset */
	bool is_left_out;
};

/* Day, month and year, or `items` in their place. Fields are named `prefix-day` and so on. */
struct govuk_date_input {
	const struct govuk_fieldset *fieldset;
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id;
	struct text name_prefix;
	struct text classes;
	struct html_attributes attributes;
	struct govuk_date_item day, month, year;
	const struct govuk_date_item *items;
	size_t item_count;
};

void govuk_date_input(struct html *html, const struct govuk_date_input *date);

struct govuk_password_input {
	struct govuk_input input; /* type, spellcheck and capitals are set here */
	struct text show_text, hide_text;
	struct text show_label, hide_label; /* for screen readers */
	struct text shown_announcement, hidden_announcement;
	struct text button_classes;
};

void govuk_password_input(struct html *html, const struct govuk_password_input *password);

/* The field for a file, in a form of govuk_upload_begin. */
struct govuk_file_upload {
	struct govuk_label label;
	struct govuk_hint hint;
	struct govuk_error_message error;
	struct govuk_form_group group;
	struct text id; /* the name when not given */
	struct text name;
	struct text described_by;
	struct text classes;
	struct html_attributes attributes;
	/* With JavaScript, a place to drop files on, with these words. Its button has a name that
	 * does not begin with what is seen on it (WCAG 2.5.3): leave it out where one can. */
	bool has_drop_zone;
	struct govuk_affix wrapper; /* its classes and attributes alone */
	struct text choose_text, drop_text, none_text, entered_text, left_text;
	struct govuk_plurals many_texts;
	bool is_multiple;
	bool is_disabled;
};

void govuk_file_upload(struct html *html, const struct govuk_file_upload *upload);

#endif
