/* SPDX-License-Identifier: Apache-2.0 */
/* The mapping of one source system's extract. */
#include "pack/load.h"

#include "base/builder.h"

static void load_translate(struct loading *loading, const struct yaml_node *node,
			   struct pack_column *out)
{
	const struct yaml_node *table = yaml_get(node, "translate");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_pair *pairs = arena_new_array(loading->arena, struct pack_pair, count);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct pack_pair){ table->nodes[i]->name, table->nodes[i]->text };
	out->translate = pairs;
	out->translate_count = count;
	const struct yaml_node *empty = yaml_get(node, "empty");
	count = empty == NULL ? 0 : empty->count;
	struct text *words = arena_new_array(loading->arena, struct text, count);
	for (size_t i = 0; i < count; i++)
		words[i] = empty->nodes[i]->text;
	out->empty = words;
	out->empty_count = count;
}

/* Every word on the right of a translation is one that the field takes. */
static enum status check_translate(struct loading *loading, const struct yaml_node *node,
				   const struct pack_column *column)
{
	const struct yaml_node *table = yaml_get(node, "translate");
	for (size_t i = 0; table != NULL && column->field != NULL && i < table->count; i++) {
		dmn_value value;
		struct error inner = { 0 };
		if (pack_read_value(loading->arena, column->field, table->nodes[i]->text, &value,
				    &inner) == STATUS_OK)
			continue;
		yaml_fail(table->nodes[i], loading->error, "the translation %s", inner.message);
		error_remedy(loading->error, "%s", inner.remedy);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* "a/b" of a top-level member is "/a~1b"; a pointer is checked and stands for itself. */
static enum status load_path(struct loading *loading, const struct yaml_node *node,
			     struct pack_column *out)
{
	struct builder path = builder_new(loading->arena);
	struct text name = node->name;
	bool pointer = text_starts(name, TEXT("/"));
	if (!pointer)
		builder_add_byte(&path, '/');
	for (size_t i = 0; i < name.length; i++) {
		bool escape = name.at[i] == '~';
		char next = i + 1 < name.length ? name.at[i + 1] : '\0';
		if (pointer && escape && next != '0' && next != '1') {
			yaml_fail(node, loading->error, "'%.*s' is no JSON Pointer",
				  TEXT_ARG(name));
			error_remedy(loading->error, "write ~0 for ~ and ~1 for / within a name");
			return STATUS_INVALID;
		}
		if (!pointer && (escape || name.at[i] == '/'))
			builder_add_c(&path, escape ? "~0" : "~1");
		else
			builder_add_byte(&path, name.at[i]);
	}
	out->path = builder_text(&path);
	return STATUS_OK;
}

static enum status load_column(struct loading *loading, const struct yaml_node *node,
			       const struct pack_record *record, struct pack_column *out)
{
	const struct yaml_node *field = yaml_get(node, "field");
	out->column = node->name;
	out->parent = yaml_is_yes(node, "parent");
	out->date = yaml_text(node, "date");
	if ((field != NULL) == out->parent || (out->parent && record->parent == NULL)) {
		yaml_fail(node, loading->error, "the column '%.*s' gives %s", TEXT_ARG(node->name),
			  field != NULL ? "a field and a parent" : "no field");
		error_remedy(loading->error,
			     "write `field: NAME`, or `parent: yes` for a record that has one");
		return STATUS_INVALID;
	}
	if (field != NULL)
		TRY(load_field_ref(loading, field, record, field->text, &out->field));
	const struct yaml_node *conflict = yaml_get(node, "conflict");
	unsigned word = PACK_CONFLICT_KEEP;
	if (conflict != NULL)
		TRY(load_word(loading, conflict, pack_conflict_words, PACK_CONFLICT_COUNT, &word));
	out->conflict = (enum pack_conflict)word;
	load_translate(loading, node, out);
	return check_translate(loading, node, out);
}

static enum status load_match(struct loading *loading, const struct yaml_node *node,
			      const struct pack_record *record, struct pack_match *out)
{
	const struct pack_field **fields =
		arena_new_array(loading->arena, const struct pack_field *, node->count);
	for (size_t i = 0; i < node->count; i++) {
		if (text_is(node->nodes[i]->text, "parent")) {
			out->parent = true;
			continue;
		}
		TRY(load_field_ref(loading, node->nodes[i], record, node->nodes[i]->text,
				   &fields[out->field_count]));
		out->field_count++;
	}
	out->fields = fields;
	return STATUS_OK;
}

static enum status load_matches(struct loading *loading, const struct yaml_node *node,
				struct pack_source_file *out)
{
	const struct yaml_node *list = yaml_get(node, "match");
	size_t count = list == NULL ? 0 : list->count;
	struct pack_match *matches = arena_new_array(loading->arena, struct pack_match, count);
	for (size_t i = 0; i < count; i++)
		TRY(load_match(loading, list->nodes[i], out->record, &matches[i]));
	out->matches = matches;
	out->match_count = count;
	unsigned word = PACK_UNMATCHED_CREATE;
	const struct yaml_node *unmatched = yaml_get(node, "unmatched");
	if (unmatched != NULL)
		TRY(load_word(loading, unmatched, pack_unmatched_words, PACK_UNMATCHED_COUNT,
			      &word));
	out->unmatched = (enum pack_unmatched)word;
	return STATUS_OK;
}

static enum status check_columns(struct loading *loading, const struct yaml_node *node,
				 const struct pack_source_file *file)
{
	bool key = false, parent = file->record->parent == NULL, reference = false;
	for (size_t i = 0; i < file->column_count; i++) {
		key = key || text_equal(file->columns[i].column, file->key_column);
		parent = parent || file->columns[i].parent;
		reference = reference || file->columns[i].field == file->record->key;
	}
	if (key && parent && reference)
		return STATUS_OK;
	yaml_fail(node, loading->error, "the file '%.*s' has no column for %s",
		  TEXT_ARG(file->file),
		  !key	    ? "its `key`"
		  : !parent ? "the parent"
			    : "the record's key field");
	error_remedy(loading->error, "add the column under `columns:`");
	return STATUS_INVALID;
}

static enum status load_format(struct loading *loading, const struct yaml_node *node,
			       enum pack_format *out)
{
	unsigned word = PACK_FORMAT_CSV;
	if (node != NULL)
		TRY(load_word(loading, node, pack_format_words, PACK_FORMAT_COUNT, &word));
	*out = (enum pack_format)word;
	return STATUS_OK;
}

static enum status load_source_file(struct loading *loading, const struct yaml_node *node,
				    struct pack_source_file *out)
{
	out->file = node->name;
	TRY(load_check_path(loading, node, out->file));
	out->key_column = yaml_text(node, "key");
	TRY(load_format(loading, yaml_get(node, "format"), &out->format));
	TRY(load_record_ref(loading, yaml_get(node, "record"), &out->record));
	const struct yaml_node *table = yaml_get(node, "columns");
	struct pack_column *columns =
		arena_new_array(loading->arena, struct pack_column, table->count);
	for (size_t i = 0; i < table->count; i++) {
		TRY(load_column(loading, table->nodes[i], out->record, &columns[i]));
		if (out->format == PACK_FORMAT_JSONL)
			TRY(load_path(loading, table->nodes[i], &columns[i]));
	}
	out->columns = columns;
	out->column_count = table->count;
	TRY(load_matches(loading, node, out));
	return check_columns(loading, node, out);
}

enum status load_extract(struct loading *loading, const struct yaml_node *root,
			 struct pack_extract *out)
{
	out->name = yaml_text(root, "extract");
	out->label = yaml_text(root, "label");
	out->folder = yaml_text(root, "folder");
	TRY(load_check_path(loading, yaml_get(root, "folder"), out->folder));
	const struct yaml_node *table = yaml_get(root, "files");
	struct pack_source_file *files =
		arena_new_array(loading->arena, struct pack_source_file, table->count);
	for (size_t i = 0; i < table->count; i++)
		TRY(load_source_file(loading, table->nodes[i], &files[i]));
	out->files = files;
	out->file_count = table->count;
	return STATUS_OK;
}
