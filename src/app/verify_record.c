/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept beside the log against the log: each text has its hash, and each view, decision and
 * signature has its entry, and each entry its row. */
#include "app/verify_internal.h"

enum {
	PAGE = 1000
};

static enum status each_row(struct verifying *it, enum statement_name name, verify_row *check,
			    const char *what, int64_t *count, struct error *error)
{
	int64_t last = 0;
	int64_t before = -1;
	*count = 0;
	while (*count != before && it->report->good) {
		struct rows rows;
		bool found;
		bool good = true;
		enum status status;
		before = *count;
		TRY(store_query(it->app->store, name, BIND(dmn_number(last), dmn_number(PAGE)),
				&rows, error));
		while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found && good) {
			last = rows_int(&rows, 0);
			++*count;
			arena_reset(it->scratch);
			if ((status = check(it, &rows, &good, error)) != STATUS_OK)
				break;
		}
		rows_end(&rows);
		TRY(status);
		if (!good)
			verify_bad(it,
				   text_format(it->app->arena, "%s %lld is not as it was recorded",
					       what, (long long)last)
					   .at);
	}
	return STATUS_OK;
}

static enum status check_content(struct verifying *it, const struct rows *rows, bool *good,
				 struct error *error)
{
	(void)it, (void)error;
	struct digest digest = digest_of(rows_text(rows, 2));
	*good = text_equal(rows_text(rows, 1), digest_bytes(&digest));
	return STATUS_OK;
}

static enum status check_count(struct verifying *it, enum use_case use, int64_t rows,
			       const char *problem, struct error *error)
{
	int64_t entries, erased;
	TRY(verify_erased_count(it, app_use_word(use), &erased, error));
	TRY(store_number(it->app->store, SQL_audit_count,
			 BIND(store_text(text_from(app_use_word(use)))), &entries, NULL, error));
	if (entries != rows + erased)
		verify_bad(it, problem);
	return STATUS_OK;
}

/* An item out of step with its decision would be missing from a worklist, or stand there twice. */
static enum status check_items(struct verifying *it, struct error *error)
{
	int64_t item;
	bool found;
	TRY(store_number(it->app->store, SQL_item_astray, BIND_NONE, &item, &found, error));
	if (found)
		verify_bad(it, text_format(it->app->arena,
					   "the state of item %lld is not that of its decision",
					   (long long)item)
				       .at);
	return STATUS_OK;
}

static enum status verify_documents(struct verifying *it, struct error *error)
{
	static const struct {
		enum statement_name rows;
		verify_row *check;
		enum use_case use;
		const char *kind, *what, *removed;
	} all[] = {
		{ SQL_document_page, verify_document, USE_DOCUMENT_ADD, "collection", "document",
		  "a document was removed" },
		{ SQL_document_filing_page, verify_filing, USE_DOCUMENT_FILE, "alteration",
		  "filing of a document", "the filing of a document was removed" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		int64_t count, entries, erased;
		TRY(verify_erased_count(it, app_use_word(all[i].use), &erased, error));
		TRY(each_row(it, all[i].rows, all[i].check, all[i].what, &count, error));
		TRY(store_number(it->app->store, SQL_document_entry_count,
				 BIND(store_text(text_from(app_use_word(all[i].use))),
				      store_text(text_from(all[i].kind))),
				 &entries, NULL, error));
		if (entries != count + erased)
			verify_bad(it, all[i].removed);
	}
	return STATUS_OK;
}

enum status verify_records(struct verifying *it, struct error *error)
{
	int64_t count;
	TRY(each_row(it, SQL_erasure_page, verify_erasure, "erasure", &count, error));
	TRY(verify_erased_all(it, count, error));
	TRY(each_row(it, SQL_content_page, check_content, "stored text", &count, error));
	TRY(each_row(it, SQL_view_page, verify_view, "view", &count, error));
	TRY(check_count(it, USE_VIEW, count, "a view was removed", error));
	TRY(each_row(it, SQL_decision_page, verify_decision, "decision", &count, error));
	TRY(check_count(it, USE_DECIDE, count, "a decision was removed", error));
	TRY(each_row(it, SQL_sign_page, verify_sign, "signature", &count, error));
	TRY(check_count(it, USE_SIGN, count, "a signature was removed", error));
	TRY(verify_documents(it, error));
	TRY(store_number(it->app->store, SQL_recommendation_count, BIND_NONE, &count, NULL, error));
	if (count != it->recommended)
		verify_bad(it, "a recommendation belongs to no run on the log");
	return check_items(it, error);
}
