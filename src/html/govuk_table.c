/* SPDX-License-Identifier: Apache-2.0 */
/* Tables. */
#include "html/govuk_internal.h"

static void cell_end(struct html *html, const struct govuk_cell *cell)
{
	govuk_number(html, "colspan", cell->column_span);
	govuk_number(html, "rowspan", cell->row_span);
	html_attributes(html, cell->attributes);
	html_content(html, cell->text, cell->html);
	html_end(html);
}

static void header(struct html *html, const struct govuk_cell *cell, struct text scope,
		   bool is_numeric)
{
	html_begin(html, "th");
	html_attribute(html, "scope", scope);
	html_class_begin(html, "govuk-table__header");
	html_class_add(html, is_numeric, "govuk-table__header--numeric");
	html_class_more(html, cell->classes);
	html_class_end(html);
	cell_end(html, cell);
}

static void row_begin(struct html *html)
{
	html_begin(html, "tr");
	html_class(html, "govuk-table__row", (struct text){ 0 });
}

void govuk_table_begin(struct html *html, const struct govuk_table *table)
{
	govuk_open(html, "table", "govuk-table", table->classes, table->attributes);
	if (table->caption.length != 0) {
		html_begin(html, "caption");
		html_class(html, "govuk-table__caption", table->caption_classes);
		html_text(html, table->caption);
		html_end(html);
	}
	if (table->head_count != 0) {
		html_begin(html, "thead");
		html_class(html, "govuk-table__head", (struct text){ 0 });
		row_begin(html);
		for (size_t i = 0; i < table->head_count; i++)
			header(html, &table->heads[i], TEXT("col"), table->heads[i].is_numeric);
		html_end(html);
		html_end(html);
	}
	html_begin(html, "tbody");
	html_class(html, "govuk-table__body", (struct text){ 0 });
}

void govuk_table_row(struct html *html, const struct govuk_table *table,
		     const struct govuk_cell *cells, size_t count)
{
	row_begin(html);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 && table->first_cell_is_header) {
			header(html, &cells[i], TEXT("row"), false);
			continue;
		}
		html_begin(html, "td");
		html_class_begin(html, "govuk-table__cell");
		html_class_add(html, cells[i].is_numeric, "govuk-table__cell--numeric");
		html_class_more(html, cells[i].classes);
		html_class_end(html);
		cell_end(html, &cells[i]);
	}
	html_end(html);
}

void govuk_table_end(struct html *html)
{
	html_end(html);
	html_end(html);
}
