/* SPDX-License-Identifier: Apache-2.0 */
/* Loading of a synth file and looks into its tables. */
#include "synth/spec.h"

#include "os/clock.h"
#include "os/file.h"
#include "pack/keys.h"

#include <stdlib.h>

enum {
	MOST_SPEC = 4 * 1024 * 1024
};

static const char *const way_words[WAY_KIND_COUNT] = { "deal",	  "fixed",    "copy",  "part",
						       "serial",  "name",     "date",  "after",
						       "minutes", "in_month", "parent" };

uint32_t spec_intern(struct spec *spec, struct text word)
{
	uint32_t *found = map_get(&spec->words, word);
	if (found == NULL) {
		struct text copy = text_copy(spec->arena, word);
		found = arena_new_one(spec->arena, uint32_t);
		*found = (uint32_t)spec->word_texts.count;
		list_push(spec->arena, &spec->word_texts, copy);
		map_put(&spec->words, copy, found);
	}
	return *found;
}

bool spec_path(const struct spec *spec, const struct table *table, struct text name,
	       struct path *out)
{
	*out = (struct path){ 0 };
	while (text_starts(name, TEXT("parent."))) {
		if (!table->has_parent)
			return false;
		table = &spec->tables[table->parent_table];
		name = text_slice(name, sizeof "parent." - 1, name.length);
		out->up++;
	}
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal(table->columns[i].name, name)) {
			out->column = i;
			return true;
		}
	return false;
}

static enum status need_path(struct spec *spec, const struct table *table,
			     const struct yaml_node *node, struct text name, struct path *out)
{
	if (spec_path(spec, table, name, out))
		return STATUS_OK;
	yaml_fail(node, spec->error, "the table '%.*s' has no column '%.*s'", TEXT_ARG(table->name),
		  TEXT_ARG(name));
	error_remedy(spec->error, "name one of its columns, or parent.NAME");
	return STATUS_INVALID;
}

static enum status need_number(struct spec *spec, const struct yaml_node *node, int64_t *out)
{
	const char *text = text_c(spec->arena, node->text);
	char *end;
	*out = strtoll(text, &end, 10);
	if (end != text && *end == '\0' && *out > -1000000000 && *out < 1000000000)
		return STATUS_OK;
	yaml_fail(node, spec->error, "'%s' is no whole number", text);
	error_remedy(spec->error, "write digits alone");
	return STATUS_INVALID;
}

enum status spec_tests(struct spec *spec, const struct table *table, const struct yaml_node *node,
		       struct tests *out)
{
	size_t count = node == NULL ? 0 : node->count;
	struct test *all = arena_new_array(spec->arena, struct test, count);
	*out = (struct tests){ all, count };
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *list = node->nodes[i];
		TRY(need_path(spec, table, list, list->name, &all[i].path));
		uint32_t *words = arena_new_array(spec->arena, uint32_t, list->count);
		for (size_t j = 0; j < list->count; j++)
			words[j] = spec_intern(spec, list->nodes[j]->text);
		all[i].words = words;
		all[i].count = list->count;
	}
	return STATUS_OK;
}

static enum status find_table(struct spec *spec, const struct yaml_node *node, size_t *out)
{
	for (size_t i = 0; i < spec->table_count; i++)
		if (text_equal(spec->tables[i].name, node->text)) {
			*out = i;
			return STATUS_OK;
		}
	yaml_fail(node, spec->error, "there is no table '%.*s'", TEXT_ARG(node->text));
	error_remedy(spec->error, "name a table that stands before this one");
	return STATUS_INVALID;
}

static enum status load_deal(struct spec *spec, const struct yaml_node *node, struct way *way)
{
	uint32_t *words = arena_new_array(spec->arena, uint32_t, node->count);
	uint64_t *totals = arena_new_array(spec->arena, uint64_t, node->count);
	for (size_t i = 0; i < node->count; i++) {
		int64_t total;
		TRY(need_number(spec, node->nodes[i], &total));
		words[i] = spec_intern(spec, node->nodes[i]->name);
		totals[i] = (uint64_t)(total < 0 ? 0 : total);
	}
	way->words = words;
	way->totals = totals;
	way->count = node->count;
	return STATUS_OK;
}

static enum status load_date(struct spec *spec, const struct yaml_node *node, struct way *way)
{
	TRY(clock_parse_day(yaml_text(node, "from"), &way->low, spec->error));
	TRY(clock_parse_day(yaml_text(node, "until"), &way->high, spec->error));
	if (way->low <= way->high)
		return STATUS_OK;
	yaml_fail(node, spec->error, "the span ends before it begins");
	error_remedy(spec->error, "swap `from` and `until`");
	return STATUS_INVALID;
}

