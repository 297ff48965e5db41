/* SPDX-License-Identifier: Apache-2.0 */
/* Two versions of a pack, file by file. */
#include "pack/difference.h"

#include "pack/keys.h"
#include "pack/pack.h"
#include "pack/yaml.h"

#include <dmn_check.h>

struct comparing {
	struct arena *arena;
	struct pack_difference *out;
	struct error *error;
};

static bool ends_with(struct text text, struct text end)
{
	return text.length >= end.length &&
	       text_equal(text_slice(text, text.length - end.length, text.length), end);
}

static enum keys_file kind_of(struct text name)
{
	if (text_find(name, TEXT("import/"), 0) != SIZE_MAX)
		return KEYS_IMPORT;
	if (text_is(name, "reports.yaml"))
		return KEYS_REPORTS;
	return text_find(name, TEXT("letters/"), 0) != SIZE_MAX ? KEYS_LANGUAGE : KEYS_PACK;
}

static void say(struct comparing *it, struct text file, const char *sentence)
{
	list_push(it->arena, it->out,
		  (struct pack_change){ .file = file, .sentence = text_from(sentence) });
}

static enum status compare_yaml(struct comparing *it, const struct pack_file *before,
				const struct pack_file *after)
{
	const char *name = text_c(it->arena, before->name);
	struct yaml_node *old, *new;
	TRY(yaml_read(it->arena, name, before->bytes, &old, it->error));
	TRY(yaml_read(it->arena, name, after->bytes, &new, it->error));
	pack_difference_keys(it->arena, (int)kind_of(before->name), before->name, old, new,
			     it->out);
	return STATUS_OK;
}

static struct dmn_model *model_of(struct arena *arena, const struct pack_file *file)
{
	struct dmn_model *model = dmn_model_new(NULL);
	if (model == NULL)
		return NULL;
	bool read = dmn_model_add(model, text_c(arena, file->name), file->bytes.at,
				  file->bytes.length) &&
		    dmn_model_compile(model);
	if (read)
		return model;
	dmn_model_free(model);
	return NULL;
}

static void compare_models(struct comparing *it, struct text file, const struct dmn_model *before,
			   const struct dmn_model *after)
{
	const struct dmn_diff *diff = dmn_diff_models(before, after, dmn_null(), NULL, it->arena);
	for (size_t i = 0; diff != NULL && i < diff->change_count; i++)
		list_push(it->arena, it->out,
			  (struct pack_change){ file, text_from(diff->changes[i].decision),
						text_from(diff->changes[i].message) });
	if (diff == NULL || diff->change_count == 0)
		say(it, file, "its text differs, and no decision");
}

static void compare_rules(struct comparing *it, const struct pack_file *before,
			  const struct pack_file *after)
{
	struct dmn_model *old = model_of(it->arena, before);
	struct dmn_model *new = model_of(it->arena, after);
	if (old != NULL && new != NULL)
		compare_models(it, before->name, old, new);
	else
		say(it, before->name, "one of the two is no model that can be read");
	dmn_model_free(old);
	dmn_model_free(new);
}

static enum status compare_file(struct comparing *it, const struct pack_file *before,
				const struct pack_file *after)
{
	if (text_equal(before->bytes, after->bytes))
		return STATUS_OK;
	if (ends_with(before->name, TEXT(".yaml")))
		return compare_yaml(it, before, after);
	if (ends_with(before->name, TEXT(".dmn")))
		compare_rules(it, before, after);
	else
		say(it, before->name, "its text differs");
	return STATUS_OK;
}

enum status pack_difference(struct arena *arena, const char *before, const char *after,
			    struct pack_difference *out, struct error *error)
{
	struct comparing it = { arena, out, error };
	struct pack *old, *new;
	*out = (struct pack_difference){ 0 };
	TRY(pack_load(arena, before, &old, error));
	TRY(pack_load(arena, after, &new, error));
	for (size_t i = 0; i < old->file_count; i++) {
		const struct pack_file *other = pack_find_file(new, old->files[i].name);
		if (other == NULL)
			say(&it, old->files[i].name, "the file is gone");
		else
			TRY(compare_file(&it, &old->files[i], other));
	}
	for (size_t i = 0; i < new->file_count; i++)
		if (pack_find_file(old, new->files[i].name) == NULL)
			say(&it, new->files[i].name, "the file is new");
	return STATUS_OK;
}
