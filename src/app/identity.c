/* SPDX-License-Identifier: Apache-2.0 */
/* Links between accounts and who holds them at a provider. */
#include "app/identity.h"

#include "app/access_internal.h"
#include "app/identity_internal.h"
#include "base/builder.h"
#include "format/json.h"

struct text identity_detail(struct arena *arena, const struct identity *it)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "{\"account\":");
	json_write_string(&out, it->account);
	builder_add_c(&out, ",\"issuer\":");
	json_write_string(&out, it->issuer);
	builder_add_c(&out, ",\"subject\":");
	json_write_string(&out, it->subject);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status identity_put(struct app *app, const struct identity *it, const char *how, bool *put,
			 struct error *error)
{
	struct app_log log = { .use = USE_IDENTITY,
			       .purpose = text_from(how),
			       .subject = TEXT("account"),
			       .detail = identity_detail(app->arena, it) };
	uint64_t changed = 0;
	TRY(store_change(app->store, SQL_identity_put,
			 BIND(store_text(it->issuer), store_text(it->subject),
			      store_text(it->account), store_text(app_now(app)),
			      store_text(app->actor)),
			 &changed, error));
	*put = changed == 1;
	return *put ? app_log(app, &log, error) : STATUS_OK;
}

static enum status link_it(struct app *app, const struct identity *it, struct error *error)
{
	bool put;
	TRY(identity_put(app, it, "link", &put, error));
	if (put)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  "the account '%.*s' is linked at this provider already, or the subject is "
		  "another account's",
		  TEXT_ARG(it->account));
	return error_remedy(error, "look at: remit user identities; unlink what is wrong first");
}

enum status identity_link(struct app *app, const struct identity *it, struct error *error)
{
	TRY(app_may(app, USE_IDENTITY, NULL, error));
	if (it->issuer.length == 0 || it->subject.length == 0)
		return error_at_field(error, "subject", "issuer and subject are both needed",
				      "the refusal of the person's sign-in has them, in the log");
	TRY(access_check_account(app, it->account, error));
	TRY(app_begin(app, error));
	return app_end(app, link_it(app, it, error), error);
}

static enum status unlink_it(struct app *app, const struct identity *it, struct error *error)
{
	struct app_log log = { .use = USE_IDENTITY,
			       .purpose = TEXT("unlink"),
			       .subject = TEXT("account"),
			       .detail = identity_detail(app->arena, it) };
	uint64_t changed = 0;
	TRY(store_change(app->store, SQL_identity_drop,
			 BIND(store_text(it->account), store_text(it->issuer)), &changed, error));
	if (changed == 0)
		return error_set(error, STATUS_NOT_FOUND,
				 "the account '%.*s' is not linked at this provider",
				 TEXT_ARG(it->account));
	TRY(store_do(app->store, SQL_session_end_all, BIND(store_text(it->account)), error));
	return app_log(app, &log, error);
}

enum status identity_unlink(struct app *app, struct text account, struct text issuer,
			    struct error *error)
{
	const struct identity it = { .account = account, .issuer = issuer };
	TRY(app_may(app, USE_IDENTITY, NULL, error));
	TRY(app_begin(app, error));
	return app_end(app, unlink_it(app, &it, error), error);
}

enum status identity_list(struct app *app, struct identity_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	struct arena *arena = app->arena;
	TRY(app_may(app, USE_USER_LIST, NULL, error));
	struct app_log log = { .use = USE_USER_LIST,
			       .purpose = TEXT("identities"),
			       .subject = TEXT("account") };
	TRY(app_look(app, &log, error));
	TRY(store_query(app->store, SQL_identity_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(arena, out,
			  (struct identity){ .account = text_copy(arena, rows_text(&rows, 0)),
					     .issuer = text_copy(arena, rows_text(&rows, 1)),
					     .subject = text_copy(arena, rows_text(&rows, 2)),
					     .linked_at = text_copy(arena, rows_text(&rows, 3)),
					     .linked_by = text_copy(arena, rows_text(&rows, 4)) });
	rows_end(&rows);
	return status;
}
