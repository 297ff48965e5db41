/* SPDX-License-Identifier: Apache-2.0 */
/* The embedded statements and migrations, made by tools/embed_sql.py. */
#ifndef REMIT_STORE_SQL_TEXT_H
#define REMIT_STORE_SQL_TEXT_H

#include <stdint.h>

struct sql_text {
	const char *name;
	const char *sqlite;
	const char *postgres;
	unsigned parameter_count;
	uint64_t bytes_mask; /* bit i: parameter i is bytes */
};

struct sql_migration {
	unsigned number; /* from 1, without gaps */
	const char *name;
	const char *sqlite;
	const char *postgres;
};

extern const struct sql_text sql_texts[];
extern const struct sql_migration sql_migrations[];
extern const unsigned sql_migration_count;

#endif
