/* SPDX-License-Identifier: Apache-2.0 */
/* The components of GOV.UK Frontend 6, as functions. */
#ifndef REMIT_HTML_GOVUK_H
#define REMIT_HTML_GOVUK_H

#include "html/govuk_content.h"
#include "html/govuk_form.h"
#include "html/govuk_page.h"

#endif
