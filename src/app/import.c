/* SPDX-License-Identifier: Apache-2.0 */
/* The import: every extract in the pack's order, then the reconciliation. */
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
	return run(caseload, call, report, error);
}
