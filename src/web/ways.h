/* SPDX-License-Identifier: Apache-2.0 */
/* The ways to sign in that the operator leaves open: by an OpenID provider, by password. */
#ifndef REMIT_WEB_WAYS_H
#define REMIT_WEB_WAYS_H

#include "web/visit.h"

/* May this account (empty: any) sign in by password from where the visitor is? */
bool ways_by_password(const struct visit *visit, struct text account);
/* On the sign-in page: the button to the provider, if there is one. `words_kept`: what was written
 * stands on this page, so that the provider opens beside it. */
void ways_show_provider(struct visit *visit, struct text next, bool words_kept);
/* After signing out: the way to sign out there too. */
void ways_show_signed_out(struct visit *visit);

#endif
