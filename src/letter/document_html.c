/* SPDX-License-Identifier: Apache-2.0 */
/* A document as HTML: one file, without script, that prints well. */
#include "letter/document.h"

#include "html/html.h"

static const char style[] =
	"body{font-family:Arial,'Liberation Sans',sans-serif;line-height:1.4;max-width:60em;"
	"margin:2em auto;padding:0 1em;color:#0b0c0c;background:#fff}"
	"h1{font-size:1.8em;line-height:1.2;margin:.5em 0}h2{font-size:1.35em;margin:1.8em 0 .4em}"
	"h3{font-size:1.05em;margin:1.4em 0 .2em}"
	"p{margin:.2em 0 "
	".8em}p,dd,td,li{white-space:pre-wrap;overflow-wrap:anywhere}td{overflow-wrap:break-word}"
	"table,dl{width:100%;border-collapse:collapse;margin:0 0 1.5em}"
	"caption{text-align:start;font-weight:bold;padding:.4em 0}"
	"th,td{text-align:start;vertical-align:top;padding:.4em .8em .4em 0;"
	"border-bottom:1px solid #b1b4b6}"
	".row{display:grid;grid-template-columns:3fr 4fr 3fr;gap:1em;padding:.4em 0;"
	"border-bottom:1px solid #b1b4b6}.wide{grid-column:2/4}"
	"dt{font-weight:bold}dd{margin:0}"
	"header,footer,.hint,.note{color:#505a5f}"
	"footer{margin-top:3em;padding-top:.5em;border-top:1px solid #b1b4b6}"
	".blank{border:1px solid #0b0c0c;margin:.4em 0 1em}"
	"@page{size:A4;margin:20mm}"
	"@media print{body{margin:0;padding:0;max-width:none;font-size:12pt}"
	"h1,h2,h3,.hint,caption{break-after:avoid}.row,tr,.blank,li{break-inside:avoid}}";

static void classed(struct html *html, const char *name, const char *class_name, struct text text)
{
	html_begin(html, name);
	html_attribute(html, "class", text_from(class_name));
	html_text(html, text);
	html_end(html);
}

static void write_rows(struct html *html, const struct document_block *rows, size_t count)
{
	html_begin(html, "dl");
	for (size_t i = 0; i < count; i++) {
		html_begin(html, "div");
		html_attribute(html, "class", TEXT("row"));
		html_element(html, "dt", rows[i].text);
		if (rows[i].note.length == 0) {
			classed(html, "dd", "wide", rows[i].value);
		} else {
			html_element(html, "dd", rows[i].value);
			classed(html, "dd", "note", rows[i].note);
		}
		html_end(html);
	}
	html_end(html);
}

static void write_cells(struct html *html, const struct document_block *row, bool is_head)
{
	html_begin(html, "tr");
	for (size_t i = 0; i < row->count; i++) {
		html_begin(html, is_head ? "th" : "td");
		if (is_head)
			html_attribute(html, "scope", TEXT("col"));
		html_text(html, row->cells[i]);
		html_end(html);
	}
	html_end(html);
}

static void write_table(struct html *html, const struct document_block *table, size_t count)
{
	html_begin(html, "table");
	html_element(html, "caption", table->text);
	html_begin(html, "thead");
	write_cells(html, table, true);
	html_end(html);
	html_begin(html, "tbody");
	for (size_t i = 1; i < count; i++)
		write_cells(html, &table[i], false);
	html_end(html);
	html_end(html);
}

static void write_items(struct html *html, const struct document_block *items, size_t count)
{
	html_begin(html, "ul");
	for (size_t i = 0; i < count; i++)
		html_element(html, "li", items[i].text);
	html_end(html);
}

static void write_blank(struct html *html, struct arena *arena, size_t lines)
{
	html_begin(html, "div");
	html_attribute(html, "class", TEXT("blank"));
	html_attribute(html, "style", text_format(arena, "height:%zuem", lines * 2));
	html_end(html);
}

static void write_run(struct html *html, struct arena *arena, const struct document_block *block,
		      size_t count)
{
	switch (block->kind) {
	case DOCUMENT_SECTION: html_element(html, "h2", block->text); break;
	case DOCUMENT_HEADING: html_element(html, "h3", block->text); break;
	case DOCUMENT_PARAGRAPH: html_element(html, "p", block->text); break;
	case DOCUMENT_HINT: classed(html, "p", "hint", block->text); break;
	case DOCUMENT_ROW: write_rows(html, block, count); break;
	case DOCUMENT_TABLE:
	case DOCUMENT_TABLE_ROW: write_table(html, block, count); break;
	case DOCUMENT_ITEM: write_items(html, block, count); break;
	case DOCUMENT_BLANK: write_blank(html, arena, block->count); break;
	}
}

static void write_blocks(struct html *html, const struct document *document)
{
	bool in_section = false;
	for (size_t i = 0; i < document->blocks.count;) {
		size_t count = document_run(document, i);
		if (document->blocks.at[i].kind == DOCUMENT_SECTION) {
			if (in_section)
				html_end(html);
			html_begin(html, "section");
			in_section = true;
		}
		write_run(html, document->arena, &document->blocks.at[i], count);
		i += count;
	}
	if (in_section)
		html_end(html);
}

struct text document_html(const struct document *document)
{
	struct html html =
		html_document(document->arena, document->language, document->title, style);
	html_attribute(&html, "dir",
		       document_is_right_to_left(document) ? TEXT("rtl") : TEXT("ltr"));
	if (document->header.length != 0)
		html_element(&html, "header", document->header);
	html_begin(&html, "main");
	html_element(&html, "h1", document->title);
	if (document->subtitle.length != 0)
		html_element(&html, "p", document->subtitle);
	write_blocks(&html, document);
	html_end(&html);
	if (document->footer.length != 0)
		html_element(&html, "footer", document->footer);
	return html_finish(&html);
}
