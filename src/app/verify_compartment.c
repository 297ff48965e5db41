/* SPDX-License-Identifier: Apache-2.0 */
/* The logs of closed compartments against their anchors in casework's: an anchor is to them what a
 * checkpoint is to casework's. */
#include "app/compartment.h"
#include "app/verify_internal.h"

static enum status read_anchors(struct app *app, struct text name, struct checkpoint_list *out,
				struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct checkpoint_list){ 0 };
	TRY(store_query(app->store, SQL_compartment_anchors, BIND(store_text(name)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct checkpoint anchor = { .size = (uint64_t)rows_int(&rows, 1) };
		if (digest_from_bytes(rows_text(&rows, 2), &anchor.root))
			list_push(app->arena, out, anchor);
	}
	rows_end(&rows);
	return status;
}

static enum status verify_open(struct compartment *it, struct verify_compartment *out,
			       struct error *error)
{
	struct checkpoint_list anchors;
	struct verify_report report;
	struct error why = { 0 };
	TRY(read_anchors(it->app.casework, out->name, &anchors, error));
	const struct verify_call call = { NULL, anchors.at, anchors.count };
	enum status status = verify_log(&it->app, &call, &report, &why);
	out->entries = report.entries;
	out->anchors = report.checkpoints;
	out->anchored = report.anchored;
	if (status == STATUS_OK)
		return compartment_anchor_now(it, error);
	error_set(error, status, "the compartment '%.*s': %s", TEXT_ARG(out->name), why.message);
	return error_remedy(error, "%s", why.remedy);
}

static enum status verify_one(struct app *app, struct verify_compartment *out, struct error *error)
{
	struct compartment it;
	struct error why = { 0 };
	if (compartment_open(app, out->name, false, &it, &why) != STATUS_OK) {
		out->why = text_copy(app->arena, text_from(why.message));
		return STATUS_OK;
	}
	enum status status = verify_open(&it, out, error);
	compartment_close(&it);
	return status;
}

enum status verify_compartments(struct app *app, struct verify_report *report, struct error *error)
{
	struct compartment_names names;
	TRY(compartment_list(app, &names, error));
	for (size_t i = 0; i < names.count; i++) {
		list_push(app->arena, &report->compartments,
			  (struct verify_compartment){ .name = names.at[i] });
		TRY(verify_one(app, &report->compartments.at[i], error));
	}
	return STATUS_OK;
}
