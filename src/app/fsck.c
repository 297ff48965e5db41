/* SPDX-License-Identifier: Apache-2.0 */
/* Is the database whole? */
#include "app/backup.h"
#include "app/compartment.h"

/* Each statement gives the rows that break a rule. */
static const struct {
	enum statement_name statement;
	const char *rule;
} rules[] = {
	{ SQL_fsck_origin_sums, "files of which more rows are told than were read" },
	{ SQL_fsck_reject_sums, "files whose rejected rows are not all kept" },
	{ SQL_fsck_item_recommendation, "work items whose recommendation is of another record" },
	{ SQL_fsck_item_decided, "work items that wait for a second person without a decision" },
	{ SQL_fsck_item_signed, "final work items without a decision that stands" },
	{ SQL_fsck_two_decisions, "work items with two decisions open at once" },
	{ SQL_fsck_merges, "records read as another's that no two people have merged" },
	{ SQL_fsck_claims, "claims by people who have no account" },
};

static enum status check_rules(struct app *app, struct fsck_report *report, struct error *error)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		int64_t count;
		TRY(store_number(app->store, rules[i].statement, BIND_NONE, &count, NULL, error));
		if (count != 0)
			list_push(app->arena, &report->findings,
				  (struct fsck_finding){ text_from(rules[i].rule), count });
	}
	return STATUS_OK;
}

/* A compartment's own database by the same rules; one that cannot be opened is not whole. */
static enum status check_compartments(struct app *app, struct fsck_report *report,
				      struct error *error)
{
	for (size_t i = 0; i < report->log.compartments.count; i++) {
		const struct verify_compartment *known = &report->log.compartments.at[i];
		struct compartment it;
		if (known->why.length != 0) {
			struct text what = text_format(app->arena, "compartment '%.*s': %.*s",
						       TEXT_ARG(known->name), TEXT_ARG(known->why));
			list_push(app->arena, &report->findings, (struct fsck_finding){ what, 1 });
			continue;
		}
		TRY(compartment_open(app, known->name, false, &it, error));
		enum status status = store_check(it.app.store, error);
		if (status == STATUS_OK)
			status = check_rules(&it.app, report, error);
		compartment_close(&it);
		TRY(status);
	}
	return STATUS_OK;
}

enum status fsck(struct app *app, struct fsck_report *report, struct error *error)
{
	*report = (struct fsck_report){ 0 };
	TRY(app_may(app, USE_FSCK, NULL, error));
	struct app_log log = { .use = USE_FSCK, .subject = TEXT("database") };
	TRY(app_look(app, &log, error));
	TRY(store_check(app->store, error));
	TRY(check_rules(app, report, error));
	TRY(verify_log(app, NULL, &report->log, error));
	TRY(check_compartments(app, report, error));
	if (report->findings.count == 0)
		return STATUS_OK;
	error_set(error, STATUS_TAMPERED, "the database is not whole: %zu rules do not hold",
		  report->findings.count);
	return error_remedy(error, "restore a backup from before, and load what came since");
}
