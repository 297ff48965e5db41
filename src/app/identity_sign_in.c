/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in as who the provider says. */
#include "app/identity_internal.h"
#include "app/sign_in_internal.h"

#include "base/builder.h"
#include "format/json.h"
#include "os/host.h"

enum status identity_take_state(struct app *app, struct text state, struct error *error)
{
	const struct text parts[] = { TEXT("state\n"), state };
	struct digest hash = digest_of_parts(parts, 2);
	int64_t now = clock_now();
	uint64_t changed = 0;
	TRY(app_begin(app, error));
	enum status status =
		store_do(app->store, SQL_state_sweep,
			 BIND(dmn_number(now - INT64_C(2000000) * OIDC_BEGUN_SECONDS)), error);
	if (status == STATUS_OK)
		status = store_change(app->store, SQL_state_use,
				      BIND(store_text(digest_bytes(&hash)), dmn_number(now)),
				      &changed, error);
	TRY(app_end(app, status, error));
	return changed == 1 ? STATUS_OK : oidc_refuse(error, OIDC_USED, NULL);
}

static enum status find(struct app *app, const struct oidc_person *person, struct text *account,
			bool *active, struct error *error)
{
	struct rows rows;
	bool found;
	*account = TEXT("");
	TRY(store_query(app->store, SQL_identity_get,
			BIND(store_text(person->issuer), store_text(person->subject)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*account = text_copy(app->arena, rows_text(&rows, 0));
		*active = rows_int(&rows, 1) != 0;
	}
	rows_end(&rows);
	return status;
}

/* Is there an open account of that name? */
static enum status find_named(struct app *app, struct text name, bool *found, struct error *error)
{
	struct rows rows;
	TRY(store_query(app->store, SQL_account_get, BIND(store_text(name)), &rows, error));
	enum status status = rows_next(&rows, found, error);
	*found = status == STATUS_OK && *found && rows_int(&rows, 3) != 0;
	rows_end(&rows);
	return status;
}

/* The first time, where the operator takes the provider's word for the name. */
static enum status link_first(struct app *app, const struct oidc_person *person,
			      struct error *error)
{
	const struct identity it = { .account = person->account,
				     .issuer = person->issuer,
				     .subject = person->subject };
	bool found = false;
	bool put;
	if (person->account.length != 0)
		TRY(find_named(app, person->account, &found, error));
	if (!found)
		return oidc_refuse(error, OIDC_NOT_LINKED, NULL);
	app->actor = person->account;
	TRY(app_begin(app, error));
	enum status status = identity_put(app, &it, "by the provider's claim", &put, error);
	TRY(app_end(app, status, error));
	return put ? STATUS_OK : oidc_refuse(error, OIDC_LINKED_OTHERWISE, NULL);
}

enum status identity_sign_in(struct app *app, const struct oidc_person *person, struct text *token,
			     struct error *error)
{
	struct text account;
	bool active = false;
	TRY(find(app, person, &account, &active, error));
	if (account.length == 0) {
		TRY(link_first(app, person, error));
		account = person->account;
	} else if (!active) {
		return oidc_refuse(error, OIDC_CLOSED, NULL);
	}
	const struct sign_in_how how = { .words = "by the provider",
					 .has_second_factor = person->has_second_factor };
	return sign_in_start(app, account, &how, token, error);
}

/* Without letters and digits that are taken for one another. */
static void make_reference(char out[REFERENCE_SIZE + 1])
{
	static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
	unsigned char random[REFERENCE_SIZE];
	host_random(random, sizeof random);
	for (size_t i = 0; i < REFERENCE_SIZE; i++)
		out[i] = letters[random[i] % (sizeof letters - 1)];
	out[REFERENCE_SIZE] = '\0';
}

enum status identity_note_refusal(struct app *app, const struct error *refusal,
				  const struct oidc_person *person,
				  char reference[REFERENCE_SIZE + 1], struct error *error)
{
	struct builder detail = builder_new(app->arena);
	make_reference(reference);
	builder_add_format(&detail, "{\"reference\":\"%s\",\"reason\":", reference);
	json_write_string(&detail, text_from(refusal->code));
	builder_add_c(&detail, ",\"cause\":");
	json_write_string(&detail, text_from(refusal->field));
	if (person != NULL && person->subject.length != 0) {
		builder_add_c(&detail, ",\"issuer\":");
		json_write_string(&detail, person->issuer);
		builder_add_c(&detail, ",\"subject\":");
		json_write_string(&detail, person->subject);
	}
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = USE_SIGN_IN,
			       .purpose = text_format(app->arena, "by the provider: %s",
						      refusal->code),
			       .subject = TEXT("account"),
			       .detail = builder_text(&detail),
			       .refused = true };
	app->actor = TEXT("");
	return app_look(app, &log, error);
}
