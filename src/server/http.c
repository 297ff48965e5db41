/* SPDX-License-Identifier: Apache-2.0 */
#include "server/http.h"

#include "base/ensure.h"

void http_add_header(struct http_response *response, const char *name, struct text value)
{
	ensure(response->header_count < HTTP_HEADERS_MOST);
	/* A header ends at its line's end; what holds one was never made by this program. */
	for (size_t i = 0; i < value.length; i++)
		ensure((unsigned char)value.at[i] >= ' ' && value.at[i] != 0x7F);
	response->headers[response->header_count++] = (struct http_header){ name, value };
}

void http_redirect(struct http_response *response, struct text where)
{
	response->status = 303;
	response->type = "text/plain; charset=utf-8";
	response->body = TEXT("");
	http_add_header(response, "Location", where);
}
