/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a person out of one database: what went, the root over its marks, the entry. */
#include "app/erase_internal.h"

static enum status put_erasure(struct erasing *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct digest none = { 0 };
	return store_number(app->store, SQL_erasure_put,
			    BIND(store_text(it->caseload->pack->name), store_text(it->root->name),
				 dmn_number(it->of.root_id), store_text(digest_bytes(&none)),
				 store_text(app->actor), store_text(app_now(app))),
			    &it->id, NULL, error);
}

static enum status certify(struct erasing *it, struct error *error)
{
	struct app *app = it->caseload->app;
	TRY(erase_root(app, it->id, &it->rows_root, &it->row_count, error));
	struct text certificate = erase_certificate(it);
	TRY(store_do(app->store, SQL_erasure_certify,
		     BIND(store_text(certificate), dmn_number(it->row_count),
			  store_text(digest_bytes(&it->rows_root)), dmn_number(it->id)),
		     error));
	/* About nobody any more: the number in the certificate leads to no record. */
	struct app_log log = { .use = USE_ERASE,
			       .purpose = TEXT("retention"),
			       .subject = TEXT("erasure"),
			       .subject_id = it->id,
			       .detail = certificate,
			       .batch_count = (uint64_t)it->row_count,
			       .batch_root = &it->rows_root };
	return app_log(app, &log, error);
}

enum status erase_here(struct erasing *it, struct error *error)
{
	bool casework = it->caseload->app->casework == NULL;
	TRY(put_erasure(it, error));
	TRY(erase_mark(it, error));
	TRY(erase_rows(it, error));
	if (casework)
		TRY(erase_compartments(it, error));
	return certify(it, error);
}