static enum status load_parent(struct spec *spec, const struct table *table,
			       const struct yaml_node *node, struct way *way)
{
	TRY(find_table(spec, yaml_get(node, "table"), &way->parent_table));
	const struct table *parent = &spec->tables[way->parent_table];
	TRY(spec_tests(spec, parent, yaml_get(node, "where"), &way->parent_where));
	const struct yaml_node *since = yaml_get(node, "since");
	way->has_since = since != NULL;
	if (since == NULL)
		return STATUS_OK;
	TRY(need_path(spec, parent, since, since->text, &way->since));
	return need_path(spec, table, node, yaml_text(node, "by"), &way->by);
}

static void load_name(struct spec *spec, const struct yaml_node *node, struct way *way)
{
	const struct yaml_node *list = yaml_get(node, "syllables");
	struct text *all = arena_new_array(spec->arena, struct text, list->count);
	for (size_t i = 0; i < list->count; i++)
		all[i] = list->nodes[i]->text;
	way->syllables = all;
	way->syllable_count = list->count;
	way->prefix = yaml_text(node, "prefix");
}

static enum status load_way_of(struct spec *spec, const struct table *table,
			       const struct yaml_node *node, struct way *way)
{
	uint32_t *word;
	switch (way->kind) {
	case WAY_DEAL: return load_deal(spec, node, way);
	case WAY_FIXED:
		word = arena_new_one(spec->arena, uint32_t);
		*word = spec_intern(spec, node->text);
		way->words = word;
		return STATUS_OK;
	case WAY_COPY:
	case WAY_IN_MONTH: return need_path(spec, table, node, node->text, &way->from);
	case WAY_PART:
		TRY(need_number(spec, yaml_get(node, "at"), &way->low));
		return need_path(spec, table, node, yaml_text(node, "column"), &way->from);
	case WAY_SERIAL: way->prefix = yaml_text(node, "prefix"); return STATUS_OK;
	case WAY_NAME: load_name(spec, node, way); return STATUS_OK;
	case WAY_DATE: return load_date(spec, node, way);
	case WAY_AFTER:
	case WAY_MINUTES:
		TRY(need_number(spec, yaml_get(node, "from"), &way->low));
		TRY(need_number(spec, yaml_get(node, "until"), &way->high));
		return need_path(spec, table, node, yaml_text(node, "column"), &way->from);
	default: return load_parent(spec, table, node, way);
	}
}

static enum status load_way(struct spec *spec, const struct table *table,
			    const struct yaml_node *node, struct way *way)
{
	const struct yaml_node *found = NULL;
	unsigned kinds = 0;
	for (unsigned i = 0; i < WAY_KIND_COUNT; i++)
		if (yaml_get(node, way_words[i]) != NULL) {
			found = yaml_get(node, way_words[i]);
			way->kind = (enum way_kind)i;
			kinds++;
		}
	if (kinds != 1) {
		yaml_fail(node, spec->error, "a way has %u keys that say how", kinds);
		error_remedy(spec->error, "give exactly one, such as deal, date or copy");
		return STATUS_INVALID;
	}
	way->index = (uint16_t)spec->ways.count;
	list_push(spec->arena, &spec->ways, way);
	TRY(spec_tests(spec, table, yaml_get(node, "when"), &way->when));
	return load_way_of(spec, table, found, way);
}

/* The parent of a table is known before its columns are read. */
static enum status load_kin(struct spec *spec, const struct yaml_node *node, struct table *table)
{
	const struct yaml_node *each = yaml_get(node, "each");
	const struct yaml_node *columns = yaml_get(node, "columns");
	table->has_each = table->has_parent = each != NULL;
	if (each != NULL)
		return find_table(spec, each, &table->parent_table);
	for (size_t i = 0; i < columns->count; i++)
		for (size_t j = 0; j < columns->nodes[i]->count; j++) {
			const struct yaml_node *parent =
				yaml_get(columns->nodes[i]->nodes[j], "parent");
			if (parent == NULL)
				continue;
			table->has_parent = true;
			TRY(find_table(spec, yaml_get(parent, "table"), &table->parent_table));
		}
	return STATUS_OK;
}

