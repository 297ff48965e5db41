/* SPDX-License-Identifier: Apache-2.0 */
/* A checkpoint to the commands that an operator has named for it. */
#include "app/checkpoint_internal.h"
#include "base/builder.h"
#include "format/json.h"
#include "os/file.h"
#include "os/process.h"

extern char **environ;

enum {
	SEND_MOST_SIZE = 64 * 1024
};

static enum status note_failure(struct app *app, struct text command, const struct error *cause,
				struct error *error)
{
	struct builder detail = builder_new(app->arena);
	builder_add_c(&detail, "{\"command\":");
	json_write_string(&detail, command);
	builder_add_c(&detail, ",\"why\":");
	json_write_string(&detail, text_from(cause->message));
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = USE_AUDIT_CHECKPOINT,
			       .purpose = TEXT("not-sent"),
			       .subject = TEXT("audit"),
			       .detail = builder_text(&detail) };
	return app_look(app, &log, error);
}

/* `timeout` ends it and what it has started, so that a host that does not answer holds up nobody.
 */
static enum status send_to(struct app *app, struct text command, struct text note,
			   struct error *error)
{
	const char *const words[] = {
		"timeout", "-k", "5", "60", "sh", "-c", text_c(app->arena, command), NULL
	};
	return process_feed(words, (const char *const *)environ, note, error);
}

static enum status one(struct app *app, struct text command, struct checkpoint_report *out,
		       struct error *first, struct error *error)
{
	struct error cause = { 0 };
	if (send_to(app, command, out->checkpoint.note.whole, &cause) == STATUS_OK) {
		out->sent++;
		return STATUS_OK;
	}
	if (first->status == STATUS_OK) {
		error_set(first, STATUS_IO,
			  "the checkpoint is signed and kept, but '%.*s' did not take it: %s",
			  TEXT_ARG(text_slice(command, 0, 100)), cause.message);
		error_remedy(first, "see to the command; the next checkpoint says as much");
	}
	return note_failure(app, command, &cause, error);
}

enum status checkpoint_send(struct app *app, const char *folder, struct checkpoint_report *out,
			    struct error *error)
{
	struct text rest;
	struct error first = { 0 };
	const char *path = file_join(app->arena, folder, "send");
	if (!file_exists(path))
		return STATUS_OK;
	TRY(file_check_owned(path, false, error));
	TRY(file_read(app->arena, path, SEND_MOST_SIZE, &rest, error));
	while (rest.length != 0) {
		struct text command = text_trim(text_cut(rest, '\n', &rest));
		if (command.length != 0 && command.at[0] != '#')
			TRY(one(app, command, out, &first, error));
	}
	if (first.status != STATUS_OK && error != NULL)
		*error = first;
	return first.status;
}
