/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a proposal: what decides, and the evidence that goes with it. */
#include "app/content.h"
#include "app/proposal_internal.h"

#include "os/file.h"

enum {
	MOST_EVIDENCE = 8 << 20
};

struct copying {
	struct scratch *to;
	struct proposal_evidence *evidence;
};

static enum status add_evidence(const struct copying *it, const char *folder, const char *name,
				struct error *error)
{
	struct arena *arena = it->to->arena;
	const char *path = file_join(arena, folder, name);
	struct text bytes;
	if (!file_exists(path))
		return STATUS_OK;
	TRY(file_read(arena, path, MOST_EVIDENCE, &bytes, error));
	list_push(arena, it->evidence, (struct pack_file){ text_from(name), bytes });
	return scratch_write(it->to, text_from(name), bytes, error);
}

/* They are told by their paths, which begin with the pack's folder. */
static enum status add_scenarios(const struct copying *it, const struct pack *pack,
				 struct error *error)
{
	struct arena *arena = it->to->arena;
	for (size_t i = 0; i < pack->scenario_count; i++) {
		struct text path = pack->scenarios[i];
		struct text name = text_slice(path, pack->folder.length + 1, path.length);
		TRY(add_evidence(it, text_c(arena, pack->folder), text_c(arena, name), error));
	}
	return STATUS_OK;
}

enum status proposal_copy(const struct pack *pack, struct scratch *to,
			  struct proposal_evidence *evidence, struct error *error)
{
	const struct copying it = { to, evidence };
	const char *folder = text_c(to->arena, pack->folder);
	for (size_t i = 0; i < pack->file_count; i++)
		TRY(scratch_write(to, pack->files[i].name, pack->files[i].bytes, error));
	TRY(add_evidence(&it, folder, "cases.csv", error));
	TRY(add_evidence(&it, folder, "survivors.csv", error));
	return add_scenarios(&it, pack, error);
}

static enum status keep_file(struct app *app, int64_t id, const struct pack_file *file,
			     bool evidence, struct error *error)
{
	int64_t content;
	TRY(content_put(app, file->bytes, &content, error));
	return store_do(app->store, SQL_proposal_file_put,
			BIND(dmn_number(id), store_text(file->name), dmn_number(content),
			     dmn_number(evidence)),
			error);
}

enum status proposal_keep_files(struct app *app, const struct pack *pack,
				const struct proposal_evidence *evidence, int64_t id,
				struct error *error)
{
	for (size_t i = 0; i < pack->file_count; i++)
		TRY(keep_file(app, id, &pack->files[i], false, error));
	for (size_t i = 0; i < evidence->count; i++)
		TRY(keep_file(app, id, &evidence->at[i], true, error));
	return STATUS_OK;
}
