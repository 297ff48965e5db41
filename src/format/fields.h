/* SPDX-License-Identifier: Apache-2.0 */
/* Names and values as HTTP carries them: query strings and form bodies
 * (application/x-www-form-urlencoded, WHATWG URL), and cookies (RFC 6265). A name may stand several
 * times; order is kept. What is not UTF-8 after decoding is refused as a whole: nothing half read
 * is passed on. */
#ifndef REMIT_FORMAT_FIELDS_H
#define REMIT_FORMAT_FIELDS_H

#include "base/list.h"
#include "base/text.h"

struct field {
	struct text name;
	struct text value;
};

struct fields {
	LIST_OF(struct field);
};

enum {
	FIELDS_MOST = 1000 /* one more is refused */
};

/* Read "a=1&b=two+words%21"; values live in `arena`. False: more than FIELDS_MOST, a % without two
 * hexadecimal digits, a NUL, or not UTF-8. Line ends become \n. */
bool fields_read(struct arena *arena, struct text encoded, struct fields *out) MUST_USE;
/* The cookies of a Cookie header; what is malformed is passed over. */
void fields_read_cookies(struct arena *arena, struct text header, struct fields *out);

/* The first of that name, trimmed of nothing; empty when there is none. */
struct text fields_get(const struct fields *fields, const char *name);
bool fields_has(const struct fields *fields, const char *name);
void fields_add(struct arena *arena, struct fields *fields, struct text name, struct text value);
/* One text, encoded. */
struct text fields_encode(struct arena *arena, struct text text);
/* As a query string, encoded; without "?". */
struct text fields_write(struct arena *arena, const struct fields *fields);

#endif