static enum status load_table(struct spec *spec, const struct yaml_node *node, struct table *table)
{
	int64_t total = 0;
	const struct yaml_node *columns = yaml_get(node, "columns");
	table->name = node->name;
	TRY(load_kin(spec, node, table));
	if (table->has_each)
		TRY(spec_tests(spec, &spec->tables[table->parent_table], yaml_get(node, "where"),
			       &table->where));
	else if (yaml_get(node, "total") != NULL)
		TRY(need_number(spec, yaml_get(node, "total"), &total));
	table->published = (uint64_t)total;
	table->is_events = yaml_is_yes(node, "events");
	table->columns = arena_new_array(spec->arena, struct column, columns->count);
	for (size_t i = 0; i < columns->count; i++) {
		struct column *column = &table->columns[i];
		column->name = columns->nodes[i]->name;
		column->way_count = columns->nodes[i]->count;
		column->ways = arena_new_array(spec->arena, struct way, column->way_count);
		table->column_count = i + 1;
		for (size_t j = 0; j < column->way_count; j++)
			TRY(load_way(spec, table, columns->nodes[i]->nodes[j], &column->ways[j]));
	}
	return STATUS_OK;
}

static enum status load_file(struct spec *spec, const struct yaml_node *node, struct out_file *file)
{
	const struct yaml_node *of = yaml_get(node, "of");
	const struct yaml_node *columns = yaml_get(node, "columns");
	int64_t snapshot;
	file->path = node->name;
	file->folder = text_cut(node->name, '/', &file->name);
	if (file->name.length == 0 || text_find(file->name, TEXT("/"), 0) != SIZE_MAX ||
	    file->folder.length == 0 || file->folder.at[0] == '.') {
		yaml_fail(node, spec->error, "'%.*s' is no folder/file.csv", TEXT_ARG(node->name));
		return error_remedy(spec->error, "write one folder and one file name");
	}
	file->tables = arena_new_array(spec->arena, size_t, of->count);
	file->table_count = of->count;
	for (size_t i = 0; i < of->count; i++)
		TRY(find_table(spec, of->nodes[i], &file->tables[i]));
	file->where = yaml_get(node, "where");
	TRY(clock_parse_day(yaml_text(node, "snapshot"), &snapshot, spec->error));
	file->snapshot = dmn_date(snapshot);
	file->dates = yaml_text(node, "dates");
	if (file->dates.length == 0)
		file->dates = TEXT("YYYY-MM-DD");
	file->columns = arena_new_array(spec->arena, struct out_column, columns->count);
	file->column_count = columns->count;
	for (size_t i = 0; i < columns->count; i++)
		file->columns[i] =
			(struct out_column){ columns->nodes[i]->name, columns->nodes[i]->text };
	return STATUS_OK;
}

static enum status load_change(struct spec *spec, const struct out_file *file,
			       const struct yaml_node *node, struct change *out)
{
	for (size_t i = 0; i < file->column_count; i++)
		if (text_equal(file->columns[i].header, node->name)) {
			out->column = i;
			out->value = node->count > 0 ? node->nodes[0]->text : TEXT("");
			return STATUS_OK;
		}
	yaml_fail(node, spec->error, "the file '%.*s' has no column '%.*s'", TEXT_ARG(file->path),
		  TEXT_ARG(node->name));
	return error_remedy(spec->error, "use one of its headers");
}

static enum status load_fault(struct spec *spec, const struct yaml_node *node, struct fault *fault)
{
	struct text path = yaml_text(node, "file");
	while (fault->file < spec->file_count && !text_equal(spec->files[fault->file].path, path))
		fault->file++;
	if (fault->file == spec->file_count) {
		yaml_fail(node, spec->error, "there is no file '%.*s'", TEXT_ARG(path));
		return error_remedy(spec->error, "use a name that stands under `files:`");
	}
	fault->what = yaml_text(node, "what");
	fault->expect = yaml_text(node, "expect");
	fault->handling = yaml_text(node, "handling");
	fault->repeat = yaml_is_yes(node, "repeat");
	fault->drop = yaml_is_yes(node, "drop");
	fault->where = yaml_get(node, "where");
	fault->has_count = yaml_get(node, "count") != NULL;
	int64_t count = 0;
	if (fault->has_count)
		TRY(need_number(spec, yaml_get(node, "count"), &count));
	fault->count = (uint64_t)count;
	const struct yaml_node *set = yaml_get(node, "set");
	fault->change_count = set == NULL ? 0 : set->count;
	fault->changes = arena_new_array(spec->arena, struct change, fault->change_count);
	for (size_t i = 0; i < fault->change_count; i++)
		TRY(load_change(spec, &spec->files[fault->file], set->nodes[i],
				&fault->changes[i]));
	return STATUS_OK;
}

