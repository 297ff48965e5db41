/* SPDX-License-Identifier: Apache-2.0 */
/* A document on paper: what it says, in order, without how it looks. One is made of it for the
 * browser (document_html) and one to print and keep (exchange/pdf.h); both say the same.
 *
 *	struct document document = document_new(arena, TEXT("en-GB"), TEXT("A title"));
 *	document.reference = TEXT("Item 12");
 *	document_section(&document, TEXT("The person"));
 *	document_row(&document, TEXT("Status"), TEXT("In hospital"), TEXT("Casework system"));
 *
 * Texts are not copied: they live as long as the document. They may hold anything; each renderer
 * makes them safe. Rows, items and table rows that follow each other are one list or table. */
#ifndef REMIT_LETTER_DOCUMENT_H
#define REMIT_LETTER_DOCUMENT_H

#include "base/list.h"
#include "base/text.h"

enum document_kind {
	DOCUMENT_SECTION,   /* a heading and what follows it, to the next section */
	DOCUMENT_HEADING,   /* of a part of a section */
	DOCUMENT_PARAGRAPH, /* line ends are kept */
	DOCUMENT_HINT,	    /* help, belongs to what follows */
	DOCUMENT_ROW,	    /* of a summary list: key, value, note */
	DOCUMENT_TABLE,	    /* caption and heads; its rows follow */
	DOCUMENT_TABLE_ROW,
	DOCUMENT_ITEM, /* of a list */
	DOCUMENT_BLANK /* room to write in by hand */
};

struct document_block {
	enum document_kind kind;
	struct text text;	  /* the words; the key of a row, the caption of a table */
	struct text value, note;  /* of a row; the note may be empty */
	const struct text *cells; /* the heads of a table, the cells of its row */
	size_t count;		  /* of cells; of a blank, how many lines it has room for */
};

struct document {
	struct arena *arena;
	struct text language;	    /* BCP 47 */
	struct text title;	    /* the first heading */
	struct text subtitle;	    /* under it; may be empty */
	struct text author;	    /* the organisation */
	struct text header, footer; /* on each page: whose it is, and its reference */
	struct text page, of;	    /* the words of "Page 1 of 2" */
	int64_t day;		    /* its date, since 1970-01-01 */
	struct {
		LIST_OF(struct document_block);
	} blocks;
};

/* Empty, with the English words of "Page 1 of 2". */
struct document document_new(struct arena *arena, struct text language, struct text title);
/* Is its language written from right to left? */
bool document_is_right_to_left(const struct document *document);

void document_section(struct document *document, struct text heading);
void document_heading(struct document *document, struct text heading);
void document_paragraph(struct document *document, struct text text);
void document_hint(struct document *document, struct text text);
void document_row(struct document *document, struct text key, struct text value, struct text note);
/* The heads, and then of each row the cells, are copied. A row has as many cells as heads. */
void document_table(struct document *document, struct text caption, const struct text *heads,
		    size_t count);
void document_table_row(struct document *document, const struct text *cells);
void document_item(struct document *document, struct text text);
void document_blank(struct document *document, size_t lines);

/* How many blocks from `first` make one list or table, or 1. */
size_t document_run(const struct document *document, size_t first);

/* The whole as a page that needs no other file, with a style for print. In the document's arena. */
struct text document_html(const struct document *document);

#endif
