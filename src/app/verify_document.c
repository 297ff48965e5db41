/* SPDX-License-Identifier: Apache-2.0 */
/* Documents and their filings against the entries of the log. */
#include "app/case_document.h"
#include "app/verify_internal.h"

static enum status has_entry(struct verifying *it, int64_t id, enum use_case use, struct text actor,
			     struct text detail, bool *good, struct error *error)
{
	int64_t count;
	TRY(store_number(it->app->store, SQL_document_entry_find,
			 BIND(dmn_number(id), store_text(text_from(app_use_word(use))),
			      store_text(actor), store_text(detail)),
			 &count, NULL, error));
	*good = count == 1;
	return STATUS_OK;
}

enum status verify_document(struct verifying *it, const struct rows *rows, bool *good,
			    struct error *error)
{
	struct case_document document = case_document_row(rows);
	struct digest hash = digest_of(rows_text(rows, 11));
	*good = digest_equal(&hash, &document.hash);
	return *good ? has_entry(it, document.id, USE_DOCUMENT_ADD, document.actor,
				 case_document_detail(it->scratch, &document), good, error)
		     : STATUS_OK;
}

enum status verify_filing(struct verifying *it, const struct rows *rows, bool *good,
			  struct error *error)
{
	int64_t id = rows_int(rows, 1);
	struct text detail =
		case_document_filing_detail(it->scratch, id, rows_int(rows, 0), rows_text(rows, 2),
					    rows_int(rows, 3), rows_text(rows, 4));
	return has_entry(it, id, USE_DOCUMENT_FILE, rows_text(rows, 5), detail, good, error);
}
