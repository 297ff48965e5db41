/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a session. */
#include "cli/session.h"

#include "app/case_file.h"
#include "os/file.h"

#include <string.h>

enum status session_read(struct session *session, struct command_call *call,
			 const struct option_spec *specs, size_t count, size_t fewest, size_t most,
			 bool fresh, struct error *error)
{
	session->call = call;
	TRY(options_read(call, specs, count, &session->words, fewest, most, error));
	session->how = (struct app_open){ .url = text_from(session->db),
					  .as = text_from(session->as),
					  .face = TEXT("cli"),
					  .fresh = fresh };
	if (session->as_of != NULL) {
		TRY(clock_parse_day(text_from(session->as_of), &session->how.clock.day, error));
		session->how.clock.is_set = true;
	}
	return STATUS_OK;
}

enum status session_open(struct session *session, struct command_call *call,
			 const struct option_spec *specs, size_t count, size_t fewest, size_t most,
			 bool fresh, struct error *error)
{
	TRY(session_read(session, call, specs, count, fewest, most, fresh, error));
	TRY(app_open(call->arena, &session->how, &session->app, error));
	session->app.telling = APP_EXPORTS; /* whatever is printed can be kept */
	return STATUS_OK;
}

void session_close(struct session *session)
{
	app_close(&session->app);
}

enum status session_caseload(struct session *session, const char *word, struct caseload *out,
			     struct error *error)
{
	const char *folder = session->pack;
	if (folder == NULL && word != NULL && strchr(word, '/') != NULL)
		folder = word;
	if (folder != NULL)
		return caseload_take(&session->app, folder, out, error);
	return caseload_named(&session->app, text_from(word), out, error);
}

enum status session_case(struct session *session, struct caseload *caseload, const char *reference,
			 int64_t *root_id, struct error *error)
{
	bool found;
	TRY(case_file_find(&session->app, caseload->pack->name, text_from(reference), root_id,
			   &found, error));
	if (found)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no case '%s'", reference);
	return error_remedy(error, "give the whole reference, as the case file shows it");
}

void session_progress(void *user, uint64_t done, uint64_t total)
{
	struct progress *bar = user;
	bar->total = total;
	progress_at(bar, done);
}
