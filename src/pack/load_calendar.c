/* SPDX-License-Identifier: Apache-2.0 */
/* Working days: a nation's weekend, and its holidays from a file of the pack. */
#include "format/csv.h"
#include "os/clock.h"
#include "pack/load.h"

struct holidays {
	struct loading *loading;
	struct calendar *calendar;
	const char *file;
	struct calendar_holiday *all;
	size_t count;
};

static enum status fail(const struct holidays *it, unsigned line, const char *remedy)
{
	error_set(it->loading->error, STATUS_INVALID, "this is no holiday of '%.*s'",
		  TEXT_ARG(it->calendar->name));
	error_remedy(it->loading->error, "%s", remedy);
	return error_place(it->loading->error, it->file, line, NULL);
}

static enum status take_row(void *user, const struct text *cells, size_t count, unsigned line,
			    struct error *error)
{
	struct holidays *it = user;
	struct arena *arena = it->loading->arena;
	int64_t day;
	(void)error;
	if (line == 1)
		return count == 2 && text_is(cells[0], "day") && text_is(cells[1], "name")
			       ? STATUS_OK
			       : fail(it, line, "begin with the header day,name");
	if (count != 2 || clock_parse_day(text_trim(cells[0]), &day, NULL) != STATUS_OK)
		return fail(it, line, "write a day that exists as YYYY-MM-DD, a comma and a name");
	if (day < it->calendar->from || day > it->calendar->until)
		return fail(it, line, "name days that the calendar covers, or have it cover more");
	if (it->count != 0 && day <= it->all[it->count - 1].day)
		return fail(it, line, "write the holidays by day, each day once");
	struct calendar_holiday *all =
		arena_new_array(arena, struct calendar_holiday, it->count + 1);
	if (it->count != 0)
		memcpy(all, it->all, it->count * sizeof *all);
	all[it->count++] = (struct calendar_holiday){ day, text_copy(arena, text_trim(cells[1])) };
	it->all = all;
	return STATUS_OK;
}

static enum status read_holidays(struct loading *loading, const struct yaml_node *node,
				 struct calendar *out)
{
	const struct load_source *source = load_source_of(loading, node);
	struct holidays it = { .loading = loading,
			       .calendar = out,
			       .file = text_c(loading->arena, node->text) };
	struct text bytes;
	TRY(load_check_path(loading, node, node->text));
	TRY(load_file(loading, source, node->text, &bytes));
	struct csv_reader *reader = csv_reader_new(loading->arena, it.file, take_row, &it);
	TRY(csv_read(reader, bytes, loading->error));
	TRY(csv_end(reader, loading->error));
	out->holidays = it.all;
	out->holiday_count = it.count;
	return STATUS_OK;
}

static enum status load_weekend(struct loading *loading, const struct yaml_node *list,
				unsigned *out)
{
	for (size_t i = 0; i < list->count; i++) {
		int weekday = calendar_weekday(list->nodes[i]->text);
		*out |= 1u << weekday;
		if (weekday != 0)
			continue;
		yaml_fail(list->nodes[i], loading->error, "'%.*s' is no weekday",
			  TEXT_ARG(list->nodes[i]->text));
		error_remedy(loading->error, "write monday to sunday, in small letters");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status load_calendar(struct loading *loading, const struct yaml_node *node,
				 struct calendar *out)
{
	dmn_value from, until;
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	TRY(load_date(loading, node, "from", &from));
	TRY(load_date(loading, node, "until", &until));
	out->from = dmn_date_days(from);
	out->until = dmn_date_days(until);
	TRY(load_weekend(loading, yaml_get(node, "weekend"), &out->weekend));
	return read_holidays(loading, yaml_get(node, "holidays"), out);
}

enum status load_calendars(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "calendars");
	size_t count = table == NULL ? 0 : table->count;
	struct calendar *all = arena_new_array(loading->arena, struct calendar, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_calendar(loading, table->nodes[i], &all[i]));
	loading->pack->calendars = all;
	loading->pack->calendar_count = count;
	return STATUS_OK;
}
