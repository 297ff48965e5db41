/* SPDX-License-Identifier: Apache-2.0 */
/* A report as a CSV file. */
#include "app/report.h"
#include "format/csv.h"

/* A spreadsheet takes what begins so for a formula. */
static struct text plain(struct arena *arena, struct text text)
{
	return text.length != 0 && memchr("=+-@\t\r", text.at[0], 6) != NULL
		       ? text_format(arena, "'%.*s", TEXT_ARG(text))
		       : text;
}

struct text report_csv(struct arena *arena, const struct report *report)
{
	struct builder out = builder_new(arena);
	size_t width = report->columns.count + 1;
	struct text *cells = arena_new_array(arena, struct text, width);
	cells[0] = plain(arena, report->rows_label);
	for (size_t c = 0; c < report->columns.count; c++)
		cells[c + 1] = plain(arena, report->columns.at[c].label);
	csv_write_row(&out, cells, width);
	for (size_t i = 0; i < report->lines.count; i++) {
		const struct report_line *line = &report->lines.at[i];
		cells[0] = plain(arena, line->label);
		for (size_t c = 0; c < report->columns.count; c++)
			cells[c + 1] = report_figure_text(arena, &report->columns.at[c],
							  &line->figures[c]);
		csv_write_row(&out, cells, width);
	}
	return builder_text(&out);
}
