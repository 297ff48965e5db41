/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_read: a file of a story as its steps and breaks. */
#include "pack/scenario.h"

#include "os/clock.h"
#include "os/file.h"
#include "pack/keys.h"

enum {
	MOST_FILE = 1024 * 1024
};

static void read_pairs(struct arena *arena, const struct yaml_node *table,
		       struct scenario_pairs *out)
{
	for (size_t i = 0; table != NULL && i < table->count; i++)
		list_push(arena, out,
			  (struct scenario_pair){ table->nodes[i]->name, table->nodes[i]->text });
}

static enum status read_day(const struct yaml_node *node, struct scenario_step *step,
			    struct error *error)
{
	if (node == NULL)
		return STATUS_OK;
	step->has_day = true;
	if (clock_parse_day(node->text, &step->day, NULL) == STATUS_OK)
		return STATUS_OK;
	yaml_fail(node, error, "%.*s is no date", TEXT_ARG(node->text));
	error_remedy(error, "write a day that exists as YYYY-MM-DD");
	return STATUS_INVALID;
}

/* What names no folder or file inside would be written elsewhere. */
static enum status check_files(const struct yaml_node *table, bool folder, struct error *error)
{
	for (size_t i = 0; table != NULL && i < table->count; i++) {
		const struct yaml_node *node = table->nodes[i];
		struct text file;
		struct text first = text_cut(node->name, '/', &file);
		bool inside = text_find(node->name, TEXT(".."), 0) == SIZE_MAX &&
			      first.length != 0 && text_find(file, TEXT("/"), 0) == SIZE_MAX;
		if (inside && folder == (file.length != 0))
			continue;
		yaml_fail(node, error, "'%.*s' is not where such a file lies",
			  TEXT_ARG(node->name));
		error_remedy(error, folder ? "write it as FOLDER/FILE of the extract"
					   : "write a file's name alone");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status check_step(const struct yaml_node *node, const struct scenario_step *step,
			      bool is_first, struct error *error)
{
	const char *remedy = NULL;
	if (is_first && !step->has_day) {
		yaml_fail(node, error, "the first step has no date");
		remedy = "add `on:` with the day on which the story begins";
	} else if (step->command.length == 0 && step->refused.length != 0) {
		yaml_fail(node, error, "nothing is done here that could be refused");
		remedy = "add `do:`, or leave `refused:` out";
	} else if (step->command.length == 0 && step->holds.count + step->names.count != 0) {
		yaml_fail(node, error, "nothing has answered here");
		remedy = "add `do:` with a command whose answer `it` is";
	}
	return remedy == NULL ? STATUS_OK : error_remedy(error, "%s", remedy);
}

static enum status read_step(struct arena *arena, const struct yaml_node *node, bool is_first,
			     struct scenario_step *out, struct error *error)
{
	const struct yaml_node *holds = yaml_get(node, "holds");
	*out = (struct scenario_step){ .note = yaml_text(node, "note"),
				       .as = yaml_text(node, "as"),
				       .command = text_trim(yaml_text(node, "do")),
				       .refused = yaml_text(node, "refused"),
				       .line = node->line };
	TRY(read_day(yaml_get(node, "on"), out, error));
	TRY(check_files(yaml_get(node, "load"), true, error));
	TRY(check_files(yaml_get(node, "write"), false, error));
	read_pairs(arena, yaml_get(node, "load"), &out->load);
	read_pairs(arena, yaml_get(node, "write"), &out->write);
	read_pairs(arena, yaml_get(node, "names"), &out->names);
	for (size_t i = 0; holds != NULL && i < holds->count; i++)
		list_push(arena, &out->holds,
			  (struct scenario_claim){ holds->nodes[i]->text, holds->nodes[i]->line });
	return check_step(node, out, is_first, error);
}

static void read_break(struct arena *arena, const struct yaml_node *node, struct scenario *out)
{
	struct text file = yaml_text(node, "file"), rest;
	struct text pack = text_cut(file, ':', &rest);
	bool other = rest.length != 0;
	list_push(arena, &out->breaks,
		  (struct scenario_break){ .why = yaml_text(node, "why"),
					   .from = yaml_text(node, "from"),
					   .to = yaml_text(node, "to"),
					   .pack = other ? pack : TEXT(""),
					   .file = other ? rest : file,
					   .line = node->line });
}

enum status scenario_read(struct arena *arena, const char *path, struct scenario *out,
			  struct error *error)
{
	struct text bytes;
	struct yaml_node *root;
	TRY(file_read(arena, path, MOST_FILE, &bytes, error));
	TRY(yaml_read(arena, path, bytes, &root, error));
	TRY(keys_check(KEYS_SCENARIO, root, error));
	*out = (struct scenario){ .file = path,
				  .title = yaml_text(root, "scenario"),
				  .source = yaml_text(root, "source") };
	const struct yaml_node *steps = yaml_get(root, "steps");
	const struct yaml_node *breaks = yaml_get(root, "breaks");
	for (size_t i = 0; i < steps->count; i++) {
		struct scenario_step step;
		TRY(read_step(arena, steps->nodes[i], i == 0, &step, error));
		list_push(arena, &out->steps, step);
	}
	for (size_t i = 0; i < breaks->count; i++)
		read_break(arena, breaks->nodes[i], out);
	return STATUS_OK;
}
