/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/documents.h"

#include "base/builder.h"

static struct text numbered(struct arena *arena, const char *word, size_t number)
{
	return text_format(arena, "%s-%zu", word, number);
}

static struct document new_document(struct arena *arena, struct text language, struct text title)
{
	struct document document = document_new(arena, language, title);
	document.subtitle = TEXT("The subtitle");
	document.author = TEXT("An <office> & its \"name\"");
	document.header = TEXT("The header");
	document.footer = TEXT("The reference");
	document.day = 19082; /* 2022-03-31 */
	return document;
}

static void add_section(struct document *document, size_t number)
{
	struct arena *arena = document->arena;
	const struct text heads[] = { TEXT("Kind"), TEXT("When"), TEXT("Where it comes from") };
	document_section(document, numbered(arena, "section", number));
	document_hint(document, numbered(arena, "hint", number));
	for (size_t i = 0; i < 4; i++)
		document_row(document, numbered(arena, "key", number * 10 + i),
			     numbered(arena, "value", number * 10 + i),
			     i == 2 ? TEXT("") : numbered(arena, "note", number * 10 + i));
	document_table(document, numbered(arena, "caption", number), heads, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct text cells[] = { numbered(arena, "kind", number * 10 + i),
					      numbered(arena, "when", number * 10 + i),
					      i == 1 ? TEXT("") : TEXT("a source of its own") };
		document_table_row(document, cells);
	}
	document_heading(document, numbered(arena, "heading", number));
	document_paragraph(document, numbered(arena, "paragraph", number));
	document_item(document, numbered(arena, "item", number));
	document_item(document, TEXT("another item"));
	document_heading(document, numbered(arena, "empty", number));
	document_hint(document, numbered(arena, "help", number));
	document_blank(document, 1 + number % 7);
}

/* A paragraph of more than a page. */
static void add_prose(struct document *document)
{
	struct builder words = builder_new(document->arena);
	for (int i = 0; i < 900; i++)
		builder_add_format(&words, "%sword-%d", i == 0 ? "" : " ", i);
	document_section(document, TEXT("prose"));
	document_paragraph(document, builder_text(&words));
}

struct document documents_every_kind(struct arena *arena)
{
	struct document document = new_document(arena, TEXT("en-GB"), TEXT("A title with é & <b>"));
	document_paragraph(&document, TEXT("Before the first section."));
	for (size_t i = 1; i <= 12; i++)
		add_section(&document, i);
	add_prose(&document);
	return document;
}

struct document documents_languages(struct arena *arena, struct text language)
{
	struct document document = new_document(arena, language, TEXT("إشعار"));
	document_section(&document, TEXT("Adolygiad o'r tŷ a'r gŵr"));
	document_paragraph(&document, TEXT("Zażółć gęślą jaźń, powiedział Łukasz."));
	document_paragraph(&document, TEXT("يجب عليك الحضور في الموعد المحدد"));
	document_row(&document, TEXT("الاسم"), TEXT("Łukasz ap Siôn"), TEXT("المصدر"));
	document_blank(&document, 2);
	return document;
}

struct document documents_table(struct arena *arena, size_t rows)
{
	struct document document = new_document(arena, TEXT("en-GB"), TEXT("A long table"));
	const struct text heads[] = { TEXT("Reference"), TEXT("Kind"), TEXT("Status"),
				      TEXT("Source") };
	document_section(&document, TEXT("Rows"));
	document_table(&document, TEXT("All of them"), heads, 4);
	for (size_t i = 0; i < rows; i++) {
		const struct text cells[] = { numbered(arena, "row", i), TEXT("Battery ran out"),
					      TEXT("Reported by the supplier"),
					      TEXT("Supplier, told 2022-03-31") };
		document_table_row(&document, cells);
	}
	return document;
}

struct document documents_hostile(struct arena *arena)
{
	static const char *const bytes[] = {
		"",
		"\x01\x02\x1b[31m\x7f",
		"\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80",
		"\n\n\n\r\r\n\t \n",
		"/Private << /MCID 0 >> BDC\nEMC\nBT (\\",
		"</P> ]]> <!-- & %s %n",
		"\xe2\x80\xae"
		"desrever\xe2\x81\xa6\xe2\x80\xa8\xe2\x80\xa9",
		"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
		"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9 \xe4\xb8\xad\xe6\x96\x87 "
		"\xef\xbf\xbe",
	};
	struct document document = document_new(arena, text_from(bytes[2]), text_from(bytes[1]));
	document.author = text_from(bytes[2]);
	document.header = text_from(bytes[2]);
	document.footer = text_from(bytes[4]);
	document.page = text_from(bytes[3]);
	document_blank(&document, 0);
	document_blank(&document, SIZE_MAX);
	for (size_t i = 0; i < sizeof bytes / sizeof bytes[0]; i++) {
		struct text text = text_from(bytes[i]);
		const struct text cells[] = { text, text, text };
		document_hint(&document, text);
		document_section(&document, text);
		document_heading(&document, text);
		document_paragraph(&document, text);
		document_row(&document, text, text, text);
		document_item(&document, text);
		document_table(&document, text, cells, 3);
		document_table_row(&document, cells);
		document_table(&document, text, cells, 2);
	}
	document_section(&document, (struct text){ "a\0b", 3 });
	return document;
}
