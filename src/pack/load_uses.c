/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack uses of others: their trees are joined to its own before anything is made of them.
 * Types, codes and imports of all come together; what the pack does not say itself of people,
 * access and keeping, the first that it uses says. */
#include "pack/load.h"

#include "os/file.h"
#include "pack/keys.h"

#include <string.h>

/* How a key of a used pack comes to the pack that uses it. Other keys stay with their own. */
enum joining {
	JOIN_ALL,  /* its entries stand before the pack's own */
	JOIN_FIRST /* it stands where the pack has none */
};

static const struct {
	const char *key;
	enum joining how;
} joined[] = { { "codes", JOIN_ALL },	       { "records", JOIN_ALL },
	       { "imports", JOIN_ALL },	       { "synth", JOIN_ALL },
	       { "compartments", JOIN_ALL },   { "accumulates", JOIN_ALL },
	       { "effects_of_law", JOIN_ALL }, { "calendars", JOIN_ALL },
	       { "clocks", JOIN_ALL },	       { "time_zone", JOIN_FIRST },
	       { "grades", JOIN_FIRST },       { "roles", JOIN_FIRST },
	       { "access", JOIN_FIRST },       { "permissions", JOIN_FIRST },
	       { "documents", JOIN_FIRST },    { "duplicates", JOIN_FIRST },
	       { "retention", JOIN_FIRST },    { "rectification", JOIN_FIRST } };

/* Nodes know their file, which lies in the folder of their pack. */
const struct load_source *load_source_of(const struct loading *loading,
					 const struct yaml_node *node)
{
	for (size_t i = loading->source_count; i-- > 1;) {
		struct text folder = loading->sources[i].folder;
		if (text_starts(text_from(node->file), folder) && node->file[folder.length] == '/')
			return &loading->sources[i];
	}
	return &loading->sources[0];
}

static bool is_begun(const struct loading *loading, struct text name)
{
	for (size_t i = 0; i < loading->begun_count; i++)
		if (text_equal(loading->begun[i], name))
			return true;
	return false;
}

/* Beside the pack; in a pack that was kept, inside of it. */
static const char *folder_of(struct loading *loading, const char *name)
{
	const char *own = text_c(loading->arena, loading->pack->folder);
	const char *kept = file_join(loading->arena, file_join(loading->arena, own, "uses"), name);
	if (file_is_folder(kept))
		return kept;
	return file_join(loading->arena, file_join(loading->arena, own, ".."), name);
}

/* "1" is any version 1, "1.2" any of 1.2. */
bool load_is_version(struct text wanted, struct text version)
{
	return text_starts(version, wanted) &&
	       (version.length == wanted.length || version.at[wanted.length] == '.');
}

static enum status check_used(struct loading *loading, const struct yaml_node *node,
			      const struct yaml_node *root)
{
	struct text name = yaml_text(root, "name");
	struct text version = yaml_text(root, "version");
	if (!text_equal(name, node->name))
		yaml_fail(yaml_get(root, "name"), loading->error,
			  "the pack in the folder "
			  "'%.*s' is called '%.*s'",
			  TEXT_ARG(node->name), TEXT_ARG(name));
	else if (load_is_version(yaml_text(node, "version"), version))
		return STATUS_OK;
	else
		yaml_fail(node, loading->error, "'%.*s' is there in version %.*s, not %.*s",
			  TEXT_ARG(name), TEXT_ARG(version), TEXT_ARG(yaml_text(node, "version")));
	error_remedy(loading->error,
		     "have both agree: try what uses it with the new version first");
	return STATUS_INVALID;
}

/* What it uses itself stands before it, so that a parent stands before its children. */
static enum status read_used(struct loading *loading, const struct yaml_node *node)
{
	const char *name = text_c(loading->arena, node->name);
	const char *folder = folder_of(loading, name);
	if (loading->begun_count == LOAD_SOURCES_MOST || !file_is_folder(folder)) {
		yaml_fail(node, loading->error, "there is no pack '%s' beside this one", name);
		error_remedy(loading->error, "put its folder at %s; at most %d packs", folder,
			     LOAD_SOURCES_MOST);
		return STATUS_INVALID;
	}
	struct load_source source = { .name = node->name,
				      .folder = text_from(folder),
				      .prefix = text_format(loading->arena, "uses/%s/", name) };
	loading->begun[loading->begun_count++] = node->name;
	TRY(load_tree(loading, &source, KEYS_PACK, TEXT("pack.yaml"), &source.root));
	TRY(check_used(loading, node, source.root));
	TRY(load_uses(loading, source.root));
	loading->sources[loading->source_count++] = source;
	return STATUS_OK;
}

