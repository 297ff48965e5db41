/* SPDX-License-Identifier: Apache-2.0 */
/* A small synthetic caseload of a pack, in a temporary folder, for the tests of use cases. */
#ifndef REMIT_TESTS_CASELOAD_FIXTURE_H
#define REMIT_TESTS_CASELOAD_FIXTURE_H

#include "app/accounts.h"
#include "app/import.h"
#include "app/run.h"

#define FIXTURE_PACK "packs/housing-repairs"

struct fixture {
	struct arena *arena;
	char folder[64]; /* holds extracts/ and test.db */
	const char *extracts;
	char url[160];
	struct app app; /* the operator's */
	struct caseload caseload;
};

void fixture_good(enum status status, const struct error *error);
/* Make the folder and the extracts. */
void fixture_extracts(struct fixture *it, unsigned people);
/* Open a new database: `url` empty is SQLite in the folder. Accounts for trying out are there. */
void fixture_database(struct fixture *it, const char *url);
void fixture_import(struct fixture *it, struct import_report *report);
void fixture_run(struct fixture *it, struct run_report *report);
/* The same database as another account. */
void fixture_as(struct fixture *it, const char *name, struct app *app);
void fixture_end(struct fixture *it);

#endif
