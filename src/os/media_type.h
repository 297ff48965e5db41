/* SPDX-License-Identifier: Apache-2.0 */
/* What kind of file some bytes are, by the bytes themselves (libmagic), never by a name or by what
 * the sender says. */
#ifndef REMIT_OS_MEDIA_TYPE_H
#define REMIT_OS_MEDIA_TYPE_H

#include "base/error.h"
#include "base/text.h"

/* The media type (RFC 6838), such as "application/pdf", in the arena. STATUS_IO when the library's
 * table of kinds cannot be read. */
enum status media_type_of(struct arena *arena, struct text bytes, struct text *out,
			  struct error *error) MUST_USE;

#endif
