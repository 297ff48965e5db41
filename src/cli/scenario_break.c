/* SPDX-License-Identifier: Apache-2.0 */
/* A story with its pack broken: does it notice? */
#include "cli/scenario.h"

#include "base/builder.h"

static enum status not_there(const struct scenario *scenario, const struct scenario_break *change,
			     const char *what, struct error *error)
{
	error_set(error, STATUS_INVALID, "%s '%.*s'", what, TEXT_ARG(change->from));
	error_remedy(error, "write what stands in the file, with so much around it that it is "
			    "there once");
	return error_place(error, scenario->file, change->line, "from");
}

static enum status broken(struct arena *arena, const struct scenario *scenario,
			  const struct scenario_break *change, struct text bytes, struct text *out,
			  struct error *error)
{
	struct builder made = builder_new(arena);
	size_t at = text_find(bytes, change->from, 0);
	if (at == SIZE_MAX)
		return not_there(scenario, change, "the file has no", error);
	size_t end = at + change->from.length;
	if (text_find(bytes, change->from, at + 1) != SIZE_MAX)
		return not_there(scenario, change, "the file has more than once", error);
	builder_add(&made, text_slice(bytes, 0, at));
	builder_add(&made, change->to);
	builder_add(&made, text_slice(bytes, end, bytes.length));
	*out = builder_text(&made);
	return STATUS_OK;
}

/* The pack's files, with the one that is changed. */
static enum status write_pack(struct arena *arena, const struct pack *pack,
			      const struct scenario *scenario, const struct scenario_break *change,
			      const struct scratch *scratch, struct error *error)
{
	bool found = false;
	struct text name = change->pack.length == 0
				   ? change->file
				   : text_format(arena, "uses/%.*s/%.*s", TEXT_ARG(change->pack),
						 TEXT_ARG(change->file));
	for (size_t i = 0; i < pack->file_count; i++) {
		struct text bytes = pack->files[i].bytes;
		if (text_equal(pack->files[i].name, name)) {
			TRY(broken(arena, scenario, change, bytes, &bytes, error));
			found = true;
		}
		TRY(scratch_write(scratch, pack->files[i].name, bytes, error));
	}
	if (found)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the pack has no file '%.*s'", TEXT_ARG(name));
	error_remedy(error, "name one of the files that decide what the pack means");
	return error_place(error, scenario->file, change->line, "file");
}

static enum status load_changed(struct arena *arena, const char *folder,
				const struct scenario *scenario,
				const struct scenario_break *change, struct pack **out,
				struct error *error)
{
	struct error why = { 0 };
	if (pack_load(arena, folder, out, &why) == STATUS_OK)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the change leaves no pack: %s", why.message);
	error_remedy(error, "change a value, not what holds the pack together");
	return error_place(error, scenario->file, change->line, "to");
}

enum status scenario_run_broken(struct arena *arena, const struct pack *pack,
				const struct scenario *scenario,
				const struct scenario_break *change, struct scenario_verdict *out,
				struct error *error)
{
	struct scratch scratch;
	struct pack *changed;
	enum status status = scratch_make(arena, &scratch, error);
	if (status == STATUS_OK)
		status = write_pack(arena, pack, scenario, change, &scratch, error);
	if (status == STATUS_OK)
		status = load_changed(arena, scratch.folder, scenario, change, &changed, error);
	if (status == STATUS_OK)
		status = scenario_run(arena, changed, scratch.folder, scenario, out, error);
	scratch_end(&scratch);
	return status;
}
