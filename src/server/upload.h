/* SPDX-License-Identifier: Apache-2.0 */
/* A form with a file in it (multipart/form-data, RFC 7578), read by libmicrohttpd as it comes in.
 * A few may come at once: each holds its file in memory. */
#ifndef REMIT_SERVER_UPLOAD_H
#define REMIT_SERVER_UPLOAD_H

#include "server/http.h"

#include <microhttpd.h>

struct upload;

enum {
	UPLOADS_AT_ONCE = 8
};

/* Is the request such a form? */
bool upload_is_one(struct MHD_Connection *connection);
/* NULL when there are UPLOADS_AT_ONCE, or no memory is left. */
struct upload *upload_new(struct MHD_Connection *connection);
void upload_free(struct upload *upload);
/* A piece of the body. */
void upload_take(struct upload *upload, const char *bytes, size_t size);
/* The whole has come: its fields and its file to the request, whose arena and file views last until
 * upload_free. False: it cannot be read. */
bool upload_end(struct upload *upload, struct http_request *request);

#endif
