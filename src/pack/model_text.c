/* SPDX-License-Identifier: Apache-2.0 */
/* A scan over the tags of a DMN file; the engine has read it before, so it is well formed. */
#include "pack/model_text.h"

struct scan {
	struct arena *arena;
	struct model_text *model;
	size_t at;
	unsigned line;
	struct text owner;
	unsigned cell;
	bool in_rule;
	bool in_table;
	bool in_annotation;
};

static struct text tag_name(struct text tag)
{
	size_t from = tag.length > 0 && tag.at[0] == '/' ? 1 : 0, to = from;
	while (to < tag.length && tag.at[to] != ' ' && tag.at[to] != '/' && tag.at[to] != '>' &&
	       tag.at[to] != '\n' && tag.at[to] != '\t')
		to++;
	struct text name = text_slice(tag, from, to);
	size_t colon = text_find(name, TEXT(":"), 0);
	return colon == SIZE_MAX ? name : text_slice(name, colon + 1, name.length);
}

static struct text attribute(struct text tag, struct text name)
{
	for (size_t at = text_find(tag, name, 0); at != SIZE_MAX;
	     at = text_find(tag, name, at + 1)) {
		size_t quote = at + name.length + 1;
		bool starts = at > 0 && (tag.at[at - 1] == ' ' || tag.at[at - 1] == '\n');
		if (!starts || quote >= tag.length || tag.at[quote - 1] != '=')
			continue;
		char mark = tag.at[quote];
		size_t end = quote + 1;
		while (end < tag.length && tag.at[end] != mark)
			end++;
		return text_slice(tag, quote + 1, end);
	}
	return TEXT("");
}

static void open_rule(struct scan *scan, size_t begin)
{
	struct model_text *model = scan->model;
	struct model_table *table = &model->tables.at[model->tables.count - 1];
	table->rule_count++;
	list_push(scan->arena, &model->rules,
		  (struct model_rule){ model->tables.count - 1, table->rule_count, begin, begin,
				       scan->line });
	scan->in_rule = true;
	scan->cell = 0;
}

static void add_entry(struct scan *scan, size_t begin)
{
	struct model_text *model = scan->model;
	size_t end = text_find(model->xml, TEXT("</"), begin);
	unsigned rule = scan->in_rule ? model->rules.at[model->rules.count - 1].number : 0;
	if (end == SIZE_MAX || scan->in_annotation)
		return;
	list_push(scan->arena, &model->entries,
		  (struct model_entry){ scan->owner, rule, rule == 0 ? 0 : scan->cell, begin, end,
					scan->line });
}

static void on_open(struct scan *scan, struct text tag, size_t begin, size_t end)
{
	struct text name = tag_name(tag);
	if (text_is(name, "decision") || text_is(name, "businessKnowledgeModel")) {
		scan->owner = attribute(tag, TEXT("name"));
	} else if (text_is(name, "decisionTable")) {
		list_push(scan->arena, &scan->model->tables,
			  (struct model_table){ scan->owner, attribute(tag, TEXT("id")), 0,
						scan->model->rules.count });
		scan->in_table = true;
	} else if (text_is(name, "rule") && scan->in_table) {
		open_rule(scan, begin);
	} else if (text_is(name, "inputEntry") || text_is(name, "outputEntry")) {
		scan->cell++;
	} else if (text_is(name, "annotationEntry")) {
		scan->in_annotation = true;
	} else if (text_is(name, "text")) {
		add_entry(scan, end);
	}
}

static void on_close(struct scan *scan, struct text tag, size_t end)
{
	struct text name = tag_name(tag);
	if (text_is(name, "rule") && scan->in_rule) {
		scan->model->rules.at[scan->model->rules.count - 1].end = end;
		scan->in_rule = false;
	} else if (text_is(name, "decisionTable")) {
		scan->in_table = false;
	} else if (text_is(name, "annotationEntry")) {
		scan->in_annotation = false;
	}
}

/* Step over a comment, declaration or instruction. */
static bool skip_special(struct scan *scan)
{
	struct text xml = scan->model->xml;
	static const char *const marks[][2] = {
		{ "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" }, { "<!", ">" }
	};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		struct text head = text_from(marks[i][0]), tail = text_from(marks[i][1]);
		if (!text_starts(text_slice(xml, scan->at, xml.length), head))
			continue;
		size_t end = text_find(xml, tail, scan->at);
		scan->at = end == SIZE_MAX ? xml.length : end + tail.length;
		return true;
	}
	return false;
}

static void count_lines(struct scan *scan, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < scan->model->xml.length; i++)
		scan->line += scan->model->xml.at[i] == '\n';
}

struct model_text model_text_read(struct arena *arena, struct text xml)
{
	struct model_text model = { .xml = xml };
	struct scan scan = { .arena = arena, .model = &model, .line = 1 };
	while (scan.at < xml.length) {
		size_t begin = text_find(xml, TEXT("<"), scan.at);
		if (begin == SIZE_MAX)
			break;
		count_lines(&scan, scan.at, begin);
		scan.at = begin;
		if (skip_special(&scan)) {
			count_lines(&scan, begin, scan.at);
			continue;
		}
		size_t end = text_find(xml, TEXT(">"), begin);
		end = end == SIZE_MAX ? xml.length : end + 1;
		struct text tag = text_slice(xml, begin + 1, end);
		if (tag.length > 0 && tag.at[0] == '/')
			on_close(&scan, tag, end);
		else
			on_open(&scan, tag, begin, end);
		count_lines(&scan, begin, end);
		scan.at = end;
	}
	return model;
}
