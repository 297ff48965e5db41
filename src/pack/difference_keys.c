/* SPDX-License-Identifier: Apache-2.0 */
/* Two trees of one kind of file, key by key. */
#include "base/builder.h"
#include "pack/difference.h"
#include "pack/keys.h"

struct differing {
	struct arena *arena;
	enum keys_file kind;
	struct text file;
	struct pack_difference *out;
};

/* Where in the tree: the path as a person reads it, and the row of pack.def that explains it. */
struct place {
	struct text key;
	const struct keys_row *row; /* NULL: none */
};

static struct place below(struct differing *it, const struct place *place,
			  const struct yaml_node *child, size_t index)
{
	struct arena *arena = it->arena;
	const struct keys_row *row = place->row;
	const char *step = row == NULL		     ? NULL
			   : row->kind == KEYS_TABLE ? "*"
			   : row->kind == KEYS_ITEMS ? "[]"
						     : text_c(arena, child->name);
	struct text name =
		child->name.length != 0 ? child->name : text_format(arena, "%zu", index + 1);
	struct place out = { .key = place->key.length == 0
					    ? name
					    : text_format(arena, "%.*s.%.*s", TEXT_ARG(place->key),
							  TEXT_ARG(name)) };
	if (step != NULL)
		out.row = keys_row_of(it->kind, text_format(arena, "%s%s%s", row->path,
							    row->path[0] != '\0' ? "." : "", step)
							.at);
	return out;
}

static void say(struct differing *it, const struct place *place, struct text what)
{
	struct builder out = builder_new(it->arena);
	builder_add(&out, place->key);
	builder_add_byte(&out, ' ');
	builder_add(&out, what);
	if (place->row != NULL)
		builder_add_format(&out, " (%s)", place->row->meaning);
	list_push(it->arena, it->out,
		  (struct pack_change){ it->file, place->key, builder_text(&out) });
}

static struct text value_of(struct arena *arena, const struct yaml_node *node)
{
	return node->kind == YAML_TEXT
		       ? text_format(arena, ": %.*s", TEXT_ARG(text_trim(node->text)))
		       : TEXT("");
}

static bool has_text(const struct yaml_node *list, struct text text)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->nodes[i]->text, text))
			return true;
	return false;
}

/* The words of `list` that the other has not, with commas. */
static struct text words_without(struct arena *arena, const struct yaml_node *list,
				 const struct yaml_node *other)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < list->count; i++) {
		if (has_text(other, list->nodes[i]->text))
			continue;
		builder_add_c(&out, out.length == 0 ? "" : ", ");
		builder_add(&out, list->nodes[i]->text);
	}
	return builder_text(&out);
}

static bool is_same_order(const struct yaml_node *before, const struct yaml_node *after)
{
	if (before->count != after->count)
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (!text_equal(before->nodes[i]->text, after->nodes[i]->text))
			return false;
	return true;
}

static void compare_words(struct differing *it, const struct place *place,
			  const struct yaml_node *before, const struct yaml_node *after)
{
	struct text gone = words_without(it->arena, before, after);
	struct text fresh = words_without(it->arena, after, before);
	if (fresh.length != 0)
		say(it, place, text_format(it->arena, "has %.*s as well", TEXT_ARG(fresh)));
	if (gone.length != 0)
		say(it, place, text_format(it->arena, "has %.*s no more", TEXT_ARG(gone)));
	if (fresh.length == 0 && gone.length == 0 && !is_same_order(before, after))
		say(it, place, TEXT("comes in another order"));
}

static void compare(struct differing *it, const struct place *place, const struct yaml_node *before,
		    const struct yaml_node *after);

static const struct yaml_node *named(const struct yaml_node *map, struct text name)
{
	for (size_t i = 0; i < map->count; i++)
		if (text_equal(map->nodes[i]->name, name))
			return map->nodes[i];
	return NULL;
}

static void compare_maps(struct differing *it, const struct place *place,
			 const struct yaml_node *before, const struct yaml_node *after)
{
	for (size_t i = 0; i < before->count; i++) {
		struct place here = below(it, place, before->nodes[i], i);
		compare(it, &here, before->nodes[i], named(after, before->nodes[i]->name));
	}
	for (size_t i = 0; i < after->count; i++) {
		struct place here = below(it, place, after->nodes[i], i);
		if (named(before, after->nodes[i]->name) == NULL)
			compare(it, &here, NULL, after->nodes[i]);
	}
}

static void compare_items(struct differing *it, const struct place *place,
			  const struct yaml_node *before, const struct yaml_node *after)
{
	size_t count = before->count > after->count ? before->count : after->count;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *old = i < before->count ? before->nodes[i] : NULL;
		const struct yaml_node *new = i < after->count ? after->nodes[i] : NULL;
		struct place here = below(it, place, old != NULL ? old : new, i);
		compare(it, &here, old, new);
	}
}

static bool is_words(const struct yaml_node *list)
{
	return list->count == 0 || list->nodes[0]->kind == YAML_TEXT;
}

static void compare(struct differing *it, const struct place *place, const struct yaml_node *before,
		    const struct yaml_node *after)
{
	struct arena *arena = it->arena;
	if (before == NULL)
		say(it, place, text_format(arena, "is new%.*s", TEXT_ARG(value_of(arena, after))));
	else if (after == NULL)
		say(it, place,
		    text_format(arena, "is gone%.*s", TEXT_ARG(value_of(arena, before))));
	else if (before->kind != after->kind)
		say(it, place, TEXT("is written otherwise"));
	else if (before->kind == YAML_MAP)
		compare_maps(it, place, before, after);
	else if (before->kind == YAML_LIST && is_words(before) && is_words(after))
		compare_words(it, place, before, after);
	else if (before->kind == YAML_LIST)
		compare_items(it, place, before, after);
	else if (!text_equal(text_trim(before->text), text_trim(after->text)))
		say(it, place,
		    text_format(arena, "was %.*s and is %.*s", TEXT_ARG(text_trim(before->text)),
				TEXT_ARG(text_trim(after->text))));
}

void pack_difference_keys(struct arena *arena, int kind, struct text file,
			  const struct yaml_node *before, const struct yaml_node *after,
			  struct pack_difference *out)
{
	struct differing it = { arena, (enum keys_file)kind, file, out };
	struct place top = { TEXT(""), keys_row_of((enum keys_file)kind, "") };
	compare(&it, &top, before, after);
}
