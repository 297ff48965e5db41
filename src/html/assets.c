/* SPDX-License-Identifier: Apache-2.0 */
/* Finding an asset. The table itself is made by tools/embed_assets.py. */
#include "html/assets.h"

#include "base/ensure.h"

#include <string.h>

struct text html_asset_path(const char *name)
{
	for (size_t i = 0; i < html_asset_count; i++)
		if (strcmp(html_assets[i].name, name) == 0)
			return text_from(html_assets[i].path);
	unreachable("an asset that is not in src/html/meson.build");
}

const struct html_asset *html_asset_at(struct text path)
{
	for (size_t i = 0; i < html_asset_count; i++)
		if (text_is(path, html_assets[i].path))
			return &html_assets[i];
	return NULL;
}
