/* SPDX-License-Identifier: Apache-2.0 */
/* A letter as its author writes it: plain text with headings, lists and fields.
 *
 *	# The decision on repair {repair.reference}
 *
 *	We have decided: {decision.outcome}
 *
 *	## If the repair is urgent
 *	when: urgent
 *
 *	- A line of a list
 *	- {repair.done_on | not yet}
 *
 * `#` is the title, once and first; `##` begins a section, whose next line may name the condition
 * under which it stands; `- ` is a line of a list; lines that follow each other are one paragraph.
 * In braces stands a field, and behind a bar what stands there where it is empty. */
#ifndef REMIT_LETTER_TEMPLATE_H
#define REMIT_LETTER_TEMPLATE_H

#include "base/error.h"
#include "base/list.h"
#include "base/text.h"

struct template_place {
	unsigned line, column; /* from 1 */
};

/* Words, or a field. */
struct template_part {
	bool is_field;
	struct text text; /* the words, or the field's name */
	struct text otherwise;
	bool has_otherwise;
	struct template_place place;
};

enum template_kind {
	TEMPLATE_TITLE,
	TEMPLATE_SECTION,
	TEMPLATE_PARAGRAPH,
	TEMPLATE_ITEM
};

struct template_block {
	enum template_kind kind;
	struct text when; /* of a section: its condition's name, or empty */
	struct template_place place;
	struct {
		LIST_OF(struct template_part);
	} parts;
};

struct letter_template {
	struct {
		LIST_OF(struct template_block);
	} blocks; /* the title first */
};

/* STATUS_INVALID with the row and column, without a file. The texts are views of `text`. */
enum status template_read(struct arena *arena, struct text text, struct letter_template *out,
			  struct error *error) MUST_USE;
/* Is the block one field and nothing else? */
bool template_is_alone(const struct template_block *block);

#endif
