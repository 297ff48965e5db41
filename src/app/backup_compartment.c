/* SPDX-License-Identifier: Apache-2.0 */
/* Backups with compartments, each in a file beside that of casework. */
#include "app/backup_internal.h"

#include "app/log_tree.h"
#include "os/file.h"

#include <unistd.h>

const char *backup_beside(struct arena *arena, const char *path, struct text name)
{
	return text_format(arena, "%s.%.*s", path, TEXT_ARG(name)).at;
}

static enum status open_each(struct app *app, const char *path, struct backup_set *out,
			     struct error *error)
{
	struct compartment_names names;
	TRY(compartment_list(app, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		struct backup_one one = { .path = backup_beside(app->arena, path, names.at[i]),
					  .it = arena_new_one(app->arena, struct compartment) };
		if (file_exists(one.path)) {
			error_set(error, STATUS_CONFLICT, "'%s' is there already", one.path);
			return error_remedy(error, "give a new name: a backup is never written "
						   "over");
		}
		list_push(app->arena, out, one);
		TRY(compartment_open(app, names.at[i], false, one.it, error));
		TRY(compartment_begin(one.it, error));
		TRY(compartment_end(one.it, backup_note(&one.it->app, USE_BACKUP, one.path, error),
				    error));
	}
	return STATUS_OK;
}

enum status backup_open(struct app *app, const char *path, struct backup_set *out,
			struct error *error)
{
	*out = (struct backup_set){ 0 };
	enum status status = open_each(app, path, out, error);
	if (status != STATUS_OK)
		backup_close(out);
	return status;
}

void backup_close(struct backup_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		compartment_close(set->at[i].it);
}

static enum status read_sizes(struct backup_set *set, bool *same, struct error *error)
{
	*same = true;
	for (size_t i = 0; i < set->count; i++) {
		struct digest root;
		uint64_t size;
		TRY(log_newest(&set->at[i].it->app, &size, &root, error));
		*same = *same && size == set->at[i].size;
		set->at[i].size = size;
	}
	return STATUS_OK;
}

static enum status take(struct app *app, const char *beside, struct backup_set *set,
			struct error *error)
{
	TRY(store_backup(app->store, beside, error));
	for (size_t i = 0; i < set->count; i++)
		TRY(store_backup(set->at[i].it->app.store, set->at[i].path, error));
	return STATUS_OK;
}

static void remove_all(const char *beside, const struct backup_set *set)
{
	unlink(beside);
	for (size_t i = 0; i < set->count; i++)
		unlink(set->at[i].path);
}

/* Everything that is written to a compartment is in its log: if that has not grown from before the
 * first copy until after the last, all are of one instant. */
enum status backup_take(struct app *app, const char *beside, struct backup_set *set,
			struct error *error)
{
	enum {
		TRIES = 5
	};
	bool same;
	for (unsigned i = 0; i < TRIES; i++) {
		TRY(read_sizes(set, &same, error));
		enum status status = take(app, beside, set, error);
		if (status == STATUS_OK)
			status = read_sizes(set, &same, error);
		if (status == STATUS_OK && same)
			return STATUS_OK;
		remove_all(beside, set);
		TRY(status);
	}
	error_set(error, STATUS_CONFLICT, "a compartment was written to while it was copied");
	return error_remedy(error, "make the backup when no import is under way");
}
