/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a proposal: what decides, and the evidence that goes with it. */
#include "app/content.h"
#include "app/proposal_internal.h"

#include "os/file.h"

enum {
	MOST_EVIDENCE = 8 << 20
};

struct copying {
	struct pack_folder *to;
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
	return pack_folder_put(it->to, text_from(name), bytes, error);
}

static enum status add_scenarios(const struct copying *it, const char *folder, struct error *error)
{
	struct arena *arena = it->to->arena;
	const char *path = file_join(arena, folder, "scenarios");
	struct file_names names;
	if (!file_is_folder(path))
		return STATUS_OK;
	TRY(file_list(arena, path, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		const char *name = file_join(arena, "scenarios", text_c(arena, names.at[i]));
		if (!file_is_folder(file_join(arena, folder, name)))
			TRY(add_evidence(it, folder, name, error));
	}
	return STATUS_OK;
}

enum status proposal_copy(const struct pack *pack, const char *folder, struct pack_folder *to,
			  struct proposal_evidence *evidence, struct error *error)
{
	const struct copying it = { to, evidence };
	for (size_t i = 0; i < pack->file_count; i++)
		TRY(pack_folder_put(to, pack->files[i].name, pack->files[i].bytes, error));
	TRY(add_evidence(&it, folder, "cases.csv", error));
	TRY(add_evidence(&it, folder, "survivors.csv", error));
	return add_scenarios(&it, folder, error);
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
