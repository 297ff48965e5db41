/* SPDX-License-Identifier: Apache-2.0 */
/* One request to another server (libcurl), by HTTPS; by plain HTTP to this machine alone. No
 * redirect is followed, no cookie is kept; what takes too long or is too large is given up. Waits
 * for the network: nothing that others wait for is held meanwhile. */
#ifndef REMIT_EXCHANGE_FETCH_H
#define REMIT_EXCHANGE_FETCH_H

#include "base/error.h"
#include "base/text.h"

#include <stdatomic.h>

enum {
	FETCH_MOST = 256 * 1024, /* bytes of an answer */
	FETCH_CONNECT_MILLISECONDS = 3000,
	FETCH_MILLISECONDS = 8000
};

struct fetch {
	struct text url;
	struct text form;     /* sent by POST, as format/fields writes it; empty: GET */
	struct text user;     /* HTTP Basic, with ... */
	struct text password; /* ... this; both empty: none */
	const char *ca_file;  /* PEM, of a certificate authority of one's own; NULL: the system's */
	atomic_bool *ending;  /* given up when it becomes true; NULL: never */
};

struct fetched {
	long status; /* of HTTP */
	struct text body;
};

/* Before the first thread that fetches, and after the last. */
enum status fetch_open(struct error *error) MUST_USE;
void fetch_close(void);

/* May it be asked: https, or http to a loopback address; with a host, without user or fragment? */
bool fetch_may(struct arena *arena, struct text url);
/* STATUS_IO when no answer came, STATUS_LIMIT when it is too large, STATUS_INVALID when fetch_may
 * says no. */
enum status fetch_answer(struct arena *arena, const struct fetch *what, struct fetched *out,
			 struct error *error) MUST_USE;

#endif
