/* SPDX-License-Identifier: Apache-2.0 */
/* What a person wrote, in a row of its own, against the entry of the log. */
#include "app/item.h"
#include "app/verify_internal.h"

static enum status has_entry(struct verifying *it, int64_t item, enum use_case use,
			     struct text actor, struct text detail, bool *good, struct error *error)
{
	int64_t count;
	TRY(store_number(it->app->store, SQL_audit_find,
			 BIND(dmn_number(item), store_text(text_from(app_use_word(use))),
			      store_text(actor), store_text(detail)),
			 &count, NULL, error));
	*good = count == 1;
	return STATUS_OK;
}

enum status verify_view(struct verifying *it, const struct rows *rows, bool *good,
			struct error *error)
{
	struct item_view view = { .id = rows_int(rows, 0),
				  .outcome = rows_text(rows, 4),
				  .reasons = rows_text(rows, 5),
				  .evidence = rows_text(rows, 6),
				  .made_at = rows_text(rows, 7) };
	struct text actor = rows_text(rows, 3);
	return has_entry(it, rows_int(rows, 1), USE_VIEW, actor,
			 item_view_detail(it->scratch, rows_int(rows, 2), actor, &view), good,
			 error);
}

enum status verify_decision(struct verifying *it, const struct rows *rows, bool *good,
			    struct error *error)
{
	struct item item = { .id = rows_int(rows, 1),
			     .cycle = rows_int(rows, 2),
			     .recommendation_id = rows_int(rows, 3) };
	struct item_decision it_says = { .actor = rows_text(rows, 5),
					 .outcome = rows_text(rows, 6),
					 .reasons = rows_text(rows, 7),
					 .evidence = rows_text(rows, 8),
					 .judgements = rows_text(rows, 9),
					 .switch_reason = rows_text(rows, 10),
					 .made_at = rows_text(rows, 13) };
	struct text state = rows_text(rows, 12);
	struct text verdict = rows_text(rows, 14);
	bool alone = verdict.length == 0 && text_is(state, "signed");
	*good = digest_from_bytes(rows_text(rows, 4), &item.result_hash) &&
		(verdict.length == 0 || text_equal(verdict, state));
	struct digest payload = item_payload(it->scratch, &item, &it_says);
	if (!*good || !(*good = text_equal(rows_text(rows, 11), digest_bytes(&payload))))
		return STATUS_OK;
	return has_entry(
		it, item.id, USE_DECIDE, it_says.actor,
		item_decide_detail(it->scratch, &payload, alone ? TEXT("signed") : TEXT("open")),
		good, error);
}

enum status verify_sign(struct verifying *it, const struct rows *rows, bool *good,
			struct error *error)
{
	struct item_sign sign = { .actor = rows_text(rows, 3),
				  .verdict = rows_text(rows, 5),
				  .reason = rows_text(rows, 6),
				  .made_at = rows_text(rows, 7) };
	*good = digest_from_bytes(rows_text(rows, 4), &sign.payload) &&
		text_equal(rows_text(rows, 8), digest_bytes(&sign.payload));
	if (!*good)
		return STATUS_OK;
	return has_entry(it, rows_int(rows, 1), USE_SIGN, sign.actor,
			 item_sign_detail(it->scratch, rows_int(rows, 2), &sign), good, error);
}
