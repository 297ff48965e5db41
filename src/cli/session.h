/* SPDX-License-Identifier: Apache-2.0 */
/* What most commands share: the database, the acting user, the program's date. */
#ifndef REMIT_CLI_SESSION_H
#define REMIT_CLI_SESSION_H

#include "app/caseload.h"
#include "cli/answer.h"
#include "cli/options.h"
#include "os/progress.h"

struct session {
	struct command_call *call;
	const char *db;
	const char *as;
	const char *as_of;
	const char *pack; /* a pack's folder */
	bool json;
	struct option_words words;
	struct app_open how; /* as the database was opened */
	struct app app;
};

/* The options of every session; a command adds its own behind. */
#define SESSION_OPTIONS(session)                                  \
	{ .name = "db", .value = &(session).db, .needed = true }, \
		{ .name = "as", .value = &(session).as },         \
		{ .name = "json", .flag = &(session).json },      \
	{                                                         \
		.name = "as-of", .value = &(session).as_of        \
	}

/* Read the words; nothing is opened. */
enum status session_read(struct session *session, struct command_call *call,
			 const struct option_spec *specs, size_t count, size_t fewest, size_t most,
			 bool fresh, struct error *error) MUST_USE;
/* Read the words and open the database. */
enum status session_open(struct session *session, struct command_call *call,
			 const struct option_spec *specs, size_t count, size_t fewest, size_t most,
			 bool fresh, struct error *error) MUST_USE;
void session_close(struct session *session);

/* The pack that a word names: a folder (--pack, or a word with a slash), else by its name in the
 * database. */
enum status session_caseload(struct session *session, const char *word, struct caseload *out,
			     struct error *error) MUST_USE;

/* The case of that reference; STATUS_NOT_FOUND with a remedy. */
enum status session_case(struct session *session, struct caseload *caseload, const char *reference,
			 int64_t *root_id, struct error *error) MUST_USE;

/* Draws on a struct progress. */
void session_progress(void *user, uint64_t done, uint64_t total);

#define SPEC_COUNT(specs) (sizeof(specs) / sizeof((specs)[0]))

#endif
