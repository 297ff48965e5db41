/* SPDX-License-Identifier: Apache-2.0 */
/* Is the use of a special characteristic authorised on the program's day? What is not is refused,
 * and the refusal stands in the log (domain S10, R16). */
#ifndef REMIT_APP_AUTHORISED_H
#define REMIT_APP_AUTHORISED_H

#include "app/app.h"

/* STATUS_REFUSED, naming the authorisation that ended or that there is none. */
enum status authorised_list(struct app *app, const struct pack *pack,
			    const struct pack_record *record, const struct pack_field *field,
			    enum use_case use, struct error *error) MUST_USE;
/* The same for every special field that the pack's rules read. */
enum status authorised_rules(struct app *app, const struct pack *pack, enum use_case use,
			     struct error *error) MUST_USE;

#endif
