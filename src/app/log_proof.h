/* SPDX-License-Identifier: Apache-2.0 */
/* What is given to somebody who does not trust this machine: that an entry is in a log that was
 * signed, that a log only grew, or the whole log. remit-verify (verifier/) checks each of them
 * without this program.
 *
 * Each holds no more of a person than the entries do: who acted, on which record; never the
 * details, of which there is only a commitment. Each is a disclosure, in the log. */
#ifndef REMIT_APP_LOG_PROOF_H
#define REMIT_APP_LOG_PROOF_H

#include "app/app.h"
#include "audit/checkpoint.h"

/* That entry `number` is in the log: the first checkpoint of the list that has it, or the one of
 * `size` entries (0: the first), as C2SP tlog-proof, with the entry's canonical form as extra data.
 * STATUS_NOT_FOUND when none of them has it; STATUS_TAMPERED when the log has not the root that was
 * signed. */
enum status log_prove_entry(struct app *app, uint64_t number, uint64_t size,
			    const struct checkpoint_list *list, struct text *out,
			    struct error *error) MUST_USE;

/* That the log of `before` entries is the beginning of the one that a checkpoint of the list of
 * `after` entries (0: the last) signs: "old SIZE", the hashes, an empty line, the checkpoint (the
 * body of C2SP tlog-witness's request). */
enum status log_prove_growth(struct app *app, uint64_t before, uint64_t after,
			     const struct checkpoint_list *list, struct text *out,
			     struct error *error) MUST_USE;

struct log_export_report {
	uint64_t size;
	struct digest root;
};
/* The whole log to a new file, as JSON lines: each entry with what its leaf is made of, and the
 * leaf. */
enum status log_export(struct app *app, const char *path, struct log_export_report *out,
		       struct error *error) MUST_USE;
/* The same of a closed compartment's own log; its anchors are in casework's. STATUS_NOT_FOUND when
 * casework's log knows none of that name. */
enum status log_export_compartment(struct app *app, struct text name, const char *path,
				   struct log_export_report *out, struct error *error) MUST_USE;

#endif
