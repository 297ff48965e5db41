/* SPDX-License-Identifier: Apache-2.0 */
/* What was disclosed out of a compartment. */
#include "app/access.h"
#include "app/compartment_internal.h"

static void take_row(struct compartment *it, const struct rows *rows, struct disclosure *out)
{
	*out = (struct disclosure){ .id = rows_int(rows, 0), .root_id = rows_int(rows, 1) };
	struct text *const texts[] = {
		&out->recipient,  &out->ground,	     &out->reason,     &out->body,
		&out->actor,	  &out->made_on,     &out->told_due,   &out->deleted_due,
		&out->told,	  &out->told_on,     &out->told_why,   &out->told_by,
		&out->deleted_on, &out->deleted_why, &out->deleted_by,
	};
	for (unsigned i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = text_copy(it->app.casework->arena, rows_text(rows, i + 2));
	char today[CLOCK_TEXT_SIZE];
	clock_print_day(clock_today(&it->app.casework->clock), today);
	out->tell_overdue =
		out->told.length == 0 && text_compare(out->told_due, text_from(today)) < 0;
	out->delete_overdue =
		out->deleted_on.length == 0 && text_compare(out->deleted_due, text_from(today)) < 0;
}

/* Those that are shown, each with the reference of its case. */
static enum status sift(struct caseload *caseload, struct disclosure_list *list,
			struct error *error)
{
	struct access_hidden hidden;
	size_t kept = 0;
	TRY(access_read_hidden(caseload->app, &hidden, error));
	for (size_t i = 0; i < list->count; i++) {
		struct disclosure *it = &list->at[i];
		struct text secret;
		if (access_is_hidden(&hidden, it->root_id))
			continue;
		TRY(caseload_case(caseload, it->root_id, &it->reference, &secret, error));
		list->at[kept++] = *it;
	}
	list->count = kept;
	return STATUS_OK;
}

enum status disclosure_rows(struct compartment *it, struct caseload *caseload, int64_t id,
			    struct disclosure_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(it->app.store, SQL_disclosure_list,
			BIND(store_text(caseload->pack->name), dmn_number(id)), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct disclosure one;
		take_row(it, &rows, &one);
		list_push(it->app.casework->arena, out, one);
	}
	rows_end(&rows);
	TRY(status);
	return sift(caseload, out, error);
}

static enum status show(struct compartment *it, struct caseload *caseload, bool open,
			struct disclosure_list *out, struct error *error)
{
	size_t kept = 0;
	TRY(disclosure_rows(it, caseload, 0, out, error));
	for (size_t i = 0; i < out->count; i++)
		if (!open || out->at[i].told.length == 0 || out->at[i].deleted_on.length == 0)
			out->at[kept++] = out->at[i];
	out->count = kept;
	struct app_log log = { .use = USE_COMPARTMENT_DISCLOSURES,
			       .subject = TEXT("compartment"),
			       .detail = app_shown(it->app.arena, "disclosures", out->at,
						   out->count, sizeof *out->at) };
	TRY(compartment_begin(it, error));
	return compartment_end(it, app_log(&it->app, &log, error), error);
}

enum status disclosure_read(struct caseload *caseload, struct text compartment, bool open,
			    struct disclosure_list *out, struct error *error)
{
	const struct pack_compartment *rule;
	struct compartment it;
	*out = (struct disclosure_list){ 0 };
	TRY(disclosure_guard(caseload, compartment, USE_COMPARTMENT_DISCLOSURES, &rule, error));
	TRY(compartment_open(caseload->app, compartment, false, &it, error));
	enum status status = show(&it, caseload, open, out, error);
	compartment_close(&it);
	return status;
}
