/* SPDX-License-Identifier: Apache-2.0 */
/* The import: every extract in the pack's order, then the reconciliation. */
#include "app/accumulate.h"
#include "app/import_internal.h"

static enum status reconcile(struct importing *importing, struct error *error)
{
	TRY(caseload_read_origins(importing->caseload, error));
	TRY(import_reconcile(importing->caseload, importing->report, error));
	for (size_t i = 0; i < importing->compartments.count; i++)
		TRY(import_reconcile(&importing->compartments.at[i]->caseload, importing->report,
				     error));
	return import_list_rejects(importing->report, error);
}

static enum status run_all(struct importing *importing, struct error *error)
{
	struct caseload *caseload = importing->caseload;
	struct import_report *report = importing->report;
	TRY(store_spare_memory(caseload->app->store, true, error));
	enum status status = import_extracts(importing, error);
	TRY(store_spare_memory(caseload->app->store, false, status == STATUS_OK ? error : NULL));
	TRY(status);
	/* Mended rows come from those extracts alone of which some were rejected. */
	if (report->files.count != 0 && report->files.at[0].continues)
		report->absent.count = 0;
	TRY(reconcile(importing, error));
	return importing->call->dry_run
		       ? STATUS_OK
		       : import_write_rejects(caseload, importing->call->folder, report, error);
}

static enum status run(struct caseload *caseload, const struct import_call *call,
		       struct import_report *report, struct error *error)
{
	struct importing importing = { .caseload = caseload, .call = call, .report = report };
	enum status status = run_all(&importing, error);
	import_close_compartments(&importing);
	return status;
}

/* Has any file brought something new? */
static bool has_changed(const struct import_report *report)
{
	for (size_t i = 0; i < report->files.count; i++)
		if (report->files.at[i].rows_new != 0 || report->files.at[i].rows_changed != 0)
			return true;
	return false;
}

/* What the records now make together. What is cut short here the daily job catches up. */
static enum status accumulate(struct caseload *caseload, struct import_report *report,
			      struct error *error)
{
	if (caseload->pack->accumulation_count == 0 || !has_changed(report))
		return STATUS_OK;
	report->accumulates = true;
	return accumulate_all(caseload, &report->accumulated, error);
}

/* All of it in one transaction, which is undone; that it was asked for stays on record. */
static enum status rehearse(struct caseload *caseload, const struct import_call *call,
			    struct import_report *report, struct error *error)
{
	struct app *app = caseload->app;
	struct app_log log = { .use = USE_IMPORT_DRY_RUN, .subject = TEXT("origin") };
	TRY(app_may(app, USE_IMPORT_DRY_RUN, caseload->pack, error));
	TRY(app_look(app, &log, error));
	TRY(app_begin(app, error));
	enum status status = run(caseload, call, report, error);
	app_rollback(app);
	return status;
}

enum status import_run(struct caseload *caseload, const struct import_call *call,
		       struct import_report *report, struct error *error)
{
	*report = (struct import_report){ 0 };
	if (call->dry_run)
		return rehearse(caseload, call, report, error);
	TRY(app_may(caseload->app, USE_IMPORT, caseload->pack, error));
	TRY(run(caseload, call, report, error));
	if (has_changed(report))
		TRY(store_learn(caseload->app->store, error));
	return accumulate(caseload, report, error);
}
