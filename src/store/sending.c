/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sending.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct sending {
	PGconn *connection;
	pthread_t thread;
	bool has_thread;
	bool good;
	size_t length;
	char rows[];
};

static void *send_rows(void *user)
{
	struct sending *it = user;
	it->good = PQputCopyData(it->connection, it->rows, (int)it->length) == 1 &&
		   PQputCopyEnd(it->connection, NULL) == 1;
	return NULL;
}

struct sending *sending_begin(struct pg_conn *connection, struct text rows)
{
	struct sending *it = malloc(sizeof *it + rows.length);
	if (it == NULL)
		return NULL;
	*it = (struct sending){ .connection = connection, .length = rows.length };
	memcpy(it->rows, rows.at, rows.length);
	it->has_thread = pthread_create(&it->thread, NULL, send_rows, it) == 0;
	if (!it->has_thread)
		send_rows(it);
	return it;
}

bool sending_end(struct sending *it)
{
	if (it->has_thread)
		pthread_join(it->thread, NULL);
	bool good = it->good;
	free(it);
	return good;
}
