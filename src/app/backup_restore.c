/* SPDX-License-Identifier: Apache-2.0 */
/* Compartments out of a backup. */
#include "app/backup_internal.h"

#include "os/file.h"
#include "record/shape.h"

/* "folder/monday.backup" -> "folder", "monday.backup." */
static void cut_path(struct arena *arena, const char *path, const char **folder, struct text *name)
{
	struct text whole = text_from(path);
	size_t at = whole.length;
	while (at != 0 && whole.at[at - 1] != '/')
		at--;
	*folder = at == 0 ? "." : text_c(arena, text_slice(whole, 0, at));
	*name = text_format(arena, "%s.", path + at);
}

enum status backup_check_beside(struct arena *arena, struct text url, const char *path,
				struct error *error)
{
	const char *folder;
	struct text name;
	struct file_names names = { 0 };
	cut_path(arena, path, &folder, &name);
	TRY(file_list(arena, folder, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		struct text file = names.at[i];
		if (text_starts(file, name) &&
		    record_name_is_good(text_slice(file, name.length, file.length)))
			TRY(store_check_backup(url, file_join(arena, folder, text_c(arena, file)),
					       error));
	}
	return STATUS_OK;
}

static enum status replace_one(struct app *app, struct text name, const char *path,
			       struct error *error)
{
	struct compartment it;
	TRY(compartment_open(app, name, true, &it, error));
	enum status status = store_restore(it.app.store, path, error);
	compartment_close(&it);
	TRY(status);
	TRY(compartment_open(app, name, true, &it, error)); /* an older one is brought up to date */
	status = compartment_begin(&it, error);
	if (status == STATUS_OK)
		status =
			compartment_end(&it, backup_note(&it.app, USE_RESTORE, path, error), error);
	compartment_close(&it);
	return status;
}

enum status backup_restore_beside(struct app *app, const char *path, struct error *error)
{
	struct compartment_names names;
	TRY(compartment_list(app, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		const char *file = backup_beside(app->arena, path, names.at[i]);
		if (file_exists(file)) {
			TRY(replace_one(app, names.at[i], file, error));
			continue;
		}
		error_set(error, STATUS_NOT_FOUND,
			  "casework is restored, but the backup of its compartment '%.*s' is not "
			  "there: '%s'",
			  TEXT_ARG(names.at[i]), file);
		return error_remedy(error, "put the file beside the backup and restore it again");
	}
	return STATUS_OK;
}
