/* SPDX-License-Identifier: Apache-2.0 */
/* The extracts of a step: what is written of them, with the columns that the mapping asks for. */
#include "cli/scenario.h"

#include "base/builder.h"
#include "os/file.h"

static const struct pack_extract *find_extract(const struct pack *pack, struct text folder)
{
	for (size_t i = 0; i < pack->extract_count; i++)
		if (text_equal(pack->extracts[i].folder, folder))
			return &pack->extracts[i];
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
	if (file->format != PACK_FORMAT_CSV)
		return content;
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

/* What the step has for that file; NULL: nothing. */
static const struct scenario_pair *given(const struct scenario_step *step, struct text folder,
					 struct text file)
{
	for (size_t i = 0; i < step->load.count; i++) {
		struct text name;
		if (text_equal(text_cut(step->load.at[i].name, '/', &name), folder) &&
		    text_equal(name, file))
			return &step->load.at[i];
	}
	return NULL;
}

/* Every file of it, since an extract is whole: one that the step does not have holds no rows. */
static enum status write_extract(struct scenario_run *run, const struct scenario_step *step,
				 struct text head, const struct pack_extract *extract,
				 struct error *error)
{
	struct builder manifest = builder_new(run->arena);
	struct text folder =
		text_format(run->arena, "%.*s%.*s/", TEXT_ARG(head), TEXT_ARG(extract->folder));
	builder_add_c(&manifest, "file,snapshot,rows\n");
	for (size_t i = 0; i < extract->file_count; i++) {
		const struct pack_source_file *file = &extract->files[i];
		const struct scenario_pair *pair = given(step, extract->folder, file->file);
		bool is_csv = file->format == PACK_FORMAT_CSV;
		struct text content = is_csv ? file->key_column : TEXT("");
		if (pair != NULL)
			TRY(scenario_fill(run, pair->value, &content, error));
		TRY(scratch_write(
			&run->scratch,
			text_format(run->arena, "%.*s%.*s", TEXT_ARG(folder), TEXT_ARG(file->file)),
			whole_file(run->arena, file, content), error));
		builder_add_format(&manifest, "%.*s,%s,\n", TEXT_ARG(file->file), run->day);
	}
	return scratch_write(&run->scratch,
			     text_format(run->arena, "%.*smanifest.csv", TEXT_ARG(folder)),
			     builder_text(&manifest), error);
}

enum status scenario_extracts(struct scenario_run *run, const struct scenario_step *step,
			      const char **folder, struct error *error)
{
	struct text head = text_format(run->arena, "load%u/", ++run->loads);
	for (size_t i = 0; i < step->load.count; i++) {
		struct text name;
		const struct pack_extract *extract =
			find_extract(run->pack, text_cut(step->load.at[i].name, '/', &name));
		bool known = false;
		for (size_t f = 0; extract != NULL && f < extract->file_count; f++)
			known |= text_equal(extract->files[f].file, name);
		if (!known) {
			error_set(error, STATUS_INVALID, "the pack takes no extract '%.*s'",
				  TEXT_ARG(step->load.at[i].name));
			return error_remedy(error, "write FOLDER/FILE as its mapping files do");
		}
		TRY(write_extract(run, step, head, extract, error));
	}
	*folder = file_join(run->arena, run->scratch.folder, text_c(run->arena, head));
	return STATUS_OK;
}
