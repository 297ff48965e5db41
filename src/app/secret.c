/* SPDX-License-Identifier: Apache-2.0 */
/* The secrets that salt the log's commitments. */
#include "app/caseload.h"

#include "os/host.h"

static enum status read_setting(struct app *app, const char *name, struct arena *arena,
				struct text *value, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_setting_get, BIND(store_text(text_from(name))), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	*value = status == STATUS_OK && found ? text_copy(arena, rows_text(&rows, 0)) : TEXT("");
	rows_end(&rows);
	return status;
}

enum status app_secret(struct app *app, struct arena *arena, struct text *secret,
		       struct error *error)
{
	return read_setting(app, "secret", arena, secret, error);
}

enum status app_make_secret(struct app *app, bool *made, struct error *error)
{
	struct text known;
	char secret[SECRET_SIZE];
	TRY(app_secret(app, app->arena, &known, error));
	*made = known.length == 0;
	if (!*made)
		return STATUS_OK;
	host_random(secret, sizeof secret);
	return store_do(app->store, SQL_setting_put,
			BIND(store_text(TEXT("secret")), dmn_string_view(secret, sizeof secret)),
			error);
}

/* A database is known by its secret, of which this tells nothing. */
static enum status sign_of(struct app *casework, struct text compartment, struct digest *out,
			   struct error *error)
{
	struct text secret;
	TRY(app_secret(casework, casework->arena, &secret, error));
	*out = digest_commit(
		secret, text_format(casework->arena, "compartment %.*s", TEXT_ARG(compartment)));
	return STATUS_OK;
}

enum status app_mark_casework(struct app *app, struct error *error)
{
	struct digest sign;
	TRY(sign_of(app->casework, app->compartment, &sign, error));
	return store_do(app->store, SQL_setting_put,
			BIND(store_text(TEXT("casework")), store_text(digest_bytes(&sign))), error);
}

enum status app_check_casework(struct app *app, struct error *error)
{
	struct digest sign;
	struct text known;
	TRY(read_setting(app, "casework", app->arena, &known, error));
	TRY(sign_of(app->casework, app->compartment, &sign, error));
	if (known.length == 0 || text_equal(known, digest_bytes(&sign)))
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  "the compartment '%.*s' that is there belongs to another database",
		  TEXT_ARG(app->compartment));
	return error_remedy(error, "its rows are about other people: move it away, and put the "
				   "database's own there");
}

/* The record itself lies elsewhere: of who it is a compartment keeps a secret of its own. */
enum status app_secret_within(struct app *app, int64_t root_id, struct arena *arena,
			      struct text *secret, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_compartment_secret_get, BIND(dmn_number(root_id)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	*secret = status == STATUS_OK && found ? text_copy(arena, rows_text(&rows, 0)) : TEXT("");
	rows_end(&rows);
	return status;
}

enum status caseload_secret(struct caseload *caseload, const struct pack_record *root,
			    int64_t root_id, struct arena *arena, struct text *secret,
			    struct error *error)
{
	struct typed_row row;
	bool found;
	if (!caseload_has(caseload, root))
		return app_secret_within(caseload->app, root_id, arena, secret, error);
	TRY(typed_get(caseload_typed(caseload, root), arena, root_id, &row, &found, error));
	*secret = found ? row.secret : TEXT("");
	return STATUS_OK;
}

enum status caseload_make_secret(struct caseload *caseload, const struct pack_record *root,
				 int64_t root_id, struct arena *arena, struct text *secret,
				 struct error *error)
{
	char made[SECRET_SIZE];
	TRY(caseload_secret(caseload, root, root_id, arena, secret, error));
	if (secret->length != 0 || caseload_has(caseload, root))
		return STATUS_OK;
	host_random(made, sizeof made);
	*secret = text_copy(arena, (struct text){ made, sizeof made });
	return store_do(caseload->app->store, SQL_compartment_secret_put,
			BIND(dmn_number(root_id), store_text(*secret)), error);
}
