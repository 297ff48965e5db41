/* SPDX-License-Identifier: Apache-2.0 */
/* remit form: as HTML or, where the file's name ends so, as PDF. */
#include "app/form.h"
#include "cli/session.h"
#include "exchange/pdf.h"
#include "os/file.h"

static enum status write_form(struct session *session, int64_t item, const char *path,
			      struct error *error)
{
	struct document document;
	struct text bytes;
	TRY(form_document(&session->app, item, &document, error));
	if (text_ends(text_from(path), TEXT(".pdf")))
		TRY(pdf_write(session->app.arena, &document, &bytes, error));
	else
		bytes = document_html(&document);
	return file_write(path, bytes, error);
}

enum status command_form(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *path = NULL;
	int64_t item;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "out", .value = &path, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status =
		options_number("the item", session.words.at[0], 1, INT64_MAX, &item, error);
	if (status == STATUS_OK)
		status = write_form(&session, item, path, error);
	if (status == STATUS_OK)
		fprintf(call->out, "The form of item %lld is in %s.\n", (long long)item, path);
	session_close(&session);
	return status;
}
