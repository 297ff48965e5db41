/* SPDX-License-Identifier: Apache-2.0 */
#include "web/ways.h"

#include "exchange/oidc.h"

static bool is_this_machine(const struct visit *visit)
{
	struct text address = visit->request->address;
	return text_starts(address, TEXT("127.")) || text_is(address, "::1");
}

bool ways_by_password(const struct visit *visit, struct text account)
{
	if (visit->site->oidc == NULL)
		return true;
	const struct oidc_settings *settings = oidc_settings_of(visit->site->oidc);
	if (!settings->passwords_off)
		return true;
	return settings->break_glass.length != 0 && is_this_machine(visit) &&
	       (account.length == 0 || text_equal(account, settings->break_glass));
}

static struct text path_to(struct visit *visit, struct text next)
{
	struct fields fields = { 0 };
	fields_add(visit->arena, &fields, TEXT("next"), next);
	struct text query = fields_write(visit->arena, &fields);
	return visit_format(visit, "/sign-in/oidc?%.*s", TEXT_ARG(query));
}

void ways_show_provider(struct visit *visit, struct text next, bool words_kept)
{
	static const struct html_attribute beside[] = { { "target", TEXT("_blank") },
							{ "rel", TEXT("noopener") } };
	if (visit->site->oidc == NULL)
		return;
	struct text title = oidc_settings_of(visit->site->oidc)->title;
	govuk_button(&visit->html,
		     &(struct govuk_button){
			     .text = visit_format(visit, "Sign in with %.*s%s", TEXT_ARG(title),
						  words_kept ? " (opens in a new tab)" : ""),
			     .href = path_to(visit, words_kept ? TEXT("/") : next),
			     .attributes = { beside, words_kept ? 2 : 0 } });
}

void ways_show_signed_out(struct visit *visit)
{
	if (visit->site->oidc == NULL || !text_is(visit_field(visit, "out"), "yes") ||
	    text_is(oidc_settings_of(visit->site->oidc)->sign_out, "off"))
		return;
	struct text title = oidc_settings_of(visit->site->oidc)->title;
	govuk_body(&visit->html,
		   visit_format(visit,
				"You are signed out of this service. You may still be signed in "
				"with %.*s.",
				TEXT_ARG(title)));
	visit_link(
		visit,
		text_c(visit->arena, visit_format(visit, "Sign out of %.*s too", TEXT_ARG(title))),
		TEXT("/sign-in/oidc/sign-out"));
}