enum status load_uses(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "uses");
	for (size_t i = 0; table != NULL && i < table->count; i++)
		if (!is_begun(loading, table->nodes[i]->name))
			TRY(read_used(loading, table->nodes[i]));
	return STATUS_OK;
}

static enum status check_once(struct loading *loading, const struct yaml_node *into,
			      const struct yaml_node *entry)
{
	for (size_t i = 0; into->kind == YAML_MAP && i < into->count; i++) {
		if (!text_equal(into->nodes[i]->name, entry->name))
			continue;
		yaml_fail(into->nodes[i], loading->error, "'%.*s' is %s's already",
			  TEXT_ARG(entry->name), entry->file);
		error_remedy(loading->error, "each stands in one pack: use it from there, or give "
					     "yours another name");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* The entries of `from` before those of `into`. */
static enum status join(struct loading *loading, struct yaml_node *into,
			const struct yaml_node *from)
{
	struct yaml_node **all =
		arena_new_array(loading->arena, struct yaml_node *, into->count + from->count);
	for (size_t i = 0; i < from->count; i++)
		TRY(check_once(loading, into, from->nodes[i]));
	memcpy(all, from->nodes, from->count * sizeof *all);
	memcpy(all + from->count, into->nodes, into->count * sizeof *all);
	into->nodes = all;
	into->count += from->count;
	into->room = into->count;
	return STATUS_OK;
}

static void add(struct loading *loading, struct yaml_node *root, const struct yaml_node *from)
{
	struct yaml_node *copy = arena_new_one(loading->arena, struct yaml_node);
	*copy = *from;
	yaml_add(loading->arena, root, copy);
}

static struct yaml_node *child(struct yaml_node *map, const char *key)
{
	for (size_t i = 0; i < map->count; i++)
		if (text_is(map->nodes[i]->name, key))
			return map->nodes[i];
	return NULL;
}

static enum status join_key(struct loading *loading, struct yaml_node *own, const char *key,
			    enum joining how)
{
	/* From the last to the first, each before what is there. */
	for (size_t i = loading->source_count; i-- > 1;) {
		const struct yaml_node *from = yaml_get(loading->sources[i].root, key);
		struct yaml_node *into = child(own, key);
		if (from == NULL)
			continue;
		if (into == NULL)
			add(loading, own, from);
		else if (how == JOIN_ALL)
			TRY(join(loading, into, from));
	}
	return STATUS_OK;
}

static bool is_own(const struct loading *loading, const struct yaml_node *node)
{
	return load_source_of(loading, node) == &loading->sources[0];
}

enum status load_join(struct loading *loading)
{
	struct yaml_node *own = loading->sources[0].root;
	for (size_t k = 0; k < sizeof joined / sizeof joined[0]; k++)
		TRY(join_key(loading, own, joined[k].key, joined[k].how));
	return STATUS_OK;
}

/* What the pack itself names lies in its own types, or is listed in what it reads. */
enum status load_may_read(struct loading *loading, const struct yaml_node *node,
			  const struct pack_record *record)
{
	const struct yaml_node *uses = yaml_get(loading->sources[0].root, "uses");
	if (!is_own(loading, node) || text_equal(record->owner, loading->pack->name))
		return STATUS_OK;
	const struct yaml_node *reads =
		yaml_get(yaml_get(uses, text_c(loading->arena, record->owner)), "reads");
	for (size_t i = 0; reads != NULL && i < reads->count; i++)
		if (text_equal(reads->nodes[i]->text, record->name))
			return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is of the pack '%.*s' and not among what is read",
		  TEXT_ARG(record->name), TEXT_ARG(record->owner));
	error_remedy(loading->error, "list it: uses: %.*s: reads:", TEXT_ARG(record->owner));
	return STATUS_INVALID;
}
