/* SPDX-License-Identifier: Apache-2.0 */
#include "app/backup_internal.h"

#include "base/builder.h"
#include "format/json.h"
#include "os/file.h"

#include <unistd.h>

static struct text detail_of(struct app *app, const char *path)
{
	struct builder out = builder_new(app->arena);
	builder_add_c(&out, "{\"file\":");
	json_write_string(&out, text_from(path));
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status backup_note(struct app *app, enum use_case use, const char *path, struct error *error)
{
	struct app_log log = { .use = use,
			       .subject = TEXT("database"),
			       .detail = detail_of(app, path) };
	return app_log(app, &log, error);
}

/* It is there under its name only when the compartments' are. */
static enum status make(struct app *app, const char *path, struct error *error)
{
	struct backup_set set;
	const char *beside = text_format(app->arena, "%s.taken", path).at;
	if (file_exists(path)) {
		error_set(error, STATUS_CONFLICT, "'%s' is there already", path);
		return error_remedy(error, "give a new name: a backup is never written over");
	}
	TRY(backup_open(app, path, &set, error));
	unlink(beside); /* of a backup that was cut short */
	enum status status = backup_take(app, beside, &set, error);
	backup_close(&set);
	return status == STATUS_OK ? file_keep(beside, path, error) : status;
}

enum status backup_make(struct app *app, const char *path, struct error *error)
{
	TRY(app_may(app, USE_BACKUP, NULL, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, backup_note(app, USE_BACKUP, path, error), error));
	return make(app, path, error);
}

/* A database that has never been used may be written over. */
static enum status may_replace(struct app *app, bool replace, struct error *error)
{
	int64_t entries;
	bool found;
	TRY(store_number(app->store, SQL_audit_size, BIND_NONE, &entries, &found, error));
	if (!found || replace)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "the database is in use: its log has %lld entries",
		  (long long)entries);
	return error_remedy(error, "add --replace to write over it, or restore to another one");
}

static enum status end_sessions(struct app *app, const char *path, struct error *error)
{
	TRY(store_do(app->store, SQL_session_end_every, BIND_NONE, error));
	return backup_note(app, USE_RESTORE, path, error);
}

static enum status replace_with(struct app *app, const char *path, bool replace,
				struct error *error)
{
	TRY(app_may(app, USE_RESTORE, NULL, error));
	TRY(may_replace(app, replace, error));
	return store_restore(app->store, path, error);
}

enum status backup_restore(struct arena *arena, const struct app_open *how, const char *path,
			   bool replace, struct verify_report *report, struct error *error)
{
	struct app app;
	TRY(store_check_backup(how->url, path, error));
	TRY(backup_check_beside(arena, how->url, path, error));
	TRY(app_open(arena, how, &app, error));
	enum status status = replace_with(&app, path, replace, error);
	app_close(&app);
	TRY(status);
	TRY(app_open(arena, how, &app, error));
	status = app_begin(&app, error);
	if (status == STATUS_OK)
		status = app_end(&app, end_sessions(&app, path, error), error);
	if (status == STATUS_OK)
		status = backup_restore_beside(&app, path, error);
	if (status == STATUS_OK)
		status = verify_log(&app, NULL, report, error);
	app_close(&app);
	return status;
}