static enum status load_all(struct spec *spec, const struct yaml_node *root)
{
	const struct yaml_node *tables = yaml_get(root, "tables");
	spec->tables = arena_new_array(spec->arena, struct table, tables->count);
	for (size_t i = 0; i < tables->count; i++) {
		TRY(load_table(spec, tables->nodes[i], &spec->tables[i]));
		spec->table_count = i + 1;
	}
	if (yaml_get(root, "unit") == NULL) {
		yaml_fail(root, spec->error, "no file of the caseload names its unit");
		error_remedy(spec->error, "add `unit:`, the table that --people counts");
		return STATUS_INVALID;
	}
	TRY(find_table(spec, yaml_get(root, "unit"), &spec->unit));
	const struct yaml_node *files = yaml_get(root, "files");
	spec->files = arena_new_array(spec->arena, struct out_file, files->count);
	for (size_t i = 0; i < files->count; i++)
		TRY(load_file(spec, files->nodes[i], &spec->files[i]));
	spec->file_count = files->count;
	const struct yaml_node *faults = yaml_get(root, "faults");
	spec->fault_count = faults == NULL ? 0 : faults->count;
	spec->faults = arena_new_array(spec->arena, struct fault, spec->fault_count);
	for (size_t i = 0; i < spec->fault_count; i++)
		TRY(load_fault(spec, faults->nodes[i], &spec->faults[i]));
	return STATUS_OK;
}

static enum status read_tree(struct spec *spec, const char *path, struct yaml_node **out)
{
	struct text bytes;
	TRY(file_read(spec->arena, path, MOST_SPEC, &bytes, spec->error));
	TRY(yaml_read(spec->arena, path, bytes, out, spec->error));
	return keys_check(KEYS_SYNTH, *out, spec->error);
}

/* What a later file says of tables, files and faults follows what the first says. */
static void add_tree(struct spec *spec, struct yaml_node *first, const struct yaml_node *more)
{
	for (size_t i = 0; i < more->count; i++) {
		struct yaml_node *into = NULL;
		for (size_t j = 0; j < first->count; j++)
			if (text_equal(first->nodes[j]->name, more->nodes[i]->name))
				into = first->nodes[j];
		if (into == NULL)
			yaml_add(spec->arena, first, more->nodes[i]);
		for (size_t j = 0; into != NULL && j < more->nodes[i]->count; j++)
			yaml_add(spec->arena, into, more->nodes[i]->nodes[j]);
	}
}

enum status spec_load(struct spec *spec, struct arena *arena, const struct pack *pack,
		      struct error *error)
{
	*spec = (struct spec){ .arena = arena, .error = error, .words = map_new(arena) };
	if (pack->synth_count == 0) {
		error_set(error, STATUS_NOT_FOUND, "the pack '%.*s' declares no synthetic caseload",
			  TEXT_ARG(pack->name));
		return error_remedy(error, "name a file of totals under `synth:` in pack.yaml");
	}
	struct yaml_node *root;
	TRY(read_tree(spec, text_c(arena, pack->synth[0]), &root));
	for (size_t i = 1; i < pack->synth_count; i++) {
		struct yaml_node *more;
		TRY(read_tree(spec, text_c(arena, pack->synth[i]), &more));
		add_tree(spec, root, more);
	}
	spec_intern(spec, TEXT(""));
	return load_all(spec, root);
}

const struct cell *cell_at(const struct spec *spec, const struct table *table, uint64_t row,
			   struct path path)
{
	for (unsigned i = 0; i < path.up; i++) {
		row = table->parents[row];
		table = &spec->tables[table->parent_table];
	}
	return &table->columns[path.column].cells[row];
}

bool tests_hold(const struct spec *spec, const struct table *table, uint64_t row,
		struct tests tests)
{
	for (size_t i = 0; i < tests.count; i++) {
		const struct cell *cell = cell_at(spec, table, row, tests.at[i].path);
		/* The empty text is word 0. */
		uint32_t word = cell->kind == CELL_WORD ? (uint32_t)cell->value : 0;
		bool found = false;
		for (size_t j = 0; j < tests.at[i].count; j++)
			found = found || tests.at[i].words[j] == word;
		if (!found)
			return false;
	}
	return true;
}
