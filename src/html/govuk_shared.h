/* SPDX-License-Identifier: Apache-2.0 */
/* What the options of all components share.
 *
 * Options are structs for designated initialisers; what is zeroed is left out or takes the
 * component's default. `.text` is escaped; `.html`, where a component has one, takes its place. A
 * text whose `at` is NULL is not given; TEXT("") is given and empty. What an option points at must
 * live until the component is written: a compound literal ends with its block. Names, classes and
 * their order are those of govuk-frontend, whose fixtures the tests run (tests/html/fixtures.c). */
#ifndef REMIT_HTML_GOVUK_SHARED_H
#define REMIT_HTML_GOVUK_SHARED_H

#include "html/html.h"

/* Yes, no, or what the component does when it is not told; `true` is on. */
enum govuk_switch {
	GOVUK_UNSET,
	GOVUK_ON,
	GOVUK_OFF
};

/* Words with, when wanted, classes and attributes of their element. */
struct govuk_content {
	struct text text;
	struct html_part html;
	struct text classes;
	struct html_attributes attributes;
};

/* A link in a list of links. */
struct govuk_link {
	struct text text;
	struct html_part html;
	struct text href;
	struct text visually_hidden_text; /* after the text: "Change" becomes "Change name" */
	struct text classes;
	struct html_attributes attributes;
};

#endif
