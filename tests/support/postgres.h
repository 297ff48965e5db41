/* SPDX-License-Identifier: Apache-2.0 */
/* A PostgreSQL server of the test's own: in a temporary folder, on a socket there, as another user
 * where the test is root. Needs Debian's postgresql-15 installed, not running. */
#ifndef REMIT_TESTS_POSTGRES_H
#define REMIT_TESTS_POSTGRES_H

#include <stdbool.h>
#include <sys/types.h>

struct test_postgres {
	char folder[64];
	pid_t server;
};

/* False when it is not installed or does not start; says so loudly on standard error. */
bool test_postgres_start(struct test_postgres *postgres);
/* The address of a new, empty database. */
bool test_postgres_database(struct test_postgres *postgres, const char *name, char url[160]);
void test_postgres_stop(struct test_postgres *postgres);

#endif
