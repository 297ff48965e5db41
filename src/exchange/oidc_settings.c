/* SPDX-License-Identifier: Apache-2.0 */
/* The operator's file: "name = value" a line, # begins a comment line. */
#include "exchange/oidc_internal.h"
#include "os/file.h"

enum {
	SETTINGS_MOST = 64 * 1024,
	SECRET_MOST = 4096
};

static const struct {
	const char *name;
	size_t at;
} names[] = {
#define OIDC_SETTING(member, name, help) { name, offsetof(struct oidc_settings, member) },
#include "exchange/oidc_setting.def"
#undef OIDC_SETTING
};

bool oidc_is_among(struct text words, struct text word)
{
	while (words.length != 0)
		if (text_equal(text_cut(text_trim(words), ' ', &words), word))
			return word.length != 0;
	return false;
}

static struct text *place_of(struct oidc_settings *settings, struct text name)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_is(name, names[i].name))
			return (struct text *)(void *)((char *)settings + names[i].at);
	return NULL;
}

static enum status take_line(struct oidc_settings *out, struct text line, struct error *error)
{
	struct text value;
	struct text name = text_trim(text_cut(line, '=', &value));
	struct text *place = place_of(out, name);
	value = text_trim(value);
	if (place == NULL || value.length == 0) {
		error_set(error, STATUS_INVALID, "'%.*s' is no setting with a value",
			  TEXT_ARG(name));
		return error_remedy(error, "write \"name = value\" with a name of "
					   "docs/access.md");
	}
	if (place->length != 0) {
		error_set(error, STATUS_INVALID, "'%.*s' is said twice", TEXT_ARG(name));
		return error_remedy(error, "keep one of the lines");
	}
	*place = value;
	return STATUS_OK;
}

static enum status take_lines(struct oidc_settings *out, const char *path, struct text rest,
			      struct error *error)
{
	for (unsigned number = 1; rest.length != 0; number++) {
		struct text line = text_trim(text_cut(rest, '\n', &rest));
		if (line.length == 0 || line.at[0] == '#')
			continue;
		enum status status = take_line(out, line, error);
		if (status != STATUS_OK) {
			error_place(error, path, number, NULL);
			return status;
		}
	}
	return STATUS_OK;
}

static enum status wrong(struct error *error, const char *path, const char *field,
			 const char *message, const char *remedy)
{
	error_set(error, STATUS_INVALID, "%s: %s", field, message);
	error_remedy(error, "%s", remedy);
	error_place(error, path, 0, field);
	return STATUS_INVALID;
}

static enum status check_addresses(struct arena *arena, const struct oidc_settings *it,
				   const char *path, struct error *error)
{
	const char *https = "write an https address; http is for 127.0.0.1 and localhost alone";
	if (!fetch_may(arena, it->issuer) || text_find(it->issuer, TEXT("?"), 0) != SIZE_MAX)
		return wrong(error, path, "issuer", "it is no address that can be relied on",
			     https);
	if (!fetch_may(arena, it->redirect_uri))
		return wrong(error, path, "redirect_uri", "it is no address that can be relied on",
			     https);
	if (!text_ends(it->redirect_uri, TEXT(OIDC_CALLBACK_PATH)))
		return wrong(error, path, "redirect_uri",
			     "it does not end with " OIDC_CALLBACK_PATH,
			     "give the address under which people reach this service, and that");
	if (it->client_id.length == 0)
		return wrong(error, path, "client_id", "it is not said",
			     "take the one that the provider has given to this service");
	return STATUS_OK;
}

static enum status check_switches(struct oidc_settings *it, const char *path, struct error *error)
{
	if (it->passwords.length == 0)
		it->passwords = TEXT("on");
	it->passwords_off = text_is(it->passwords, "off");
	if (!it->passwords_off && !text_is(it->passwords, "on"))
		return wrong(error, path, "passwords", "it is neither on nor off", "write one");
	if (it->link_domain.length != 0 && it->link_claim.length == 0)
		return wrong(error, path, "link_domain", "there is no claim that it is of",
			     "say link_claim too");
	if (!oidc_is_among(it->scope, TEXT("openid")))
		return wrong(error, path, "scope", "openid is not among them", "add openid");
	return STATUS_OK;
}

static enum status read_secret(struct arena *arena, struct oidc_settings *it, const char *path,
			       struct error *error)
{
	struct text rest;
	if (it->client_secret_file.length != 0) {
		const char *file = text_c(arena, it->client_secret_file);
		TRY(file_check_owned(file, true, error));
		TRY(file_read(arena, file, SECRET_MOST, &it->client_secret, error));
		it->client_secret = text_trim(text_cut(it->client_secret, '\n', &rest));
	}
	bool has = it->client_secret.length != 0;
	if (it->client_authentication.length == 0)
		it->client_authentication = has ? TEXT("client_secret_basic") : TEXT("none");
	struct text how = it->client_authentication;
	bool asks = text_is(how, "client_secret_basic") || text_is(how, "client_secret_post");
	if (!asks && !text_is(how, "none"))
		return wrong(error, path, "client_authentication", "it is none that is known here",
			     "write client_secret_basic, client_secret_post or none");
	return asks == has ? STATUS_OK
			   : wrong(error, path, "client_secret_file",
				   has ? "there is a secret that is not used"
				       : "there is no secret in it",
				   "give client_secret_file, or client_authentication = none");
}

enum status oidc_settings_read(struct arena *arena, const char *path, struct oidc_settings *out,
			       struct error *error)
{
	struct text content;
	TRY(file_check_owned(path, false, error));
	TRY(file_read(arena, path, SETTINGS_MOST, &content, error));
	TRY(take_lines(out, path, content, error));
	if (out->title.length == 0)
		out->title = TEXT("your organisation");
	if (out->scope.length == 0)
		out->scope = TEXT("openid");
	TRY(check_addresses(arena, out, path, error));
	TRY(check_switches(out, path, error));
	return read_secret(arena, out, path, error);
}
