/* SPDX-License-Identifier: Apache-2.0 */
/* Small groups are not told of, nor what would tell them.
 *
 * A group is a row or a column as a whole: one that has too few people in any of its cells is
 * withheld in all of them, so that no cell follows from the sums of its line and those of the
 * others, wherever else these may be told. Further groups are withheld, from the smallest on, till
 * all of them have, in each place of their lines, enough people together: they are two at least
 * then, and who knows what they make together knows neither. No total over groups is told where one
 * of them is withheld. Nought is too few like any other number. */
#include "app/report_internal.h"

static int64_t people_in(const struct reporting *it, const struct report_grid *grid, size_t group,
			 size_t place)
{
	return it->by_column ? report_cell_at(it, grid, place, group)->people
			     : report_cell_at(it, grid, group, place)->people;
}

static bool is_left_out(const struct reporting *it, size_t group)
{
	return report_is_left_out(it->by_column ? &it->columns : &it->rows, group);
}

static bool is_left_out_place(const struct reporting *it, size_t place)
{
	return report_is_left_out(it->by_column ? &it->rows : &it->columns, place);
}

static size_t place_count(const struct reporting *it)
{
	return (it->by_column ? it->rows.count : it->columns.count) + 1;
}

static bool is_small(const struct reporting *it, const struct report_grid *grid, size_t group)
{
	for (size_t p = 0; p < place_count(it); p++)
		if (!is_left_out_place(it, p) && people_in(it, grid, group, p) < it->out->least)
			return !is_left_out(it, group);
	return false;
}

static size_t count_withheld(const struct report_grid *grid, size_t count)
{
	size_t withheld = 0;
	for (size_t g = 0; g < count; g++)
		withheld += grid->withheld[g];
	return withheld;
}

/* Would it be told by the others, and what all of them make? */
static bool is_told(const struct reporting *it, const struct report_grid *grid, size_t count)
{
	for (size_t p = 0; p < place_count(it); p++) {
		int64_t together = 0;
		for (size_t g = 0; g < count; g++)
			together += grid->withheld[g] ? people_in(it, grid, g, p) : 0;
		if (!is_left_out_place(it, p) && together < it->out->least)
			return true;
	}
	return false;
}

/* The smallest group that is told of. */
static size_t smallest(const struct reporting *it, const struct report_grid *grid, size_t count)
{
	size_t found = count, total = place_count(it) - 1;
	for (size_t g = 0; g < count; g++)
		if (!grid->withheld[g] && !is_left_out(it, g) &&
		    (found == count ||
		     people_in(it, grid, g, total) < people_in(it, grid, found, total)))
			found = g;
	return found;
}

void report_withhold(struct reporting *it, struct report_grid *grid)
{
	size_t count = it->by_column ? it->columns.count : it->rows.count;
	if (it->out->least == 0)
		return;
	for (size_t g = 0; g < count; g++)
		grid->withheld[g] = is_small(it, grid, g);
	while (count_withheld(grid, count) != 0 && is_told(it, grid, count)) {
		size_t next = smallest(it, grid, count);
		if (next == count)
			break;
		grid->withheld[next] = true;
	}
	grid->withheld[count] = count_withheld(grid, count) != 0 || is_small(it, grid, count);
	it->out->withheld += (int64_t)count_withheld(grid, count);
}
