/* SPDX-License-Identifier: Apache-2.0 */
/* Entries that were left out of the tree. */
#include "app/log_sequence.h"
#include "app/verify_internal.h"

/* Entries wait for a moment; those that have not been given their place may be meant never to be.
 */
enum status verify_late(struct verifying *it, struct error *error)
{
	int64_t late;
	TRY(log_late(it->app, &late, error));
	if (late != 0)
		verify_bad(it, text_format(it->app->arena,
					   "%lld entries have waited for over %d seconds for their "
					   "place in the tree: either they were put in past the "
					   "program, or no remit serve or remit worker runs",
					   (long long)late, LOG_LATE_SECONDS)
				       .at);
	return STATUS_OK;
}
