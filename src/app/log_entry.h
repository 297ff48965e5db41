/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of the log, read back. */
#ifndef REMIT_APP_LOG_ENTRY_H
#define REMIT_APP_LOG_ENTRY_H

#include "app/app.h"

/* The entry in the present row of SQL_audit_entry_page; its texts are the row's. False when a
 * member is none that the program writes. */
bool log_entry_read(const struct rows *rows, struct audit_entry *out);

/* The canonical form of one entry, in the app's arena: what its leaf is the hash of.
 * STATUS_TAMPERED when it is not. */
enum status log_entry_form(struct app *app, uint64_t number, struct text *out,
			   struct error *error) MUST_USE;

#endif
