/* SPDX-License-Identifier: Apache-2.0 */
#include "html/chart.h"

enum {
	WIDTH = 720,
	HEIGHT = 300,
	LEFT = 60,
	RIGHT = 20,
	TOP = 10,
	BOTTOM = 30,
	KEY_LINE = 22, /* a line of the key under the lines */
	STEPS = 4
};

static const char *const strokes[HTML_CHART_LINES_MOST] = { "#0b0c0c", "#1d70b8", "#d4351c",
							    "#00703c", "#4c2c92", "#b58840",
							    "#28a197", "#801650" };
static const char *const dashes[HTML_CHART_LINES_MOST] = { "none",	  "8 4",  "2 4", "12 3 2 3",
							   "5 2 1 2 1 2", "16 6", "1 2", "10 2" };

static int64_t most_of(const struct html_chart *chart)
{
	int64_t most = 1;
	for (size_t l = 0; l < chart->line_count; l++)
		for (size_t i = 0; i < chart->points; i++)
			if (chart->lines[l].values[i] > most)
				most = chart->lines[l].values[i];
	return most;
}

/* The smallest of 1, 2, 5, 10, 20, ... of which four reach that far. */
static int64_t step_for(int64_t most)
{
	for (int64_t ten = 1; ten < INT64_MAX / 100; ten *= 10)
		for (size_t i = 0; i < 3; i++) {
			static const int64_t parts[] = { 1, 2, 5 };
			if (ten * parts[i] * STEPS >= most)
				return ten * parts[i];
		}
	return most;
}

static void word(struct html *html, int64_t x, int64_t y, const char *anchor, struct text text)
{
	html_begin(html, "text");
	html_attribute(html, "x", text_format(html->out.arena, "%lld", (long long)x));
	html_attribute(html, "y", text_format(html->out.arena, "%lld", (long long)y));
	html_attribute(html, "text-anchor", text_from(anchor));
	html_text(html, text);
	html_end(html);
}

static void stroke(struct html *html, struct text path, size_t line)
{
	html_begin(html, "path");
	html_attribute(html, "d", path);
	html_attribute(html, "fill", TEXT("none"));
	html_attribute(html, "stroke", text_from(strokes[line % HTML_CHART_LINES_MOST]));
	html_attribute(html, "stroke-width", TEXT("2"));
	html_attribute(html, "stroke-dasharray", text_from(dashes[line % HTML_CHART_LINES_MOST]));
	html_end(html);
}

static int64_t y_of(int64_t value, int64_t top)
{
	return TOP + (HEIGHT - TOP - BOTTOM) * (top - value) / top;
}

static void grid(struct html *html, int64_t step)
{
	struct arena *arena = html->out.arena;
	for (int64_t i = 0; i <= STEPS; i++) {
		int64_t y = y_of(i * step, STEPS * step);
		html_begin(html, "path");
		html_attribute(
			html, "d",
			text_format(arena, "M%d %lldH%d", LEFT, (long long)y, WIDTH - RIGHT));
		html_attribute(html, "stroke", TEXT("#cecece"));
		html_end(html);
		int64_t value = i * step;
		word(html, LEFT - 8, y + 5, "end", text_format(arena, "%lld", (long long)value));
	}
}

static struct text path_of(struct html *html, const struct html_chart *chart, size_t line,
			   int64_t top)
{
	struct builder out = builder_new(html->out.arena);
	int64_t apart = chart->points > 1 ? (int64_t)chart->points - 1 : 1;
	for (size_t i = 0; i < chart->points; i++) {
		int64_t x = LEFT + (WIDTH - LEFT - RIGHT) * (int64_t)i / apart;
		builder_add_format(&out, "%s%lld %lld", i == 0 ? "M" : "L", (long long)x,
				   (long long)y_of(chart->lines[line].values[i], top));
	}
	if (chart->points == 1)
		builder_add_format(&out, "h%d", WIDTH - LEFT - RIGHT);
	return builder_text(&out);
}

static void key(struct html *html, const struct html_chart *chart)
{
	struct arena *arena = html->out.arena;
	for (size_t i = 0; i < chart->line_count; i++) {
		int64_t y = HEIGHT + KEY_LINE * (int64_t)(i + 1);
		stroke(html, text_format(arena, "M%d %lldh50", LEFT, (long long)(y - 5)), i);
		word(html, LEFT + 60, y, "start", chart->lines[i].name);
	}
}

void html_chart(struct html *html, const struct html_chart *chart)
{
	struct arena *arena = html->out.arena;
	int64_t step = step_for(most_of(chart));
	html_begin(html, "svg");
	html_attribute(html, "xmlns", TEXT("http://www.w3.org/2000/svg"));
	html_attribute(html, "class", TEXT("remit-chart"));
	html_attribute(html, "viewBox",
		       text_format(arena, "0 0 %d %zu", WIDTH,
				   HEIGHT + KEY_LINE * (chart->line_count + 1)));
	html_attribute(html, "role", TEXT("img"));
	html_attribute(html, "aria-label", chart->label);
	grid(html, step);
	for (size_t i = 0; i < chart->line_count; i++)
		stroke(html, path_of(html, chart, i, STEPS * step), i);
	word(html, LEFT, HEIGHT - 8, "start", chart->first);
	word(html, WIDTH - RIGHT, HEIGHT - 8, "end", chart->last);
	key(html, chart);
	html_end(html);
}
