/* SPDX-License-Identifier: Apache-2.0 */
/* The extracts of a step: what is written of them, with the columns that the mapping asks for. */
#include "cli/scenario.h"

#include "base/builder.h"
#include "os/file.h"

/* The file of that name among the pack's extracts, or NULL. */
static const struct pack_source_file *find_file(const struct pack *pack, struct text path)
{
	struct text name;
	struct text folder = text_cut(path, '/', &name);
	for (size_t i = 0; i < pack->extract_count; i++) {
		const struct pack_extract *extract = &pack->extracts[i];
		for (size_t j = 0; text_equal(extract->folder, folder) && j < extract->file_count;
		     j++)
			if (text_equal(extract->files[j].file, name))
				return &extract->files[j];
	}
	return NULL;
}

static bool has_column(struct text header, struct text column)
{
	while (header.length != 0)
		if (text_equal(text_trim(text_cut(header, ',', &header)), column))
			return true;
	return false;
}

/* A line with an empty cell for each column that the header lacks. */
static void add_line(struct builder *out, struct text line, size_t lacking)
{
	if (text_trim(line).length == 0)
		return;
	builder_add(out, line);
	for (size_t i = 0; i < lacking; i++)
		builder_add_byte(out, ',');
	builder_add_byte(out, '\n');
}

static struct text whole_file(struct arena *arena, const struct pack_source_file *file,
			      struct text content)
{
	struct builder out = builder_new(arena);
	struct text rest;
	struct text header = text_cut(content, '\n', &rest);
	size_t lacking = 0;
	builder_add(&out, header);
	for (size_t i = 0; i < file->column_count; i++) {
		if (has_column(header, file->columns[i].column))
			continue;
		builder_add_byte(&out, ',');
		builder_add(&out, file->columns[i].column);
		lacking++;
	}
	builder_add_byte(&out, '\n');
	while (rest.length != 0)
		add_line(&out, text_cut(rest, '\n', &rest), lacking);
	return builder_text(&out);
}

/* Of each folder: its files, each drawn on the program's day. */
static enum status write_manifest(struct scenario_run *run, const struct scenario_step *step,
				  struct text head, struct text folder, struct error *error)
{
	struct builder out = builder_new(run->arena);
	builder_add_c(&out, "file,snapshot,rows\n");
	for (size_t i = 0; i < step->load.count; i++) {
		struct text name;
		if (text_equal(text_cut(step->load.at[i].name, '/', &name), folder))
			builder_add_format(&out, "%.*s,%s,\n", TEXT_ARG(name), run->day);
	}
	return scratch_write(
		&run->scratch,
		text_format(run->arena, "%.*s%.*s/manifest.csv", TEXT_ARG(head), TEXT_ARG(folder)),
		builder_text(&out), error);
}

enum status scenario_extracts(struct scenario_run *run, const struct scenario_step *step,
			      const char **folder, struct error *error)
{
	struct text head = text_format(run->arena, "load%u/", ++run->loads);
	for (size_t i = 0; i < step->load.count; i++) {
		struct text path = step->load.at[i].name, content;
		const struct pack_source_file *file = find_file(run->pack, path);
		if (file == NULL) {
			error_set(error, STATUS_INVALID, "the pack takes no extract '%.*s'",
				  TEXT_ARG(path));
			return error_remedy(error, "write FOLDER/FILE as its mapping files do");
		}
		TRY(scenario_fill(run, step->load.at[i].value, &content, error));
		TRY(scratch_write(
			&run->scratch,
			text_format(run->arena, "%.*s%.*s", TEXT_ARG(head), TEXT_ARG(path)),
			whole_file(run->arena, file, content), error));
		TRY(write_manifest(run, step, head, text_cut(path, '/', &path), error));
	}
	*folder = file_join(run->arena, run->scratch.folder, text_c(run->arena, head));
	return STATUS_OK;
}
