/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over a YAML tree beside pack.def. */
#include "pack/keys.h"

#include <stdio.h>
#include <string.h>

enum {
	PATH_SIZE = 160
};

#define PACK_KEY(file, path, kind, needed, meaning) \
	{ KEYS_##file, path, KEYS_##kind, KEYS_NEED_##needed, meaning },
#define KEYS_NEED_NEEDED true
#define KEYS_NEED_OPEN false
static const struct keys_row rows[] = {
#include "pack/pack.def"
};
#undef PACK_KEY

enum {
	ROW_COUNT = sizeof rows / sizeof rows[0]
};

static const char *const kind_words[] = { "text",     "name",	       "yes or no", "date",
					  "duration", "list of words", "list",	    "table",
					  "keys",     "keys or text" };

const struct keys_row *keys_row_at(size_t index)
{
	return index < ROW_COUNT ? &rows[index] : NULL;
}

const char *keys_kind_word(enum keys_kind kind)
{
	return kind_words[kind];
}

const struct keys_row *keys_row_of(enum keys_file file, const char *path)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].file == file && strcmp(rows[i].path, path) == 0)
			return &rows[i];
	return NULL;
}

static bool is_name(struct text text)
{
	if (text.length == 0 || text.at[0] < 'a' || text.at[0] > 'z')
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
			return false;
	}
	return true;
}

static bool is_shaped(struct text text, const char *shape)
{
	if (text.length != strlen(shape))
		return false;
	for (size_t i = 0; i < text.length; i++) {
		bool digit = text.at[i] >= '0' && text.at[i] <= '9';
		if (shape[i] == '0' ? !digit : text.at[i] != shape[i])
			return false;
	}
	return true;
}

static bool is_yes_no(struct text text)
{
	return text_is(text, "yes") || text_is(text, "no") || text_is(text, "true") ||
	       text_is(text, "false");
}

/* The text form of a scalar's kind; NULL when it is right, else how to write it. */
static const char *scalar_remedy(enum keys_kind kind, bool needed, struct text text)
{
	switch (kind) {
	case KEYS_NAME:
		return is_name(text) ? NULL : "write a name of lower case letters, digits, - and _";
	case KEYS_YES_NO: return is_yes_no(text) ? NULL : "write yes or no";
	case KEYS_DATE: return is_shaped(text, "0000-00-00") ? NULL : "write a date as YYYY-MM-DD";
	case KEYS_PERIOD:
		return text.length > 2 && text.at[0] == 'P'
			       ? NULL
			       : "write a duration such as P3M or P28D";
	default: return text.length > 0 || !needed ? NULL : "write a text";
	}
}

static enum status check_node(enum keys_file file, const struct yaml_node *node,
			      const struct keys_row *row, struct error *error);

static enum status unknown_key(enum keys_file file, const struct yaml_node *child, const char *path,
			       struct error *error)
{
	char known[280] = "";
	size_t length = strlen(path), used = 0;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const char *tail = rows[i].path + length + (length > 0);
		if (rows[i].file != file || strncmp(rows[i].path, path, length) != 0 ||
		    rows[i].path[0] == '\0' || (length > 0 && rows[i].path[length] != '.') ||
		    strchr(tail, '.') != NULL)
			continue;
		int wrote = snprintf(known + used, sizeof known - used, "%s%s",
				     used > 0 ? ", " : "", tail);
		if (wrote < 0 || used + (size_t)wrote >= sizeof known)
			break;
		used += (size_t)wrote;
	}
	yaml_fail(child, error, "unknown key '%.*s'", TEXT_ARG(child->name));
	error_remedy(error, "use one of: %s", known);
	return STATUS_INVALID;
}

static enum status check_needed(enum keys_file file, const struct yaml_node *node, const char *path,
				struct error *error)
{
	size_t length = strlen(path);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].file != file || !rows[i].needed || rows[i].path[0] == '\0' ||
		    strncmp(rows[i].path, path, length) != 0)
			continue;
		const char *tail = rows[i].path + length;
		if (length > 0 && *tail++ != '.')
			continue;
		if (strchr(tail, '.') != NULL || yaml_get(node, tail) != NULL)
			continue;
		yaml_fail(node, error, "the key '%s' is missing here", tail);
		error_remedy(error, "add `%s:`, %s", tail, rows[i].meaning);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status check_children(enum keys_file file, const struct yaml_node *node,
				  const struct keys_row *row, const char *step, struct error *error)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *child = node->nodes[i];
		char path[PATH_SIZE], name[80];
		snprintf(name, sizeof name, "%.*s", TEXT_ARG(child->name));
		snprintf(path, sizeof path, "%s%s%s", row->path, row->path[0] != '\0' ? "." : "",
			 step != NULL ? step : name);
		const struct keys_row *child_row = keys_row_of(file, path);
		if (child_row == NULL)
			return unknown_key(file, child, row->path, error);
		TRY(check_node(file, child, child_row, error));
	}
	return STATUS_OK;
}

static enum status check_words(const struct yaml_node *node, struct error *error)
{
	for (size_t i = 0; i < node->count; i++)
		if (node->nodes[i]->kind != YAML_TEXT || node->nodes[i]->text.length == 0) {
			yaml_fail(node->nodes[i], error, "an item of this list is no text");
			error_remedy(error, "write plain words between the commas");
			return STATUS_INVALID;
		}
	return STATUS_OK;
}

static enum yaml_kind wanted_kind(enum keys_kind kind)
{
	switch (kind) {
	case KEYS_MAP:
	case KEYS_TABLE: return YAML_MAP;
	case KEYS_WORDS:
	case KEYS_ITEMS: return YAML_LIST;
	default: return YAML_TEXT;
	}
}

static enum status check_node(enum keys_file file, const struct yaml_node *node,
			      const struct keys_row *row, struct error *error)
{
	enum keys_kind kind = row->kind;
	if (kind == KEYS_MAP_OR_TEXT)
		kind = node->kind == YAML_MAP ? KEYS_MAP : KEYS_TEXT;
	if (node->kind != wanted_kind(kind)) {
		yaml_fail(node, error, "'%.*s' should be %s", TEXT_ARG(node->name),
			  keys_kind_word(kind));
		error_remedy(error, "it is %s", row->meaning);
		return STATUS_INVALID;
	}
	if (kind == KEYS_MAP) {
		TRY(check_children(file, node, row, NULL, error));
		return check_needed(file, node, row->path, error);
	}
	if (kind == KEYS_TABLE)
		return check_children(file, node, row, "*", error);
	if (kind == KEYS_ITEMS)
		return check_children(file, node, row, "[]", error);
	if (kind == KEYS_WORDS)
		return check_words(node, error);
	const char *remedy = scalar_remedy(kind, row->needed, node->text);
	if (remedy == NULL)
		return STATUS_OK;
	yaml_fail(node, error, "'%.*s' is not right for %s", TEXT_ARG(node->text), row->meaning);
	error_remedy(error, "%s", remedy);
	return STATUS_INVALID;
}

enum status keys_check(enum keys_file file, const struct yaml_node *root, struct error *error)
{
	return check_node(file, root, keys_row_of(file, ""), error);
}
