/* SPDX-License-Identifier: Apache-2.0 */
/* Texts by their hash. */
#include "app/content.h"

enum status content_put_known(struct app *app, struct text body, const struct digest *digest,
			      int64_t *id, struct error *error)
{
	dmn_value hash = store_text(digest_bytes(digest));
	bool added;
	TRY(store_number(app->store, SQL_content_put, BIND(hash, store_text(body)), id, &added,
			 error));
	return added ? STATUS_OK
		     : store_number(app->store, SQL_content_find, BIND(hash), id, NULL, error);
}

enum status content_put(struct app *app, struct text body, int64_t *id, struct error *error)
{
	struct digest digest = digest_of(body);
	return content_put_known(app, body, &digest, id, error);
}
