/* SPDX-License-Identifier: Apache-2.0 */
/* Asking who may see a case. */
#include "app/access_internal.h"

struct app_log access_log(const struct caseload *caseload, enum use_case use, int64_t root_id)
{
	return (struct app_log){
		.use = use,
		.subject = TEXT("case_file"),
		.subject_id = root_id,
		.person_type = caseload_root(caseload->pack->decision.about)->name,
		.person_id = root_id,
	};
}

enum status access_sees(struct app *app, struct text account, int64_t root_id, bool *sees,
			struct error *error)
{
	int64_t visible;
	TRY(store_number(app->store, SQL_case_is_visible,
			 BIND(store_text(account), dmn_number(clock_now()), dmn_number(root_id)),
			 &visible, NULL, error));
	*sees = visible != 0;
	return STATUS_OK;
}

enum status access_guard(struct caseload *caseload, int64_t root_id, struct error *error)
{
	struct app *app = caseload->app;
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	bool sees;
	struct app_log log = access_log(caseload, USE_CASE_FILE, root_id);
	log.purpose = TEXT("not-visible");
	log.refused = true;
	if (root_id == 0)
		return STATUS_OK;
	TRY(access_sees(app, app->actor, root_id, &sees, error));
	if (sees)
		return STATUS_OK;
	TRY(caseload_secret(caseload, root, root_id, app->arena, &log.secret, error));
	/* In a transaction it was seen a moment ago, and that look is on record. */
	if (!store_in_transaction(app->store))
		TRY(app_look(app, &log, error));
	return STATUS_NOT_FOUND;
}

enum status access_found(struct caseload *caseload, int64_t *root_id, struct error *error)
{
	enum status status = access_guard(caseload, *root_id, error);
	if (status != STATUS_NOT_FOUND)
		return status;
	*root_id = 0;
	return STATUS_OK;
}

static enum status read_numbers(struct app *app, struct rows *rows, struct access_hidden *out,
				struct error *error)
{
	bool found;
	enum status status;
	*out = (struct access_hidden){ 0 };
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out, rows_int(rows, 0));
	rows_end(rows);
	return status;
}

enum status access_read_hidden(struct app *app, struct access_hidden *out, struct error *error)
{
	struct rows rows;
	TRY(store_query(app->store, SQL_case_hidden, BIND(ACCESS_VIEWER(app)), &rows, error));
	return read_numbers(app, &rows, out, error);
}

enum status access_read_hidden_in_log(struct app *app, struct access_hidden *out,
				      struct error *error)
{
	struct rows rows;
	if (!app_can(app, USE_LOG_WHOLE, NULL))
		return access_read_hidden(app, out, error);
	TRY(store_query(app->store, SQL_case_excluded, BIND(store_text(app->actor)), &rows, error));
	return read_numbers(app, &rows, out, error);
}

bool access_is_hidden(const struct access_hidden *hidden, int64_t root_id)
{
	size_t low = 0;
	size_t high = hidden->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hidden->at[middle] == root_id)
			return true;
		if (hidden->at[middle] < root_id)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}
