/* SPDX-License-Identifier: Apache-2.0 */
/* Starting PostgreSQL for a test. */
#include "postgres.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libpq-fe.h>

#define PROGRAMS "/usr/lib/postgresql/15/bin/"

static void drop_root(void)
{
	if (geteuid() != 0)
		return;
	const struct passwd *other = getpwnam("postgres");
	if (other == NULL)
		other = getpwnam("nobody");
	if (other == NULL || setgid(other->pw_gid) != 0 || setuid(other->pw_uid) != 0)
		_exit(126);
}

static pid_t spawn(const char *folder, const char *const *words)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	drop_root();
	if (chdir(folder) != 0 || freopen("log", "a", stderr) == NULL ||
	    freopen("log", "a", stdout) == NULL)
		_exit(125);
	char *copies[24] = { 0 };
	for (size_t i = 0; words[i] != NULL && i < 23; i++)
		copies[i] = strdup(words[i]);
	execv(copies[0], copies);
	_exit(127);
}

static bool run(const char *folder, const char *const *words)
{
	int status;
	pid_t child = spawn(folder, words);
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool make_folder(struct test_postgres *postgres)
{
	snprintf(postgres->folder, sizeof postgres->folder, "/tmp/remit-pg-XXXXXX");
	if (mkdtemp(postgres->folder) == NULL)
		return false;
	/* Whoever the server runs as has to own it. */
	const struct passwd *other = geteuid() == 0 ? getpwnam("postgres") : NULL;
	if (geteuid() == 0 && other == NULL)
		other = getpwnam("nobody");
	return other == NULL || chown(postgres->folder, other->pw_uid, other->pw_gid) == 0;
}

static bool wait_until_it_answers(const struct test_postgres *postgres)
{
	char url[160];
	snprintf(url, sizeof url, "postgresql:///postgres?host=%s&user=remit", postgres->folder);
	for (int i = 0; i < 300; i++) {
		if (PQping(url) == PQPING_OK)
			return true;
		usleep(50000);
	}
	return false;
}

bool test_postgres_start(struct test_postgres *postgres)
{
	postgres->server = 0;
	if (access(PROGRAMS "postgres", X_OK) != 0) {
		fprintf(stderr, "\n*** SKIPPED: PostgreSQL 15 is not installed ***\n\n");
		return false;
	}
	const char *initdb[] = {
		PROGRAMS "initdb", "-D",	"data", "-A",	"trust",      "-U",
		"remit",	   "--no-sync", "-E",	"UTF8", "--locale=C", NULL
	};
	const char *server[] = { PROGRAMS "postgres",
				 "-D",
				 "data",
				 "-k",
				 postgres->folder,
				 "-h",
				 "",
				 "-c",
				 "shared_buffers=32MB",
				 "-c",
				 "max_connections=40",
				 NULL };
	if (!make_folder(postgres) || !run(postgres->folder, initdb)) {
		fprintf(stderr, "\n*** SKIPPED: initdb failed, see %s/log ***\n\n",
			postgres->folder);
		return false;
	}
	postgres->server = spawn(postgres->folder, server);
	if (postgres->server > 0 && wait_until_it_answers(postgres))
		return true;
	fprintf(stderr, "\n*** SKIPPED: PostgreSQL does not start, see %s/log ***\n\n",
		postgres->folder);
	return false;
}

bool test_postgres_database(struct test_postgres *postgres, const char *name, char url[160])
{
	const char *words[] = {
		PROGRAMS "createdb", "-h", postgres->folder, "-U", "remit", name, NULL
	};
	snprintf(url, 160, "postgresql:///%s?host=%s&user=remit", name, postgres->folder);
	return run(postgres->folder, words);
}

void test_postgres_stop(struct test_postgres *postgres)
{
	if (postgres->server <= 0)
		return;
	kill(postgres->server, SIGINT);
	waitpid(postgres->server, NULL, 0);
	postgres->server = 0;
	const char *words[] = { "/bin/sh", "-c", "rm -rf data log .s*", NULL };
	run(postgres->folder, words);
	rmdir(postgres->folder);
}
