/* SPDX-License-Identifier: Apache-2.0 */
/* Texts by their hash. */
#include "app/content.h"

enum status content_put(struct app *app, struct text body, int64_t *id, struct error *error)
{
	struct digest digest = digest_of(body);
	dmn_value hash = store_text(digest_bytes(&digest));
	bool found;
	TRY(store_number(app->store, SQL_content_find, BIND(hash), id, &found, error));
	if (found)
		return STATUS_OK;
	TRY(store_number(app->store, SQL_content_put, BIND(hash, store_text(body)), id, &found,
			 error));
	if (found)
		return STATUS_OK;
	/* Another process has just kept it. */
	return store_number(app->store, SQL_content_find, BIND(hash), id, NULL, error);
}
