/* SPDX-License-Identifier: Apache-2.0 */
/* The files that pages need, made when the program is built (src/html/style) and held in it:
 * remit.css, remit.js, icon.svg, licences.txt. The path of each holds the hash of its content:
 * serve it with `Cache-Control: public, max-age=31536000, immutable`. */
#ifndef REMIT_HTML_ASSETS_H
#define REMIT_HTML_ASSETS_H

#include "base/text.h"

struct html_asset {
	const char *name; /* "remit.css" */
	const char *path; /* "/assets/remit.<hash>.css" */
	const char *type; /* for Content-Type */
	const unsigned char *bytes;
	size_t size;
	const unsigned char *gzip; /* NULL where it would not be smaller */
	size_t gzip_size;
};

extern const struct html_asset html_assets[];
extern const size_t html_asset_count;

/* The path of an asset, by its name. */
struct text html_asset_path(const char *name);
/* The asset at a path, or NULL. */
const struct html_asset *html_asset_at(struct text path);

#endif
