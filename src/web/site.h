/* SPDX-License-Identifier: Apache-2.0 */
/* The web face: its threads' connections, and the door through which the server gives it requests.
 */
#ifndef REMIT_WEB_SITE_H
#define REMIT_WEB_SITE_H

#include "app/app.h"
#include "server/server.h"

struct site;
struct oidc;

struct site_call {
	struct text url; /* of the database */
	struct clock clock;
	const char *address;
	unsigned port;
	unsigned threads;
	unsigned rate; /* requests a second that one session may make */
	bool behind_proxy;
	FILE *log;	   /* NULL: none */
	struct oidc *oidc; /* whom people may sign in by, to outlive the site; NULL: nobody */
};

/* Open a connection for each thread, then listen. */
enum status site_start(const struct site_call *call, struct site **out,
		       struct error *error) MUST_USE;
unsigned site_port(const struct site *site);
void site_stop(struct site *site);

#endif
