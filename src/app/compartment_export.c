/* SPDX-License-Identifier: Apache-2.0 */
/* The log of a compartment, for who inspects it. */
#include "app/compartment.h"
#include "app/log_proof.h"

static bool is_known(const struct compartment_names *names, struct text name)
{
	for (size_t i = 0; i < names->count; i++)
		if (text_equal(names->at[i], name))
			return true;
	return false;
}

/* That it was exported is an entry of its own log, and anchored. */
static enum status export_it(struct compartment *it, const char *path,
			     struct log_export_report *out, struct error *error)
{
	TRY(log_export(&it->app, path, out, error));
	return compartment_anchor_now(it, error);
}

enum status log_export_compartment(struct app *app, struct text name, const char *path,
				   struct log_export_report *out, struct error *error)
{
	struct compartment_names names;
	struct compartment it;
	TRY(app_may(app, USE_AUDIT_EXPORT, NULL, error));
	TRY(compartment_list(app, &names, error));
	if (!is_known(&names, name))
		return error_set(error, STATUS_NOT_FOUND, "the log knows no compartment '%.*s'",
				 TEXT_ARG(name));
	TRY(compartment_open(app, name, false, &it, error));
	enum status status = export_it(&it, path, out, error);
	compartment_close(&it);
	return status;
}
