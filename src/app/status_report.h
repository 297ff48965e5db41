/* SPDX-License-Identifier: Apache-2.0 */
/* What a database holds, in counts. */
#ifndef REMIT_APP_STATUS_REPORT_H
#define REMIT_APP_STATUS_REPORT_H

#include "app/app.h"

#include "base/list.h"

struct status_count {
	struct text group; /* "items", "log" */
	struct text name;
	int64_t count;
};

struct status_report {
	LIST_OF(struct status_count);
	uint64_t size; /* bytes on the disk */
};

enum status status_read(struct app *app, struct text decision, struct status_report *out,
			struct error *error) MUST_USE;

#endif
